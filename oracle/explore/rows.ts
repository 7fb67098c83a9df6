import type { Client, Context, State } from '../../spec/index.ts';
import { IDLE } from '../../spec/index.ts';
import { CLIENTS, codeOf, FIRST_EXECUTING } from '../compiled/index.ts';
import { outcomes } from '../rules.ts';
import { answersOf, observationsOf } from './answers.ts';
import type { Answer, Rules } from './answers.ts';
import { brokenInvariants } from './invariants.ts';

/** Where one allowed answer leads: the client's code and the residue. */
export interface Target {
  readonly client: number;
  readonly residue: boolean;
}

/** All that the rules say to one client in one kind of surroundings. */
export interface Row {
  /** The distinct places where allowed answers lead. */
  readonly targets: readonly Target[];
  /** How many allowed answers there are, those that lead to the same place included. */
  readonly transitions: number;
  /** The invariants that do not hold. */
  readonly broken: readonly string[];
}

/**
 * The rules in the form that `exploreSymmetric` searches: a row for each place of a client, with and without
 * another client in an execute table, with and without a residue; and the observer's.
 */
export interface Rows {
  /** The codes in an execute table that conforming clients reach, each a kind of execution. */
  readonly executions: readonly number[];
  readonly row: (client: number, otherExecuting: boolean, residue: boolean) => Row;
  readonly observer: (executing: boolean, residue: boolean) => Row;
}

/** Derives the rows from the rules by asking them about representatives. Takes some milliseconds. */
export const deriveRows = (context: Context, rules: Rules = outcomes): Rows => {
  const rows: (Row | undefined)[] = [];
  const observers: (Row | undefined)[] = [];
  const row = (client: number, otherExecuting: boolean, residue: boolean): Row => {
    const make = (): Row => {
      const state: State = { clients: [clientAt(client), otherExecuting ? EXECUTING : IDLE], residue };
      return rowOf(state, answersOf(state, 1, context, rules), context);
    };
    return (rows[situation(client, otherExecuting, residue)] ??= make());
  };
  const observer = (executing: boolean, residue: boolean): Row => {
    const make = (): Row => {
      const state: State = { clients: [executing ? EXECUTING : IDLE], residue };
      return rowOf(state, observationsOf(state, context, rules), context);
    };
    return (observers[situation(0, executing, residue)] ??= make());
  };
  return { executions: executionsIn(row), row, observer };
};

const clientAt = (code: number): Client => CLIENTS[code] ?? IDLE;
const EXECUTING = clientAt(FIRST_EXECUTING);

/** One number for a client's code, whether another executes, and the residue. */
const situation = (client: number, otherExecuting: boolean, residue: boolean): number =>
  client * 4 + Number(otherExecuting) * 2 + Number(residue);

const rowOf = (state: State, answers: readonly Answer[], context: Context): Row => {
  const all = answers.flatMap(({ allowed }) =>
    allowed.map(({ clients, residue }) => ({ client: codeOf(clients[0] ?? IDLE), residue })),
  );
  return {
    targets: [
      ...new Map(all.map((target) => [situation(target.client, false, target.residue), target])).values(),
    ],
    transitions: all.length,
    broken: brokenInvariants(state, answers, context.reading),
  };
};

/** Follows one client, and one beside another that executes, through every row they can come to. */
const executionsIn = (row: Rows['row']): readonly number[] => {
  // A situation: the client's code, whether another executes, and the residue.
  const queue: (readonly [number, boolean, boolean])[] = [[0, false, false]];
  const seen = new Set<number>();
  const executions = new Set<number>();
  for (const [client, otherExecuting, residue] of queue) {
    const key = situation(client, otherExecuting, residue);
    if (seen.has(key)) continue;
    seen.add(key);
    const executes = client >= FIRST_EXECUTING;
    if (executes) executions.add(client);
    for (const target of row(client, otherExecuting, residue).targets) {
      queue.push([target.client, otherExecuting, target.residue]);
    }
    if (residue) queue.push([client, otherExecuting, false]);
    // While this client executes, others stand anywhere that they can stand with nobody executing.
    if (executes) for (let other = 0; other < FIRST_EXECUTING; other++) queue.push([other, true, residue]);
  }
  return [...executions];
};
