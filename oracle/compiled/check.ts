import type { Observed } from '../../spec/index.ts';
import { CLAUSE_IDS, isObservation } from '../../spec/index.ts';
import { FIRST_EXECUTING } from './alphabet.ts';
import { encode } from './encode.ts';
import {
  applyingBits,
  entryOf,
  nextClient,
  nextResidues,
  RESIDUE_NONE,
  rowOf,
  violatedBits,
} from './table.ts';
import type { OracleTable } from './table.ts';

/** What the table says of a whole history. */
export interface CompiledJudgement {
  /** For each event that diverges, its place in the history and the bits of the clauses it breaks. */
  readonly divergences: readonly { readonly index: number; readonly violated: number }[];
  /** How often each clause had something to say, in the order of CLAUSE_IDS. */
  readonly exercised: Uint32Array;
}

/** Judges a lockstep history as `check` does, without the states; the tests hold them equal. */
export const checkCompiled = (
  history: readonly Observed[],
  processes: number,
  table: OracleTable,
): CompiledJudgement => {
  const divergences: { index: number; violated: number }[] = [];
  const exercised = new Uint32Array(CLAUSE_IDS.length);
  const tracker = new Tracker(processes, table);
  for (const [index, event] of history.entries()) {
    const entry = tracker.step(event);
    const violated = violatedBits(entry);
    if (violated !== 0) divergences.push({ index, violated });
    for (let bits = applyingBits(entry), clause = 0; bits !== 0; bits >>= 1, clause++) {
      if ((bits & 1) !== 0) exercised[clause] = (exercised[clause] ?? 0) + 1;
    }
  }
  return { divergences, exercised };
};

/** Follows one machine through its events, one table look-up each. */
export class Tracker {
  readonly #table: OracleTable;
  readonly #clients: Uint8Array;
  #executing = 0;
  #residues = RESIDUE_NONE;

  constructor(processes: number, table: OracleTable) {
    this.#table = table;
    this.#clients = new Uint8Array(processes);
  }

  /** The codes of the clients, process 1 first. Do not write to it. */
  get clients(): Uint8Array {
    return this.#clients;
  }

  get residues(): number {
    return this.#residues;
  }

  /** @returns the table's entry @throws {RangeError} for a client that is not in the case */
  step(event: Observed): number {
    const observed = isObservation(event.operation);
    const before = observed ? 0 : this.#clients[event.process - 1];
    if (before === undefined) {
      throw new RangeError(
        `process ${event.process} is not among the ${this.#clients.length} clients of this case`,
      );
    }
    const others = this.#executing - (before >= FIRST_EXECUTING ? 1 : 0);
    const row = rowOf(before, others > 0, this.#residues);
    const entry = entryOf(this.#table, row + encode(event, this.#clients));
    this.#residues = nextResidues(entry);
    if (!observed) {
      const after = nextClient(entry);
      this.#clients[event.process - 1] = after;
      this.#executing = others + (after >= FIRST_EXECUTING ? 1 : 0);
    }
    return entry;
  }
}
