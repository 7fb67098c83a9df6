import { isObservation, OBSERVER } from '../../oracle/index.ts';
import type { Operation, OperationName, Step } from '../../oracle/index.ts';
import { beginsWithUi, INSTALLING_APIS } from '../../spec/index.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';
import { CHOICES, Walk } from '../interleaving/walk.ts';

/** So many sequences of one length are tried; of a length that has more, only those of fewer kinds of steps. */
const MOST_SEQUENCES = 2000;

/** Of longer sequences no two steps are replaced at once. */
const MOST_EDITED_TWICE = 8;

/** What one step may do instead of two: a start and what ends it, or two advances. */
export const SHORTCUTS: readonly Operation[] = [{ op: 'call', api: INSTALLING_APIS[0] }, { op: 'cancel' }];

/**
 * Every shorter sequence that is made of what an interleaving is made of, the shortest first. It ends with
 * the same kind of operation, and each of its steps is one that a conforming implementation can be asked
 * there: a counterexample conforms up to its last step.
 *
 * @param maxProcesses - as many processes may take part
 */
export function* shorter(value: Interleaving, maxProcesses: number): Generator<Interleaving> {
  const { steps } = value;
  const last = steps.at(-1)?.operation.op;
  if (last === undefined) return;
  const clients = clientsFor(steps, maxProcesses);
  const operations = distinct(steps.map(({ operation }) => operation));
  const alphabets = [
    stepsOf(distinct([...operations.flatMap(variants), ...SHORTCUTS]), clients),
    stepsOf(operations, clients),
    distinct(steps),
  ] as const;
  for (let length = 1; length < steps.length; length++) {
    const some = alphabets
      .map((alphabet) => [...taken(sequences(alphabet, length, last), MOST_SEQUENCES + 1)])
      .find((all) => all.length <= MOST_SEQUENCES);
    for (const sequence of some ?? []) yield made(sequence);
  }
  for (const sequence of edited(steps, alphabets[0])) if (canBeAsked(sequence)) yield made(sequence);

  function made(sequence: readonly Step[]): Interleaving {
    const processes = Math.max(value.processes, ...sequence.map(({ process }) => process));
    return { ...value, processes, steps: sequence };
  }
}

/** Without one step, and with one other in place of what is there, or with one other and one of its own. */
function* edited(steps: readonly Step[], alphabet: readonly Step[]): Generator<readonly Step[]> {
  const own = distinct(steps);
  for (let left = 0; left < steps.length - 1; left++) {
    const rest = steps.toSpliced(left, 1);
    for (let first = 0; first < rest.length; first++) {
      for (const one of alphabet) {
        const once = rest.with(first, one);
        yield once;
        if (rest.length > MOST_EDITED_TWICE) continue;
        for (let second = first + 1; second < rest.length; second++) {
          for (const two of own) yield once.with(second, two);
        }
      }
    }
  }
}

/** Whether a conforming implementation could be asked each of these steps in turn. */
const canBeAsked = (steps: readonly Step[]): boolean => {
  const walk = new Walk(Math.max(1, ...steps.map(({ process }) => process)));
  return steps.every((step) => {
    const { process, operation } = step;
    if (process !== OBSERVER && !CHOICES[walk.at(process)].some((op) => op === operation.op)) return false;
    walk.follow(step);
    return true;
  });
};

/** With and without UI. */
const variants = (operation: Operation): readonly Operation[] =>
  operation.op === 'start' && beginsWithUi(operation.action, operation.ui)
    ? [{ ...operation, ui: 'none' }, operation]
    : [operation];

const stepsOf = (operations: readonly Operation[], clients: readonly number[]): readonly Step[] =>
  operations.flatMap((operation): Step[] =>
    isObservation(operation)
      ? [{ process: OBSERVER, operation }]
      : clients.map((process) => ({ process, operation })),
  );

/** Depth first; a client that did nothing yet is like any other, so only the next one begins. */
function* sequences(
  alphabet: readonly Step[],
  length: number,
  last: OperationName,
  prefix: readonly Step[] = [],
): Generator<readonly Step[]> {
  const used = Math.max(0, ...prefix.map(({ process }) => process));
  const walk = new Walk(used + 1);
  for (const step of prefix) walk.follow(step);
  const isEnd = prefix.length === length - 1;
  for (const step of alphabet) {
    const { process, operation } = step;
    if (process > used + 1 || (isEnd && operation.op !== last)) continue;
    if (process !== OBSERVER && !CHOICES[walk.at(process)].some((op) => op === operation.op)) continue;
    if (isEnd) yield [...prefix, step];
    else yield* sequences(alphabet, length, last, [...prefix, step]);
  }
}

/** Those that take part, and one more that could. */
const clientsFor = (steps: readonly Step[], most: number): readonly number[] => {
  const used = new Set(steps.map(({ process }) => process).filter((process) => process !== OBSERVER));
  return Array.from({ length: Math.min(used.size + 1, most) }, (_, index) => index + 1);
};

const distinct = <T>(values: readonly T[]): readonly T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

function* taken<T>(values: Iterable<T>, most: number): Generator<T> {
  let count = 0;
  for (const value of values) {
    if (count++ >= most) return;
    yield value;
  }
}
