/** What the clauses on 1618 have in common: which events are calls of the installer's API, and which are refused. */
import { beginsWithUi, ERROR_INSTALL_ALREADY_RUNNING, isInstallingApi, isUiTable } from '../constants.ts';
import type { Reading } from '../readings.ts';
import { clientOf, IDLE, installing, withClient } from './state.ts';
import type { State } from './state.ts';
import { ROLES } from './vocabulary.ts';
import type { Observed, Response } from './vocabulary.ts';

export const isRefusal = (response: Response): boolean =>
  response.type === 'returned' && response.code === ERROR_INSTALL_ALREADY_RUNNING;

/** A call that came back or went on, so that it can be said whether it was refused. */
export const isAnsweredCall = ({ operation, response }: Observed): boolean =>
  ROLES[operation.op] === 'call' && (response.type === 'returned' || response.type === 'held');

/** Three times as long as a busy Windows takes to refuse a call, in milliseconds. */
export const REFUSAL_OVERDUE_MS = 9300;

/** A call that was waited for so long that a refusal which is due would have come. */
export const isOverdue = ({ operation, response }: Observed): boolean =>
  ROLES[operation.op] === 'call' && response.type === 'open' && (response.waited ?? 0) >= REFUSAL_OVERDUE_MS;

/** Whether it can be said of the call that it was refused, or that it was not. */
export const isDecided = (event: Observed): boolean => isAnsweredCall(event) || isOverdue(event);

/** An operation that goes on with a call that was made before, and is no call itself. */
export const isResumption = ({ operation }: Pick<Observed, 'operation'>): boolean =>
  ROLES[operation.op] === 'resumption';

/** Whether the call went into its UI sequence, under a reading by which that defers the refusal (uiWhileSet). */
export const isDeferred = ({ operation, response }: Observed, { uiWhileSet }: Reading): boolean =>
  uiWhileSet === 'deferred' &&
  operation.op === 'start' &&
  beginsWithUi(operation.action, operation.ui) &&
  response.type === 'held' &&
  isUiTable(response.table);

/**
 * Whether the reading counts the called function as the installer's API (apiCall). A function that it does
 * not count may be refused and need not be.
 */
export const isApiCall = ({ operation }: Observed, { apiCall }: Reading): boolean =>
  operation.op === 'start' ||
  (operation.op === 'call' && (apiCall === 'every' || isInstallingApi(operation.api)));

/** Whether something other than this process has the mutex set. */
export const setByAnother = (state: State, process: number): boolean =>
  installing(withClient(state, process, IDLE));

/** Whether the process begins an execute table with this response. */
export const entersExecuteTable = (state: State, { process, response }: Observed): boolean =>
  response.type === 'held' && !isUiTable(response.table) && clientOf(state, process).at !== 'execute';
