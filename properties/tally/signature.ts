import type { ClauseId, Client, OperationName, Response, SequenceTable, State } from '../../spec/index.ts';
import { match, P } from 'ts-pattern';
import { ERROR_INSTALL_ALREADY_RUNNING, ERROR_SUCCESS, executing, OBSERVER } from '../../spec/index.ts';
import type { MutexState } from '../../spec/index.ts';
import type { Finding } from '../../oracle/index.ts';

/** What the operation had to do with the sequence that was processed, each with its words. */
export const RELATIONS = {
  during: 'during',
  another: "during another's",
  own: 'in its own',
  idle: 'while idle',
  nothing: 'while nothing is processed',
} as const;
export type Relation = keyof typeof RELATIONS;

/** What came back, as far as it matters: of the codes only 0 and 1618 are told apart. */
export type KindAnswer =
  | { readonly type: 'held' | 'events' | 'unsupported' | 'open' }
  | { readonly type: 'returned'; readonly code?: 0 | 1618 }
  /** `elsewhere`: owned by a client that is in no execute table, while another is. */
  | { readonly type: 'mutex'; readonly state: MutexState; readonly elsewhere?: true }
  | { readonly type: 'service'; readonly controlsAccepted: number };

/** A kind of divergence: what was done, what came back and where; nothing else, like process numbers. */
export interface DivergenceKind {
  readonly clause: ClauseId;
  readonly operation: OperationName;
  readonly answer: KindAnswer;
  readonly relation?: Relation;
  readonly table?: SequenceTable;
}

/** Findings of one signature are one divergence. */
export const signatureOf = (finding: Finding): string => signatureText(kindOf(finding));

export const kindOf = ({ clause, event, before }: Finding): DivergenceKind => {
  const state = before[0];
  const own = clause === '1618-ui' ? ownUi(state?.clients[event.process - 1]) : undefined;
  const where = own ?? (state === undefined ? {} : situation(state, event.process));
  const answer = answerOf(event.response);
  // What is owned is set, so that all that can be wrong with it is who owns it.
  const isElsewhere = clause === 'mutex-held' && answer.type === 'mutex' && answer.state === 'owned';
  return {
    clause,
    operation: event.operation.op,
    answer: isElsewhere ? { ...answer, elsewhere: true } : answer,
    ...where,
  };
};

/** The kind in words, as it is named everywhere. */
export const signatureText = ({ clause, operation, answer, relation, table }: DivergenceKind): string =>
  `${clause}: ${operation} ${answerText(answer)} ${[
    ...(relation === undefined ? [] : [RELATIONS[relation]]),
    ...(table === undefined ? [] : [table]),
  ].join(' ')}`;

const answerOf = (response: Response): KindAnswer =>
  match(response)
    .returnType<KindAnswer>()
    .with({ type: 'returned', code: P.union(ERROR_SUCCESS, ERROR_INSTALL_ALREADY_RUNNING) }, ({ code }) => ({
      type: 'returned',
      code,
    }))
    .with({ type: 'mutex' }, ({ type, state }) => ({ type, state }))
    .with({ type: 'service' }, ({ type, controlsAccepted }) => ({ type, controlsAccepted }))
    .with({ type: P.union('held', 'returned', 'events', 'unsupported') }, ({ type }) => ({ type }))
    .with({ type: P.union('gone', 'open') }, () => ({ type: 'open' }))
    .exhaustive();

export const answerText = (answer: KindAnswer): string =>
  match(answer)
    .with({ type: 'held' }, () => 'went on')
    .with({ type: 'returned' }, ({ code }) => `returned ${code ?? 'another code'}`)
    .with({ type: 'mutex', elsewhere: true }, () => 'saw it owned by a process that processes nothing')
    .with({ type: 'mutex' }, ({ state }) => `saw it ${state}`)
    .with({ type: 'service' }, ({ controlsAccepted }) => `saw controls ${controlsAccepted}`)
    .with({ type: 'events' }, () => 'did not name the application')
    .with({ type: 'unsupported' }, () => 'was not supported')
    .with({ type: 'open' }, () => 'did not come back')
    .exhaustive();

type Where = Pick<DivergenceKind, 'relation' | 'table'>;

/** The UI sequence that a process is in, its ExecuteAction included. */
const ownUi = (client: Client | undefined): Where | undefined => {
  if (client?.at === 'ui') return { relation: 'own', table: client.table };
  return client?.at === 'execute' && client.within !== null
    ? { relation: 'own', table: client.within }
    : undefined;
};

/** The table that matters most: the one that is executed, else the one of the caller's UI. */
const situation = (state: State, process: number): Where => {
  const holder = executing(state);
  const holding = holder === undefined ? undefined : state.clients[holder - 1];
  if (holding?.at === 'execute') {
    const relation = holder === process ? 'own' : process === OBSERVER ? 'during' : 'another';
    return { relation, table: holding.table };
  }
  if (process === OBSERVER) return whileUi(state.clients);
  return ownUi(state.clients[process - 1]) ?? { relation: 'idle' };
};

const whileUi = (clients: readonly Client[]): Where => {
  const ui = clients.find((client) => client.at === 'ui');
  return ui?.at === 'ui' ? { relation: 'during', table: ui.table } : { relation: 'nothing' };
};
