/**
 * The checker for concurrent histories, in its readable form: just-in-time linearization over sets of
 * configurations (Lowe, "Testing for linearizability", 2017), with two additions: a call may pass through
 * an execute table on its way (`moves.ts`), and the rules are nondeterministic.
 *
 * A configuration is a state that the machine may be in, together with how far each open call has come. A
 * call is made to take effect as late as its response allows: when it responds, all orders of the other
 * open calls before it are tried. If none lets it take effect, the history diverges there; the clauses
 * that it breaks in the best of those orders are blamed, and the judgement goes on from these.
 */
import { CLAUSE_IDS, initialState, keyOf } from '../../spec/index.ts';
import type { ClauseId, Context, State } from '../../spec/index.ts';
import type { Finding } from '../check.ts';
import { waitsFor } from './order.ts';
import type { Call } from '../pairer.ts';
import { movesOf, withoutResidue } from './moves.ts';
import type { Move, Phase } from './moves.ts';
import { boundariesOf } from './order.ts';

/** How much may be tried before the verdict is `unknown`. */
export interface Budget {
  /** The most configurations that are held at one time. */
  readonly configurations: number;
}

export const DEFAULT_BUDGET: Budget = { configurations: 100_000 };

/** A history or a part of one: its calls, by the places that they have in the whole. */
export type Calls = ReadonlyMap<number, Call>;

/** What a concurrent history says under one reading. */
export interface RacingJudgement {
  /** `index` is the place of the call. In the order of the responses. */
  readonly findings: readonly Finding[];
  /** How many calls each clause had something to say about, whatever their order was. */
  readonly exercised: ReadonlyMap<ClauseId, number>;
  /** Why there is no verdict from some place on: the budget. Findings before that place stand. */
  readonly unknown?: string;
}

interface Configuration {
  readonly state: State;
  readonly stateKey: string;
  /** By place of the call; an open call that is not in it is waiting. */
  readonly phases: ReadonlyMap<number, Exclude<Phase, 'waiting'>>;
  /** By place of the call, for those that are inside or done: the clauses that applied to it. */
  readonly applies: ReadonlyMap<number, readonly ClauseId[]>;
}

/** A state that the machine may be in, and how far each open call has come, by its place. */
export type Standpoint = Pick<Configuration, 'state' | 'phases'>;

/** Judges the calls of so many client processes. */
export const linearize = (
  calls: Calls | readonly Call[],
  processes: number,
  context: Context,
  budget: Budget = DEFAULT_BUDGET,
): RacingJudgement => {
  const start = { state: initialState(processes), phases: new Map() };
  const { findings, exercised, beyond } = linearizeFrom([start], new Map(calls.entries()), context, budget);
  return { findings, exercised, ...(beyond === undefined ? {} : { unknown: overBudget(budget, beyond) }) };
};

/** What a part of a history says. */
interface PartJudgement extends Omit<RacingJudgement, 'unknown'> {
  /** Where it came to. */
  readonly ends: readonly Standpoint[];
  /** The call, by its place, before whose response the budget was used up. */
  readonly beyond?: number;
}

/** Goes on from where an earlier judgement came to. */
export const linearizeFrom = (
  starts: readonly Standpoint[],
  calls: Calls,
  context: Context,
  budget: Budget,
): PartJudgement => {
  const findings: Finding[] = [];
  const exercised = new Map<ClauseId, number>();
  const count = (clauses: readonly ClauseId[]): void => {
    for (const clause of clauses) exercised.set(clause, (exercised.get(clause) ?? 0) + 1);
  };
  const open = new Set<number>();
  const setting: Setting = { calls, open, context, budget };
  let current: readonly Configuration[] = starts.map(({ state, phases }) => ({
    state,
    stateKey: keyOf(state),
    phases,
    applies: new Map(),
  }));
  for (const { call: index, kind } of boundariesOf(calls)) {
    if (kind === 'invoked') {
      open.add(index);
      continue;
    }
    const found = searchFor(index, setting, current);
    if (found === undefined) return { findings, exercised, ends: current, beyond: index };
    if (found.explained.length > 0) {
      current = found.explained;
      count(
        CLAUSE_IDS.filter((clause) => current.every((each) => each.applies.get(index)?.includes(clause))),
      );
    } else {
      const blamed = leastBroken(found.tried, index, setting);
      current = blamed.configurations;
      const before = distinct(blamed.before);
      const event = observedOf(calls, index);
      for (const clause of blamed.violates) findings.push({ clause, index, event, before });
      count(blamed.violates);
    }
    open.delete(index);
    current = current.map((each) => without(each, index));
  }
  return { findings, exercised, ends: current };
};

interface Setting {
  readonly calls: Calls;
  readonly open: ReadonlySet<number>;
  readonly context: Context;
  readonly budget: Budget;
}

