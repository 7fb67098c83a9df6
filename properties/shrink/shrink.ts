import { OBSERVER } from '../../oracle/index.ts';
import type { Operation, Step } from '../../oracle/index.ts';
import { INSTALLING_APIS, KNOWN_VERSIONS } from '../../spec/index.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';
import { shorter, SHORTCUTS } from './shorter.ts';

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
  yield* joined(value);
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
  yield* shorter(value, maxProcesses);
}

/** What a client does in two steps, one after the other, may be done in one. */
function* joined(value: Interleaving): Generator<Interleaving> {
  const { steps } = value;
  for (const [first, { process }] of steps.entries()) {
    const second = steps.findIndex((step, index) => index > first && step.process === process);
    if (process === OBSERVER || second < 0) continue;
    for (const operation of SHORTCUTS) {
      yield { ...value, steps: steps.with(second, { process, operation }).toSpliced(first, 1) };
      if (second > first + 1) {
        yield { ...value, steps: steps.with(first, { process, operation }).toSpliced(second, 1) };
      }
    }
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
