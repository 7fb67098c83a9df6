/**
 * The second half of shrinking. When no step can be left out, other steps, fewer of them, may still show the
 * same divergence.
 */
import type { Operation, Step } from '../../spec/index.ts';
import { beginsWithUi, INSTALLING_APIS, OBSERVER, ROLES } from '../../spec/index.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';

/** Beyond this many steps pairs are too many to try; single steps and runs get it below. */
export const PAIRWISE_LIMIT = 8;

/** Beyond this many steps there are too many calls to give each to another process. */
const CALLS_LIMIT = 20;
/** A step is repeated so often at the most: each number of times is tried with each step. */
const MOST_TIMES = 20;

export const CALL: Operation = { op: 'call', api: INSTALLING_APIS[0] };
/** What one step may do instead of two. */
export const SHORTCUTS: readonly Operation[] = [CALL, { op: 'cancel' }];

const LOOK: Step = { process: OBSERVER, operation: { op: 'probe' } };

/**
 * Interleavings with fewer steps than this one, in which some steps are replaced by others.
 *
 * @param maxProcesses - as many processes may take part
 */
export function* reshaped(value: Interleaving, maxProcesses: number): Generator<Interleaving> {
  yield* repeated(value);
  if (value.steps.length > PAIRWISE_LIMIT) {
    yield* withCalls(value, maxProcesses);
    yield* withoutACall(value);
    yield* lastByAnother(value, maxProcesses);
    if (value.steps.length <= CALLS_LIMIT) yield* callByAnother(value, maxProcesses);
    return;
  }
  yield* withoutUiInBetween(value);
  yield* afterAnEndByAnother(value, maxProcesses);
  if (value.steps.length <= 3) return;
  yield* changedAndThinned(value);
  yield* beforeTheLast(value);
}

/** A fault that needs many repetitions may be shown by one start and one step, repeated before the last step. */
function* repeated(value: Interleaving): Generator<Interleaving> {
  const { steps } = value;
  const last = steps.at(-1);
  if (last === undefined || steps.length < 4) return;
  const before = distinct(steps.slice(0, -1));
  const starts = before.flatMap(({ process, operation }): Step[] =>
    operation.op === 'start' ? [startWithoutUi(process, operation), { process, operation }] : [],
  );
  const most = Math.min(steps.length - 3, MOST_TIMES);
  // Of a long one only the most is tried: where that shows it, single steps are left out of it again.
  for (let times = steps.length - 3 > MOST_TIMES ? most : 1; times <= most; times++) {
    for (const start of distinct(starts)) {
      for (const step of distinct([last, ...before])) {
        yield { ...value, steps: [start, ...Array.from({ length: times }, () => step), last] };
      }
    }
  }
}

/** A start and the advance that ends it become a call: by another process where this one was killed before. */
function* withCalls(value: Interleaving, maxProcesses: number): Generator<Interleaving> {
  for (const [index, { operation }] of value.steps.entries()) {
    if (operation.op !== 'start') continue;
    const next = nextOfProcess(value.steps, index);
    if (value.steps[next]?.operation.op !== 'advance') continue;
    for (const caller of anyProcess(value, maxProcesses)) {
      const steps = value.steps.with(index, { process: caller, operation: CALL }).toSpliced(next, 1);
      yield { ...value, processes: Math.max(value.processes, caller), steps };
    }
  }
}

/** Without a start and the step that ends what it began. */
function* withoutACall(value: Interleaving): Generator<Interleaving> {
  const { steps } = value;
  for (const [first, { operation }] of steps.entries()) {
    if (operation.op !== 'start') continue;
    const second = nextOfProcess(steps, first);
    const end = steps[second];
    if (end !== undefined && endsCall(end.operation))
      yield { ...value, steps: steps.filter((_, index) => index !== first && index !== second) };
  }
}

/** Another process takes the last step, without one of the steps of the process that took it. */
function* lastByAnother(value: Interleaving, maxProcesses: number): Generator<Interleaving> {
  const { steps } = value;
  const last = steps.at(-1);
  if (last === undefined || last.process === OBSERVER) return;
  for (const process of anyProcess(value, maxProcesses)) {
    if (process === last.process) continue;
    const processes = Math.max(value.processes, process);
    const moved = steps.with(steps.length - 1, { ...last, process });
    for (const [index, step] of steps.slice(0, -1).entries())
      if (step.process === last.process) yield { ...value, processes, steps: moved.toSpliced(index, 1) };
  }
}

/** Another process makes a call from its start to its end, and the process that made it does one thing less. */
function* callByAnother(value: Interleaving, maxProcesses: number): Generator<Interleaving> {
  for (const [first, { process, operation }] of value.steps.entries()) {
    const second = nextOfProcess(value.steps, first);
    const end = value.steps[second];
    if (operation.op !== 'start' || end === undefined || !endsCall(end.operation)) continue;
    for (const other of anyProcess(value, maxProcesses)) {
      if (other === process) continue;
      const processes = Math.max(value.processes, other);
      const steps = value.steps
        .with(first, { process: other, operation })
        .with(second, { ...end, process: other });
      for (const [index, step] of steps.slice(0, -1).entries())
        if (step.process === process) yield { ...value, processes, steps: steps.toSpliced(index, 1) };
    }
  }
}

