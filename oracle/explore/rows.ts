import { CLIENTS, codeOf, FIRST_EXECUTING } from '../compiled/index.ts';
import { outcomes } from '../rules.ts';
import type { Context } from '../rules.ts';
import { IDLE } from '../state.ts';
import type { Client, State } from '../state.ts';
import { answersOf, observationsOf } from './answers.ts';
import type { Answer, Judge } from './answers.ts';
import { brokenInvariants } from './invariants.ts';

/** Where one allowed answer leads: the client's code and the residue. */
export interface Target {
  readonly client: number;
  readonly residue: boolean;
}

/** All that the rules say to one client in one kind of surroundings. */
export interface Row {
  /** For each answer a caller might see, where it leads; empty when it is forbidden. */
  readonly answers: readonly (readonly Target[])[];
  /** The distinct ones of those targets. */
  readonly targets: readonly Target[];
  readonly transitions: number;
  readonly broken: readonly string[];
}

/**
 * The relation in the form that the fast searches use: a row for each place of a client, with and without
 * another client in an execute table, with and without a residue; and the observer's.
 */
export interface Rows {
  /** The codes in an execute table that conforming clients reach, each a kind of execution. */
  readonly executions: readonly number[];
  /** Whether somebody executing (or nobody) and a residue (or none) can be together. */
  readonly occurs: (executing: boolean, residue: boolean) => boolean;
  readonly row: (client: number, otherExecuting: boolean, residue: boolean) => Row;
  readonly observer: (executing: boolean, residue: boolean) => Row;
}

/** Derives the rows from the rules by asking them about representatives. Takes some milliseconds. */
export const deriveRows = (context: Context, judge: Judge = outcomes): Rows => {
  const rows: (Row | undefined)[] = [];
  const observers: (Row | undefined)[] = [];
  const row = (client: number, otherExecuting: boolean, residue: boolean): Row => {
    const make = (): Row => {
      const state: State = { clients: [clientAt(client), otherExecuting ? EXECUTING : IDLE], residue };
      return rowOf(state, answersOf(state, 1, context, judge), context);
    };
    return (rows[situation(client, otherExecuting, residue)] ??= make());
  };
  const observer = (executing: boolean, residue: boolean): Row => {
    const make = (): Row => {
      const state: State = { clients: [executing ? EXECUTING : IDLE], residue };
      return rowOf(state, observationsOf(state, context, judge), context);
    };
    return (observers[situation(0, executing, residue)] ??= make());
  };
  return { ...reach(row), row, observer };
};

const clientAt = (code: number): Client => CLIENTS[code] ?? IDLE;
const EXECUTING = clientAt(FIRST_EXECUTING);

/** One number for a client's code, whether another executes, and the residue. */
const situation = (client: number, otherExecuting: boolean, residue: boolean): number =>
  client * 4 + Number(otherExecuting) * 2 + Number(residue);

const rowOf = (state: State, answers: readonly Answer[], context: Context): Row => {
  const targets = answers.map(({ allowed }) =>
    allowed.map(({ clients, residue }) => ({ client: codeOf(clients[0] ?? IDLE), residue })),
  );
  const all = targets.flat();
  return {
    answers: targets,
    targets: [
      ...new Map(all.map((target) => [situation(target.client, false, target.residue), target])).values(),
    ],
    transitions: all.length,
    broken: brokenInvariants(state, answers, context.reading),
  };
};

/** Follows one client, and one beside another that executes, through every row they can come to. */
const reach = (row: Rows['row']): Pick<Rows, 'executions' | 'occurs'> => {
  // A situation: the client's code, whether another executes, and the residue.
  const queue: (readonly [number, boolean, boolean])[] = [[0, false, false]];
  const seen = new Set<number>();
  const together = new Set<number>();
  const executions = new Set<number>();
  for (const [client, otherExecuting, residue] of queue) {
    const key = situation(client, otherExecuting, residue);
    if (seen.has(key)) continue;
    seen.add(key);
    const executes = client >= FIRST_EXECUTING;
    if (executes) executions.add(client);
    together.add(situation(0, executes || otherExecuting, residue));
    for (const target of row(client, otherExecuting, residue).targets) {
      queue.push([target.client, otherExecuting, target.residue]);
    }
    if (residue) queue.push([client, otherExecuting, false]);
    // While this client executes, others stand anywhere that they can stand with nobody executing.
    if (executes) queue.push([0, true, residue], [1, true, residue], [2, true, residue], [3, true, residue]);
  }
  return {
    executions: [...executions],
    occurs: (executing, residue) => together.has(situation(0, executing, residue)),
  };
};
