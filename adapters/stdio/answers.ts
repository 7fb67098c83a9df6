/** What a program's answers say of the installer, held against what it was asked and what it promised. */
import { RESPONSES } from '../../spec/index.ts';
import type { Operation, Response } from '../../spec/index.ts';
import { match, P } from 'ts-pattern';
import type { ProgramResponse } from './protocol.ts';

/** What the program says of the installer; `undefined` when it says nothing of it. */
export const asResponse = (answer: ProgramResponse): Response | undefined => {
  if (answer.type === 'hello' || answer.type === 'ready' || answer.type === 'bye' || answer.type === 'error')
    return undefined;
  // Its own fields may stand beside those of the protocol; a history holds the latter.
  const known = ['type', ...Object.keys(RESPONSES[answer.type])];
  return Object.fromEntries(Object.entries(answer).filter(([name]) => known.includes(name))) as Response;
};

/** What the capabilities promise, where the operation needs a promise; see clause service-version for `service`. */
export const offerOf = (operation: Operation): string | undefined =>
  match(operation)
    .with({ op: 'start' }, ({ action, ui }) => `action ${action} at UI level ${ui}`)
    .with({ op: 'call' }, ({ api }) => `the function ${api}`)
    .with({ op: P.union('probe', 'events') }, ({ op }) => `the observation ${op}`)
    .with({ op: P.union('advance', 'cancel', 'kill', 'service') }, () => undefined)
    .exhaustive();

/** An owner that cannot be: no client of this case, or of a mutex that nobody owns. */
export const nobodyIn = (response: Response, processes: number): string | undefined => {
  if (response.type !== 'mutex' || response.owner === undefined) return undefined;
  const { owner, state } = response;
  if (state !== 'owned') return `an owner, ${owner}, of a mutex that is ${state}`;
  return owner !== 'other' && owner > processes
    ? `owner ${owner}, but the clients are 1 to ${processes}`
    : undefined;
};
