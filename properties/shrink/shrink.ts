import type { Operation, Step } from '../../spec/index.ts';
import { beginsWithUi, INSTALLING_APIS, KNOWN_VERSIONS, OBSERVER } from '../../spec/index.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';
import { nextOfProcess, PAIRWISE_LIMIT, reshaped, SHORTCUTS, startWithoutUi } from './reshape.ts';

/** So many steps, from one of them on. */
export class Run {
  readonly size: number;
  readonly from: number;

  constructor(size: number, from: number) {
    this.size = size;
    this.from = from;
  }
}

/** Up to so many steps all is tried again once a run was left out: it costs little, and a bolder cut may do now. */
const SHORT = 20;

/**
 * Without a run of the steps: half of them first, single ones last, the later before the earlier.
 *
 * @param first - the run to begin with: what stands before it was tried already
 * @returns with each the run to go on with once it is accepted. Whoever begins anew each time tries a number of
 * interleavings that grows with the square of the steps.
 */
export function* withoutRuns(
  value: Interleaving,
  first?: Run,
): Generator<{ readonly smaller: Interleaving; readonly next: Run | undefined }> {
  const { steps } = value;
  let { size, from } = first ?? new Run(steps.length, -1);
  for (;;) {
    for (; from >= 0; from -= size) {
      const smaller = { ...value, steps: steps.toSpliced(from, size) };
      yield { smaller, next: smaller.steps.length > SHORT ? new Run(size, from - size) : undefined };
    }
    size = Math.floor(size / 2);
    if (size < 1) return;
    from = steps.length - size;
  }
}

/**
 * Smaller interleavings, after those of `withoutRuns`: shorter ones, then those with simpler steps. Ends: each is
 * smaller in (number of steps, number of processes, sum of how unusual the steps are).
 *
 * @param maxProcesses - as many processes may take part
 */
export function* shrinkInterleaving(
  value: Interleaving,
  maxProcesses: number = value.processes,
): Generator<Interleaving> {
  const { steps } = value;
  // Two steps may need each other, like a start and the advance that ends it.
  for (let first = 0; first < steps.length && steps.length <= PAIRWISE_LIMIT; first++) {
    for (let second = first + 1; second < steps.length; second++) {
      yield { ...value, steps: steps.filter((_, index) => index !== first && index !== second) };
    }
  }
  yield* withoutUi(value);
  // Two steps of a process may do what one does: a start and its advance what a call does or a start
  // without UI, two advances what a cancel does.
  for (let first = 0; first < steps.length && steps.length <= PAIRWISE_LIMIT; first++) {
    for (let second = first + 1; second < steps.length; second++) {
      const step = steps[first];
      if (step === undefined || step.process === OBSERVER || steps[second]?.process !== step.process)
        continue;
      const { process, operation: begun } = step;
      const instead = SHORTCUTS.map((operation): Step => ({ process, operation }));
      if (begun.op === 'start') instead.push(startWithoutUi(process, begun));
      for (const one of instead) yield { ...value, steps: steps.with(second, one).toSpliced(first, 1) };
    }
  }
  const used = [...new Set(steps.map((step) => step.process))].filter((process) => process !== OBSERVER);
  // Numbered in the order of their first step, so that no process is missing.
  const renumber = (process: number): number => (process === OBSERVER ? OBSERVER : used.indexOf(process) + 1);
  const processes = Math.max(1, used.length);
  if (processes < value.processes || used.some((process) => process !== renumber(process))) {
    yield { ...value, processes, steps: steps.map((step) => ({ ...step, process: renumber(step.process) })) };
  }
  for (const [index, step] of steps.entries()) {
    for (const operation of simpler(step.operation)) {
      yield { ...value, steps: steps.with(index, { ...step, operation } satisfies Step) };
    }
  }
  if (value.windowsInstaller !== undefined && value.windowsInstaller !== KNOWN_VERSIONS.at(-1)) {
    yield { ...value, windowsInstaller: KNOWN_VERSIONS.at(-1) ?? '5.0' };
  }
  yield* reshaped(value, maxProcesses);
}

/** A start that goes through its UI and on becomes one that begins with the execute table. */
function* withoutUi(value: Interleaving): Generator<Interleaving> {
  for (const [index, { process, operation }] of value.steps.entries()) {
    if (operation.op !== 'start' || !beginsWithUi(operation.action, operation.ui)) continue;
    const next = nextOfProcess(value.steps, index);
    if (value.steps[next]?.operation.op !== 'advance') continue;
    const start = startWithoutUi(process, operation);
    yield { ...value, steps: value.steps.with(index, start).toSpliced(next, 1) };
    // The place at which the execute table began, if others did something in the meantime.
    if (next > index + 1) yield { ...value, steps: value.steps.with(next, start).toSpliced(index, 1) };
  }
}

const simpler = (operation: Operation): Operation[] => {
  if (operation.op === 'start') {
    const actions = operation.action === 'INSTALL' ? [] : [{ ...operation, action: 'INSTALL' as const }];
    const levels =
      operation.ui === 'none' || operation.ui === 'full'
        ? []
        : [{ ...operation, ui: operation.ui === 'basic' ? ('none' as const) : ('full' as const) }];
    const silent = operation.ui === 'full' ? [{ ...operation, ui: 'none' as const }] : [];
    return [...actions, ...levels, ...silent];
  }
  if (operation.op === 'call' && operation.api !== INSTALLING_APIS[0]) {
    return [{ ...operation, api: INSTALLING_APIS[0] }];
  }
  // A call that ends by itself leaves less behind than a kill, and needs no new process.
  return operation.op === 'kill' ? [{ op: 'advance' }, { op: 'cancel' }] : [];
};

/** Orders histories by what shrinking makes small: steps, then processes, then unusual steps. */
export const compareSize = (left: readonly Step[], right: readonly Step[]): number =>
  left.length - right.length || unusual(left) - unusual(right);

const unusual = (steps: readonly Step[]): number =>
  steps.reduce((sum, { process, operation }) => sum + process + weightOf(operation), 0);

/** How many times an operation can be made simpler. */
const weightOf = (operation: Operation): number =>
  simpler(operation).reduce((most, next) => Math.max(most, 1 + weightOf(next)), 0);
