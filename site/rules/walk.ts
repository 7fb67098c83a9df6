/** A walk through the rules: who did what, what came back, and what that means under each reading. */
import { answersOf, observationsOf } from '../../oracle/explore/index.ts';
import { step } from '../../oracle/step.ts';
import { beginsWithUi, initialState, isInstallingApi, OBSERVER, READINGS } from '../../spec/index.ts';
import type { ClauseId, Context, Observed, Operation, Reading, Response, State } from '../../spec/index.ts';

export interface Walk {
  readonly processes: number;
  readonly windowsInstaller: string;
  readonly events: readonly Observed[];
}

/** What one reading says of where a walk has come to. */
export interface Standing {
  readonly reading: Reading;
  /** The states that the machine may be in; never empty. */
  readonly states: readonly State[];
  /** Of the last event: the clauses that bear on it, and those that it breaks. */
  readonly applies: readonly ClauseId[];
  readonly violates: readonly ClauseId[];
}

export const contextOf = (
  { windowsInstaller }: Pick<Walk, 'windowsInstaller'>,
  reading: Reading,
): Context => ({
  reading,
  windowsInstaller,
});

/** After each event, and before the first: one more standing than there are events. */
export const standingsOf = (walk: Walk, reading: Reading): readonly Standing[] => {
  const context = contextOf(walk, reading);
  const first: Standing = {
    reading,
    states: [initialState(walk.processes)],
    applies: [],
    violates: [],
  };
  const all = [first];
  for (const event of walk.events) all.push({ reading, ...step(all.at(-1)?.states ?? [], event, context) });
  return all;
};

/** An answer that the installer could give now, and what each reading says of it. */
export interface Choice {
  readonly event: Observed;
  readonly verdicts: readonly Standing[];
}

/** Everything that one process, or the observer, can do now, with every kind of answer. */
export const choicesOf = (
  walk: Walk,
  process: number,
  readings: readonly Reading[] = READINGS,
): readonly Choice[] => {
  const standings = readings.map((reading) => standingsOf(walk, reading).at(-1));
  const contexts = readings.map((reading) => contextOf(walk, reading));
  const events = new Map<string, Observed>();
  for (const [index, standing] of standings.entries()) {
    const context = contexts[index];
    const [state] = standing?.states ?? [];
    if (state === undefined || context === undefined) continue;
    // Where a client stands is told by the answers, so all states agree on what can be asked.
    const answers =
      process === OBSERVER ? observationsOf(state, context) : answersOf(state, process, context);
    for (const { operation, response } of answers) {
      const event: Observed = { process, operation, response };
      events.set(JSON.stringify([operation, response]), event);
    }
  }
  return [...events.values()].map((event) => ({
    event,
    verdicts: readings.map((reading, index) => ({
      reading,
      ...step(standings[index]?.states ?? [], event, contextOf(walk, reading)),
    })),
  }));
};

export const isAllowed = ({ violates }: Pick<Standing, 'violates'>): boolean => violates.length === 0;

/** The answers to the same request that would have broken nothing; the likest to what came back first. */
export const passingAnswers = (walk: Walk, at: number, reading: Reading): readonly Response[] => {
  const event = walk.events[at];
  if (event === undefined) return [];
  const before: Walk = { ...walk, events: walk.events.slice(0, at) };
  const asked = JSON.stringify(kindOf(event.operation));
  return choicesOf(before, event.process, [reading])
    .filter(
      ({ event: { operation }, verdicts }) =>
        JSON.stringify(kindOf(operation)) === asked && verdicts.every(isAllowed),
    )
    .map(({ event: { response } }) => response)
    .toSorted((a, b) => distance(a, event.response) - distance(b, event.response));
};

/** Operations that no rule tells apart: the representative stands for each. */
const kindOf = (operation: Operation): unknown => {
  if (operation.op === 'start')
    return [operation.op, operation.action, beginsWithUi(operation.action, operation.ui)];
  return operation.op === 'call' ? [operation.op, isInstallingApi(operation.api)] : [operation.op];
};

const distance = (a: Response, b: Response): number =>
  a.type !== b.type ? 2 : JSON.stringify(a) === JSON.stringify(b) ? 0 : 1;
