import type { ExecuteTable, UiTable } from '../constants.ts';

/** Where one client process stands. */
export type Client =
  | { readonly at: 'idle' }
  | { readonly at: 'ui'; readonly table: UiTable }
  /** `within` names the UI sequence whose ExecuteAction this table runs in, if any. */
  | { readonly at: 'execute'; readonly table: ExecuteTable; readonly within: UiTable | null }
  | { readonly at: 'gone' };

/**
 * One state the machine may be in. The page does not say what a killed installation leaves behind, nor
 * (under `mutexEdges: session`) how long the mutex outlasts its table: `residue` means that the installer is
 * still at it though no client is in an execute table. It may end at any moment, and has ended when a
 * probe finds the mutex not set (under `mutexScope: exactly-while`).
 */
export interface State {
  readonly clients: readonly Client[];
  readonly residue: boolean;
}

export const IDLE: Client = { at: 'idle' };
export const GONE: Client = { at: 'gone' };

/** All clients idle, nothing set. */
export const initialState = (processes: number): State => ({
  clients: Array.from({ length: processes }, () => IDLE),
  residue: false,
});

/** The client with this number, from 1. @throws {RangeError} when there is none. */
export const clientOf = (state: State, process: number): Client => {
  const client = state.clients[process - 1];
  if (client === undefined) {
    throw new RangeError(`process ${process} is not among the ${state.clients.length} clients of this case`);
  }
  return client;
};

export const withClient = (state: State, process: number, client: Client): State => ({
  ...state,
  clients: state.clients.map((other, index) => (index === process - 1 ? client : other)),
});

/** The number of the client in an execute table, from 1; `undefined` when none is. */
export const executing = (state: State): number | undefined => {
  const index = state.clients.findIndex((client) => client.at === 'execute');
  return index < 0 ? undefined : index + 1;
};

/** Whether an installation is in progress, so that the mutex is set (clauses mutex-scope, mutex-held). */
export const installing = (state: State): boolean => state.residue || executing(state) !== undefined;

/** Whether the process is processing a UI sequence, its ExecuteAction included (clause 1618-ui). */
export const inUiSequence = (client: Client): boolean =>
  client.at === 'ui' || (client.at === 'execute' && client.within !== null);

/** Equal states have equal keys. */
export const keyOf = (state: State): string =>
  (state.residue ? '+' : '') + state.clients.map(clientKey).join(' ');

const clientKey = (client: Client): string =>
  client.at === 'ui'
    ? client.table
    : client.at === 'execute'
      ? `${client.table}<${client.within ?? ''}`
      : client.at;
