import { OBSERVER } from '../oracle/index.ts';
import type { Operation, OperationName, Step } from '../oracle/index.ts';
import { beginsWithUi, INSTALLING_APIS, KNOWN_VERSIONS } from '../spec/index.ts';
import type { Interleaving } from './interleaving.ts';

/**
 * Smaller interleavings, the boldest first: shorter ones, then those with simpler steps. Ends: each is
 * smaller in (number of steps, number of processes, sum of how unusual the steps are).
 *
 * @param maxProcesses - as many processes may take part
 */
export function* shrinkInterleaving(
  value: Interleaving,
  maxProcesses: number = value.processes,
): Generator<Interleaving> {
  const { steps } = value;
  for (let size = Math.floor(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = steps.length - size; from >= 0; from -= size) {
      yield { ...value, steps: [...steps.slice(0, from), ...steps.slice(from + size)] };
    }
  }
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
      const silent: readonly Operation[] = begun.op === 'start' ? [{ ...begun, ui: 'none' }] : [];
      for (const operation of [...SHORTCUTS, ...silent]) {
        yield { ...value, steps: steps.with(second, { process, operation }).toSpliced(first, 1) };
      }
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
  yield* otherwise(value, maxProcesses);
}

/**
 * What no step can be left out of may still be shown by fewer steps, done otherwise: without the UI and the
 * advance that leaves it; by another process instead of one that ended its call before; with a cancel for an
 * advance, with one of the starts first, or the last of them by another process; by any two of the steps, or a
 * cancel, before the last; or by the last one alone, after a start.
 */
function* otherwise(value: Interleaving, maxProcesses: number): Generator<Interleaving> {
  const { steps } = value;
  yield* repeated(value);
  if (steps.length > PAIRWISE_LIMIT) {
    yield* withCalls(value);
    return;
  }
  for (const [first, { process, operation }] of steps.entries()) {
    if (operation.op !== 'start' || !beginsWithUi(operation.action, operation.ui)) continue;
    for (const [second, step] of steps.entries()) {
      if (second < first || step.process !== process || step.operation.op !== 'advance') continue;
      const silent: Step = { process, operation: { ...operation, ui: 'none' } };
      yield { ...value, steps: steps.with(first, silent).toSpliced(second, 1) };
    }
  }
  for (const [index, { process, operation }] of steps.entries()) {
    const later = steps.slice(index + 1);
    if (!ENDS.has(operation.op) || !later.some((step) => step.process === process)) continue;
    for (let other = 1; other <= Math.min(value.processes + 1, maxProcesses); other++) {
      if (other === process) continue;
      const moved = later.map((step) => (step.process === process ? { ...step, process: other } : step));
      const processes = Math.max(value.processes, other);
      yield { ...value, processes, steps: [...steps.slice(0, index), ...moved] };
      // Who was killed needs no new start when another goes on.
      const start = later.findIndex((step) => step.process === process);
      if (operation.op !== 'kill' || later[start]?.operation.op !== 'start') continue;
      yield { ...value, processes, steps: [...steps.slice(0, index + 1), ...moved.toSpliced(start, 1)] };
    }
  }
  const last = steps.at(-1);
  if (last === undefined || steps.length <= 3) return;
  const used = new Set(steps.map(({ process }) => process).filter((process) => process !== OBSERVER));
  const end = steps.length - 1;
  for (const process of last.process === OBSERVER ? [] : used) {
    if (process !== last.process) yield* thinned(value, steps.with(end, { ...last, process }), end);
  }
  for (const [index, step] of steps.entries()) {
    const { process, operation } = step;
    if (operation.op === 'advance') {
      yield* thinned(value, steps.with(index, { process, operation: { op: 'cancel' } }), index);
    }
    if (operation.op === 'start' && index < end)
      yield* thinned(value, [step, ...steps.toSpliced(index, 1)], 0);
  }
  const cancels = [...used].map((process): Step => ({ process, operation: { op: 'cancel' } }));
  const among = [...distinct(steps), ...cancels];
  for (const first of among) {
    for (const second of among) yield { ...value, steps: [first, second, last] };
  }
}

/** What comes with the n-th time may come of one start and the last step, done again and again. */
function* repeated(value: Interleaving): Generator<Interleaving> {
  const last = value.steps.at(-1);
  if (last === undefined || value.steps.length < 4) return;
  const again = Array.from({ length: value.steps.length - 2 }, () => last);
  for (const step of distinct(value.steps.slice(0, -1))) {
    if (step.operation.op === 'start') yield { ...value, steps: [step, ...again] };
  }
}

/** A start and the advance that ends it become a call. */
function* withCalls(value: Interleaving): Generator<Interleaving> {
  for (const [index, { process, operation }] of value.steps.entries()) {
    if (operation.op !== 'start') continue;
    const next = value.steps.findIndex((step, later) => later > index && step.process === process);
    if (value.steps[next]?.operation.op !== 'advance') continue;
    const call: Step = { process, operation: { op: 'call', api: INSTALLING_APIS[0] } };
    yield { ...value, steps: value.steps.with(index, call).toSpliced(next, 1) };
  }
}

/** Without one or two of the steps, but for the one at a place and the last. */
function* thinned(value: Interleaving, steps: readonly Step[], place: number): Generator<Interleaving> {
  for (let first = 0; first < steps.length - 1; first++) {
    for (let second = first; second < steps.length - 1; second++) {
      if (first === place || second === place) continue;
      yield { ...value, steps: steps.filter((_, index) => index !== first && index !== second) };
    }
  }
}

const distinct = (steps: readonly Step[]): readonly Step[] => [
  ...new Map(steps.map((step) => [JSON.stringify(step), step])).values(),
];

/** A start that goes through its UI and on becomes one that begins with the execute table. */
function* withoutUi(value: Interleaving): Generator<Interleaving> {
  for (const [index, { process, operation }] of value.steps.entries()) {
    if (operation.op !== 'start' || !beginsWithUi(operation.action, operation.ui)) continue;
    const next = value.steps.findIndex((step, later) => later > index && step.process === process);
    if (value.steps[next]?.operation.op !== 'advance') continue;
    const silent: Step = { process, operation: { ...operation, ui: 'none' } };
    yield { ...value, steps: value.steps.with(index, silent).toSpliced(next, 1) };
    // Where the execute table began, when others went on in the meantime.
    if (next > index + 1) yield { ...value, steps: value.steps.with(next, silent).toSpliced(index, 1) };
  }
}

/** Beyond this many steps pairs are too many to try; single steps and runs get it below. */
const PAIRWISE_LIMIT = 8;

const ENDS: ReadonlySet<OperationName> = new Set(['advance', 'cancel', 'kill']);

const SHORTCUTS: readonly Operation[] = [{ op: 'call', api: INSTALLING_APIS[0] }, { op: 'cancel' }];

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
  // What ends by itself leaves less behind, and needs no new process.
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
