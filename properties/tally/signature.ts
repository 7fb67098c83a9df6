import type { Client, Response, State } from '../../spec/index.ts';
import { match, P } from 'ts-pattern';
import { ERROR_SUCCESS, executing, OBSERVER } from '../../spec/index.ts';
import type { Finding } from '../../oracle/index.ts';

/**
 * What kind of divergence a finding is: findings with one signature are one divergence. Says what was
 * done, what came back and where; leaves out what does not matter, like process numbers.
 */
export const signatureOf = ({ clause, event, before }: Finding): string => {
  const state = before[0];
  const own = clause === '1618-ui' ? ownUi(state?.clients[event.process - 1]) : undefined;
  const where = own ?? (state === undefined ? '' : situation(state, event.process));
  return `${clause}: ${event.operation.op} ${answer(event.response)} ${where}`;
};

const answer = (response: Response): string =>
  match(response)
    .with({ type: 'held' }, () => 'went on')
    .with({ type: 'returned', code: ERROR_SUCCESS }, () => 'returned 0')
    .with({ type: 'returned', code: 1618 }, () => 'returned 1618')
    .with({ type: 'returned' }, () => 'returned another code')
    .with({ type: 'mutex' }, ({ state }) => `saw it ${state}`)
    .with({ type: 'service' }, ({ controlsAccepted }) => `saw controls ${controlsAccepted}`)
    .with({ type: 'events' }, () => 'did not name the application')
    .with({ type: 'unsupported' }, () => 'was not supported')
    .with({ type: P.union('gone', 'open') }, () => 'did not come back')
    .exhaustive();

/** The UI sequence that a process is in, its ExecuteAction included. */
const ownUi = (client: Client | undefined): string | undefined => {
  if (client?.at === 'ui') return `in its own ${client.table}`;
  return client?.at === 'execute' && client.within !== null ? `in its own ${client.within}` : undefined;
};

/** The table that matters most: the one that is executed, else the one of the caller's UI. */
const situation = (state: State, process: number): string => {
  const holder = executing(state);
  const holding = holder === undefined ? undefined : state.clients[holder - 1];
  if (holding?.at === 'execute') {
    const by = holder === process ? 'in its own' : process === OBSERVER ? 'during' : "during another's";
    return `${by} ${holding.table}`;
  }
  if (process === OBSERVER) return whileUi(state.clients);
  return ownUi(state.clients[process - 1]) ?? 'while idle';
};

const whileUi = (clients: readonly Client[]): string => {
  const ui = clients.find((client) => client.at === 'ui');
  return ui?.at === 'ui' ? `during ${ui.table}` : 'while nothing is processed';
};
