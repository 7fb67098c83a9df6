import { CLAUSE_IDS, clientOf, executing, IDLE, OBSERVER } from '../../spec/index.ts';
import type {
  ClauseId,
  Client,
  Context,
  Observation,
  Observed,
  Operation,
  Response,
  State,
} from '../../spec/index.ts';
import { step } from '../step.ts';
import type { Stepped } from '../step.ts';
import {
  CLIENT_KINDS,
  CLIENT_RESPONSES,
  CLIENTS,
  codeOf,
  EVENT_COUNT,
  FIRST_EXECUTING,
  FIRST_OBSERVATION,
  OBSERVATION_KINDS,
  responsesToObservation,
} from './alphabet.ts';

/**
 * The oracle as one array. What an event means depends on where its own client stands, on whether some
 * other client is in an execute table, and on which residues are possible; nothing else of the state
 * matters, which is why a table for two clients serves any number of them (the tests compare it with the
 * ts-pattern oracle on every reachable state).
 *
 * An entry packs, from the lowest bit, the client's next code, the next residues, and the clauses that the event
 * breaks and those that apply to it, each as one bit for every clause in the order of CLAUSE_IDS. How many bits
 * each part needs comes from the vocabulary.
 */
export interface OracleTable {
  readonly context: Context;
  readonly entries: Int32Array;
}

/** Which residues are possible: none for sure, one for sure, either. */
export const RESIDUE_NONE = 1;
export const RESIDUE_SOME = 2;

/** How many bits the numbers below this one need. */
const bitsFor = (count: number): number => 32 - Math.clz32(count - 1);
const maskOf = (bits: number): number => (1 << bits) - 1;

const EVENT_BITS = bitsFor(EVENT_COUNT);
/** Of a row: the residues, and whether another client is in an execute table. */
const RESIDUES_IN_ROW = RESIDUE_NONE | RESIDUE_SOME;
const OTHER_EXECUTING = RESIDUES_IN_ROW + 1;
const ROW_BITS = bitsFor(2 * OTHER_EXECUTING);

const CLIENT_BITS = bitsFor(CLIENTS.length);
const ALL_CLIENTS = maskOf(CLIENT_BITS);
const FIRST_VIOLATED = CLIENT_BITS + bitsFor(RESIDUES_IN_ROW + 1);
const FIRST_APPLYING = FIRST_VIOLATED + CLAUSE_IDS.length;
const ALL_CLAUSES = maskOf(CLAUSE_IDS.length);
if (FIRST_APPLYING + CLAUSE_IDS.length > 31) {
  throw new RangeError(`${CLAUSE_IDS.length} clauses do not fit into one entry of 31 bits`);
}

/** The row of a client; add the event's column. */
export const rowOf = (client: number, otherExecuting: boolean | number, residues: number): number =>
  ((client << ROW_BITS) + (otherExecuting ? OTHER_EXECUTING : 0) + residues) << EVENT_BITS;

export const nextClient = (entry: number): number => entry & ALL_CLIENTS;
export const nextResidues = (entry: number): number => (entry >> CLIENT_BITS) & RESIDUES_IN_ROW;
export const violatedBits = (entry: number): number => (entry >> FIRST_VIOLATED) & ALL_CLAUSES;
export const applyingBits = (entry: number): number => (entry >> FIRST_APPLYING) & ALL_CLAUSES;

const bitsOf = (clauses: readonly ClauseId[]): number =>
  clauses.reduce((bits, clause) => bits | (1 << CLAUSE_IDS.indexOf(clause)), 0);

/** A table whose entries are derived when they are first asked for: see {@link entryOf}. */
export const tableFor = (context: Context): OracleTable => ({
  context,
  entries: new Int32Array(CLIENTS.length << (EVENT_BITS + ROW_BITS)).fill(UNKNOWN),
});

/** The entry at this row and column, derived from the ts-pattern oracle if it is not known yet. */
export const entryOf = (table: OracleTable, at: number): number => {
  const known = table.entries[at];
  if (known !== undefined && known !== UNKNOWN) return known;
  const derived = derive(at, table.context);
  table.entries[at] = derived;
  return derived;
};

const UNKNOWN = -1;

const derive = (at: number, context: Context): number => {
  const [row, column] = [at >> EVENT_BITS, at & maskOf(EVENT_BITS)];
  const client = CLIENTS[row >> ROW_BITS];
  if (client === undefined) throw new RangeError(`the table has no entry ${at}`);
  const clients = [client, (row & OTHER_EXECUTING) === 0 ? IDLE : EXECUTING];
  const states = [false, true]
    .filter((residue) => (row & (residue ? RESIDUE_SOME : RESIDUE_NONE)) !== 0)
    .map((residue) => ({ clients, residue }));
  const [state] = states;
  if (state === undefined) throw new RangeError(`the table has no entry ${at}: no residue is possible there`);
  return pack(step(states, eventAt(column, state), context));
};

const EXECUTING = CLIENTS[FIRST_EXECUTING] as Client;

/** The representative event of a column. */
const eventAt = (column: number, state: State): Observed => {
  if (column < FIRST_OBSERVATION) {
    const operation = CLIENT_KINDS[Math.floor(column / CLIENT_RESPONSES.length)] as Operation;
    const response = CLIENT_RESPONSES[column % CLIENT_RESPONSES.length] as Response;
    return { process: 1, operation, response };
  }
  const seen = OBSERVATION_KINDS.flatMap((operation: Observation) =>
    responsesToObservation(operation.op, executing(state)).map((response) => ({ operation, response })),
  )[column - FIRST_OBSERVATION];
  if (seen === undefined) throw new RangeError(`no event has column ${column}`);
  return { process: OBSERVER, ...seen };
};

const pack = ({ states, violates, applies }: Stepped): number => {
  // A step always leaves at least one state, with its clients.
  const [first] = states as readonly [State, ...State[]];
  const residues = states.reduce((bits, { residue }) => bits | (residue ? RESIDUE_SOME : RESIDUE_NONE), 0);
  return (
    codeOf(clientOf(first, 1)) |
    (residues << CLIENT_BITS) |
    (bitsOf(violates) << FIRST_VIOLATED) |
    (bitsOf(applies) << FIRST_APPLYING)
  );
};
