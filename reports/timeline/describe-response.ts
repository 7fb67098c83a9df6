import { match } from 'ts-pattern';
import type { Response } from '../../spec/index.ts';

/** What came back, in Microsoft's words where there are any. */
export const describeResponse = (response: Response): string =>
  match(response)
    .with({ type: 'held' }, ({ table, route }) => `in ${table}${route === undefined ? '' : ` (by ${route})`}`)
    .with({ type: 'returned' }, ({ code }) => String(code))
    .with({ type: 'gone' }, () => 'gone')
    .with({ type: 'mutex' }, ({ state, owner }) =>
      owner === undefined ? state : `${state} by ${ownerName(owner)}`,
    )
    .with(
      { type: 'service' },
      ({ state, controlsAccepted }) => `state ${state}, controls ${controlsAccepted}`,
    )
    .with({ type: 'events' }, ({ installing: names }) => (names.length === 0 ? 'none' : names.join(', ')))
    .with({ type: 'unsupported' }, ({ code }) => `unsupported${code === undefined ? '' : ` (${code})`}`)
    .with({ type: 'open' }, ({ reason }) => `no response: ${reason}`)
    .exhaustive();

const ownerName = (owner: number | 'other'): string => (owner === 'other' ? 'another' : `process ${owner}`);
