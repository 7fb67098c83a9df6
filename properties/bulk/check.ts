import {
  CLIENT_OPERATIONS,
  CLIENT_RESPONSES,
  CLIENTS,
  FIRST_EVENTS,
  FIRST_EXECUTING,
  FIRST_PROBE,
  FIRST_SERVICE,
  nextClient,
  nextResidues,
  RESIDUE_NONE,
  rowOf,
  violatedBits,
} from '../../oracle/compiled/index.ts';
import type { OracleTable } from '../../oracle/compiled/index.ts';
import type { PackedImplementation } from './installer.ts';
import { ENABLED, KIND_BITS, MOST_PROCESSES } from './packed.ts';
import type { PackedSteps } from './packed.ts';

const KIND_MASK = (1 << KIND_BITS) - 1;
/** The observer's slot, which stays idle: its row in the table is that of an idle client. */
const OBSERVER_SLOT = MOST_PROCESSES;
/** By step, whose code it reads and writes. */
const SLOTS = Uint8Array.from({ length: MOST_PROCESSES << KIND_BITS }, (_, step) =>
  (step & KIND_MASK) < CLIENT_OPERATIONS.length ? step >> KIND_BITS : OBSERVER_SLOT,
);
/** By client code: 1 in an execute table. */
const EXECUTES = Uint8Array.from(CLIENTS, (_, code) => Number(code >= FIRST_EXECUTING));
/** Where a row says that another client executes. */
const OTHERS_BIT = Math.log2(rowOf(0, 1, 0) - rowOf(0, 0, 0));

/** By kind of operation, the first column of its events. */
const COLUMNS = Int32Array.from([
  ...CLIENT_OPERATIONS.map((_, kind) => kind * CLIENT_RESPONSES.length),
  FIRST_PROBE,
  FIRST_SERVICE,
  FIRST_EVENTS,
]);

/** Runs packed interleavings and judges every response with one look-up in the compiled oracle. */
export class PackedChecker {
  /** Operations that were done, since the checker was made. */
  operations = 0;
  readonly #implementation: PackedImplementation;
  readonly #entries: Int32Array;
  readonly #clients: Uint8Array;

  /** @param table with every entry derived, see `compile` */
  constructor(implementation: PackedImplementation, table: OracleTable) {
    this.#implementation = implementation;
    this.#entries = table.entries;
    this.#clients = new Uint8Array(OBSERVER_SLOT + 1);
  }

  /** @returns the bits of the clauses that the first divergent response breaks; 0 when there is none */
  run(steps: PackedSteps): number {
    const [implementation, entries, clients] = [this.#implementation, this.#entries, this.#clients];
    implementation.reset();
    clients.fill(0);
    let executing = 0;
    let residues = RESIDUE_NONE;
    let done = 0;
    let violated = 0;
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index] as number;
      const kind = step & KIND_MASK;
      const slot = SLOTS[step] as number;
      const client = clients[slot] as number;
      if (ENABLED[(client << KIND_BITS) | kind] === 0) continue;
      done++;
      const response = implementation.perform(step >> KIND_BITS, kind);
      const others = executing - (EXECUTES[client] as number);
      // The sign of -others, so that there is no branch on it.
      const row = rowOf(client, 0, residues) + ((-others >>> 31) << OTHERS_BIT);
      const entry = entries[row + (COLUMNS[kind] as number) + response] as number;
      violated = violatedBits(entry);
      if (violated !== 0) break;
      residues = nextResidues(entry);
      const next = nextClient(entry);
      clients[slot] = next;
      executing = others + (EXECUTES[next] as number);
    }
    this.operations += done;
    return violated;
  }
}