const movesIn = (
  { calls, context }: Setting,
  { state, phases }: Configuration,
  call: number,
): readonly Move[] => movesOf(state, observedOf(calls, call), phases.get(call) ?? 'waiting', context);

export const overBudget = ({ configurations }: Budget, index: number): string =>
  `more than ${configurations} configurations before the response of call ${index + 1}`;

const isEarly = (call: number, { phases }: Configuration, { calls, open }: Setting): boolean =>
  [...open].some(
    (other) => waitsFor(observedOf(calls, call), observedOf(calls, other)) && phases.get(other) !== 'done',
  );

/** Tries all orders of the open calls until this one is done. `undefined`: over the budget. */
const searchFor = (
  index: number,
  setting: Setting,
  from: readonly Configuration[],
): { explained: readonly Configuration[]; tried: readonly Configuration[] } | undefined => {
  const reached = new Map<string, Configuration>();
  const queue: string[] = [];
  const visit = (next: Configuration): void => {
    const key = keyOfConfiguration(next);
    const known = reached.get(key);
    // It was followed before. It is followed again only if fewer clauses apply to a call than was known then.
    if (known !== undefined && keepsAll(known.applies, next.applies)) return;
    reached.set(key, known === undefined ? next : { ...next, applies: common(known.applies, next.applies) });
    queue.push(key);
  };
  for (const each of from) visit(each);
  const moves = new Map<string, readonly Move[]>();
  for (const key of queue) {
    if (reached.size > setting.budget.configurations) return undefined;
    const each = reached.get(key) as Configuration;
    if (each.phases.get(index) === 'done') continue;
    const ended = withoutResidue(each.state);
    if (ended !== undefined) visit({ ...each, state: ended, stateKey: keyOf(ended) });
    for (const other of setting.open) {
      if (isEarly(other, each, setting)) continue;
      const place = `${each.stateKey}|${other}${each.phases.get(other)}`;
      const found = moves.get(place) ?? movesIn(setting, each, other);
      moves.set(place, found);
      for (const move of found) {
        if (move.outcome.violates.length === 0) visit(made(each, other, move));
      }
    }
  }
  const tried = [...reached.values()];
  return { explained: tried.filter(({ phases }) => phases.get(index) === 'done'), tried };
};

/** Ends a call that nothing explains in the way that breaks the fewest clauses. */
const leastBroken = (
  tried: readonly Configuration[],
  index: number,
  setting: Setting,
): { configurations: readonly Configuration[]; violates: readonly ClauseId[]; before: readonly State[] } => {
  const ends = tried.flatMap((each) =>
    movesIn(setting, each, index)
      .filter(({ phase }) => phase === 'done')
      .map((move) => ({ each, move })),
  );
  const fewest = Math.min(...ends.map(({ move }) => move.outcome.violates.length));
  const best = ends.filter(({ move }) => move.outcome.violates.length === fewest);
  return {
    configurations: best.map(({ each, move }) => made(each, index, move)),
    // In one order, whichever of the configurations was found first.
    violates: CLAUSE_IDS.filter((clause) => best.some(({ move }) => move.outcome.violates.includes(clause))),
    before: best.map(({ each }) => each.state),
  };
};

const made = (from: Configuration, call: number, { phase, outcome }: Move): Configuration => ({
  state: outcome.state,
  stateKey: keyOf(outcome.state),
  phases: new Map(from.phases).set(call, phase),
  applies: new Map(from.applies).set(call, [...(from.applies.get(call) ?? []), ...outcome.applies]),
});

const without = (from: Configuration, call: number): Configuration => {
  const [phases, applies] = [new Map(from.phases), new Map(from.applies)];
  phases.delete(call);
  applies.delete(call);
  return { ...from, phases, applies };
};

const keyOfConfiguration = ({ stateKey, phases }: Configuration): string =>
  `${stateKey}|${[...phases]
    .sort(([a], [b]) => a - b)
    .map(([call, phase]) => `${call}${phase}`)
    .join()}`;

/** The clauses that apply to a call in both of two orders that lead to the same configuration. */
const common = (a: Configuration['applies'], b: Configuration['applies']): Configuration['applies'] =>
  new Map([...a].map(([call, clauses]) => [call, clauses.filter((clause) => b.get(call)?.includes(clause))]));

/** Whether all the clauses that applied to a call still do. */
const keepsAll = (a: Configuration['applies'], b: Configuration['applies']): boolean =>
  [...a].every(([call, clauses]) => clauses.every((clause) => b.get(call)?.includes(clause)));

const distinct = (states: readonly State[]): readonly State[] => [
  ...new Map(states.map((state) => [keyOf(state), state])).values(),
];

const observedOf = (calls: Calls, place: number): Call => calls.get(place) as Call;