/** Starts without UI, and leaves out an advance that may have left the UI. */
function* withoutUiInBetween(value: Interleaving): Generator<Interleaving> {
  const { steps } = value;
  for (const [first, { process, operation }] of steps.entries()) {
    if (operation.op !== 'start' || !beginsWithUi(operation.action, operation.ui)) continue;
    for (const [second, step] of steps.entries()) {
      if (second < first || step.process !== process || step.operation.op !== 'advance') continue;
      yield { ...value, steps: steps.with(first, startWithoutUi(process, operation)).toSpliced(second, 1) };
    }
  }
}

/** Another process goes on, instead of one that ended its call before. */
function* afterAnEndByAnother(value: Interleaving, maxProcesses: number): Generator<Interleaving> {
  const { steps } = value;
  for (const [index, { process, operation }] of steps.entries()) {
    const later = steps.slice(index + 1);
    if (!endsCall(operation) || !later.some((step) => step.process === process)) continue;
    for (const other of anyProcess(value, maxProcesses)) {
      if (other === process) continue;
      const moved = byAnother(later, process, other);
      const processes = Math.max(value.processes, other);
      yield { ...value, processes, steps: [...steps.slice(0, index), ...moved] };
      // Who was killed needs no new start when another goes on.
      const start = later.findIndex((step) => step.process === process);
      if (operation.op !== 'kill' || later[start]?.operation.op !== 'start') continue;
      yield { ...value, processes, steps: [...steps.slice(0, index + 1), ...moved.toSpliced(start, 1)] };
    }
  }
}

/**
 * One thing done otherwise, and one or two others left out: the last step by another process; a cancel for an
 * advance; a start first, or as a call; from somewhere on, another process for one.
 */
function* changedAndThinned(value: Interleaving): Generator<Interleaving> {
  const { steps } = value;
  const end = steps.length - 1;
  const last = steps[end];
  const used = clientsOf(steps);
  for (const process of last === undefined || last.process === OBSERVER ? [] : used) {
    if (process !== last?.process) yield* thinned(value, steps.with(end, { ...last, process } as Step), end);
  }
  for (const [index, step] of steps.entries()) {
    const { process, operation } = step;
    if (operation.op === 'advance') {
      yield* thinned(value, steps.with(index, { process, operation: { op: 'cancel' } }), index);
    }
    if (operation.op !== 'start' || index === end) continue;
    yield* thinned(value, [step, ...steps.toSpliced(index, 1)], 0);
    yield* thinned(value, steps.with(index, { process, operation: CALL }), index);
  }
  for (let from = 1; from < steps.length; from++) {
    const one = steps[from]?.process ?? OBSERVER;
    for (const other of one === OBSERVER ? [] : used) {
      if (other === one) continue;
      yield* thinned(value, [...steps.slice(0, from), ...byAnother(steps.slice(from), one, other)], end);
    }
  }
}

/**
 * Any two of the steps, or calls, cancels or a look at the mutex, before the last; of more than four steps also a start
 * and two. A look shows that the mutex is free, as a call that goes on does.
 */
function* beforeTheLast(value: Interleaving): Generator<Interleaving> {
  const { steps } = value;
  const last = steps.at(-1);
  if (last === undefined) return;
  const shortcuts = clientsOf(steps).flatMap((process) =>
    SHORTCUTS.map((operation): Step => ({ process, operation })),
  );
  const among = distinct([...steps, ...shortcuts, LOOK]);
  const pairs = among.flatMap((first) => among.map((second) => [first, second]));
  for (const pair of pairs) yield { ...value, steps: [...pair, last] };
  if (steps.length === 4) return;
  for (const start of among) {
    if (start.operation.op !== 'start') continue;
    for (const pair of pairs) yield { ...value, steps: [start, ...pair, last] };
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

/** Those that take part, and one more where there may be one. */
const anyProcess = ({ processes }: Interleaving, maxProcesses: number): readonly number[] =>
  Array.from({ length: Math.min(processes + 1, maxProcesses) }, (_, index) => index + 1);

/** The place of the next step that the process of a step takes; -1 where it takes none. */
export const nextOfProcess = (steps: readonly Step[], place: number): number =>
  steps.findIndex((step, later) => later > place && step.process === steps[place]?.process);

const endsCall = ({ op }: Operation): boolean => ROLES[op] === 'resumption' || ROLES[op] === 'end';

export const startWithoutUi = (process: number, operation: Operation & { op: 'start' }): Step => ({
  process,
  operation: { ...operation, ui: 'none' },
});

const byAnother = (steps: readonly Step[], one: number, other: number): readonly Step[] =>
  steps.map((step) => (step.process === one ? { ...step, process: other } : step));

const clientsOf = (steps: readonly Step[]): readonly number[] => [
  ...new Set(steps.map(({ process }) => process).filter((process) => process !== OBSERVER)),
];

const distinct = (steps: readonly Step[]): readonly Step[] => [
  ...new Map(steps.map((step) => [JSON.stringify(step), step])).values(),
];
