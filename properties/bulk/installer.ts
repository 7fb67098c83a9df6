import {
  beginsWithUi,
  executeTableOf,
  isInstallingApi,
  isUiTable,
  SEQUENCE_TABLES,
  uiTableOf,
} from '../../spec/index.ts';
import type { SequenceTable } from '../../spec/index.ts';
import type { Operation } from '../../oracle/index.ts';
import { CLIENT_OPERATIONS, DIED, OBSERVATIONS, REFUSED, RETURNED } from '../../oracle/compiled/index.ts';

/** An implementation that answers in numbers: kinds of operations in, kinds of responses out. */
export interface PackedImplementation {
  reset(): void;
  /** @returns the kind of response, from 0 for each group of operations (see the compiled alphabet) */
  perform(process: number, kind: number): number;
}

const OPERATIONS: readonly Operation[] = [...CLIENT_OPERATIONS, ...OBSERVATIONS];
const [IDLE, FREE, MINE, OTHERS] = [SEQUENCE_TABLES.length, 0, 1, 2];

/** What one client's operation comes to: the answer, the table it is then in (or idle), and the mutex. */
interface Move {
  readonly answer: number;
  readonly place: number;
  readonly takes: boolean;
  readonly frees: boolean;
}

const tableAt = (place: number): SequenceTable | undefined => SEQUENCE_TABLES[place];

/** What this installer does, said once for each place, state of the mutex and operation. */
const behave = (place: number, mutex: number, operation: Operation): Move => {
  const at = tableAt(place);
  const inUi = at !== undefined && isUiTable(at);
  const stay = (answer: number): Move => ({ answer, place, takes: false, frees: false });
  const end = (answer: number): Move => ({ answer, place: IDLE, takes: false, frees: mutex === MINE });
  const enter = (table: SequenceTable): Move => {
    const number = SEQUENCE_TABLES.indexOf(table);
    return { answer: number, place: number, takes: !isUiTable(table), frees: false };
  };
  switch (operation.op) {
    case 'start': {
      const { action, ui } = operation;
      const first = beginsWithUi(action, ui)
        ? (uiTableOf[action] ?? executeTableOf[action])
        : executeTableOf[action];
      return mutex === FREE ? enter(first) : stay(REFUSED);
    }
    case 'advance':
      if (!inUi) return end(RETURNED);
      if (mutex !== FREE) return end(REFUSED);
      return enter(at === 'AdminUISequence' ? executeTableOf.ADMIN : executeTableOf.INSTALL);
    case 'call':
      return stay(isInstallingApi(operation.api) && (mutex !== FREE || inUi) ? REFUSED : RETURNED);
    case 'cancel':
      return end(RETURNED);
    case 'kill':
      return end(DIED);
    case 'probe':
      return stay(mutex === FREE ? 0 : 2);
    case 'service':
      return stay(mutex === FREE ? 1 : 0);
    case 'events':
      return stay(0);
  }
};

/** Whose the mutex is, as a process sees it: by owner (0: nobody, else process + 1), and process. */
const VIEWS = Uint8Array.from(
  Array.from({ length: 8 * 4 }, (_, at) =>
    at >> 2 === 0 ? FREE : (at >> 2) - 1 === (at & 3) ? MINE : OTHERS,
  ),
);

/** The same as one array: answer (4 bits), place (4), masks that keep the owner (4) and make one (4). */
const MOVES = Int32Array.from(
  Array.from({ length: (IDLE + 1) * 4 * 16 }, (_, at) => {
    const operation = OPERATIONS[at & 15];
    if (operation === undefined) return 0;
    const { answer, place, takes, frees } = behave(at >> 6, (at >> 4) & 3, operation);
    const [keep, make] = [takes || frees ? 0 : 7, takes ? 7 : 0];
    return answer | (place << 4) | (keep << 8) | (make << 12);
  }),
);

/**
 * A conforming installer in a handful of numbers: the smallest thing that the bulk check and the benches
 * can drive. It knows who owns the mutex and which table each process is in, and none of the rules.
 */
export class PackedInstaller implements PackedImplementation {
  readonly #place: Uint8Array;
  #owner = 0;

  constructor(processes: number) {
    this.#place = new Uint8Array(processes).fill(IDLE);
  }

  reset(): void {
    this.#place.fill(IDLE);
    this.#owner = 0;
  }

  perform(process: number, kind: number): number {
    const owner = this.#owner;
    const mutex = VIEWS[(owner << 2) | process] as number;
    const move = MOVES[((this.#place[process] as number) << 6) | (mutex << 4) | kind] as number;
    this.#place[process] = (move >> 4) & 15;
    this.#owner = (owner & (move >> 8) & 7) | ((process + 1) & (move >> 12));
    return move & 15;
  }
}
