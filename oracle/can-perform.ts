import type { Client, Operation } from '../spec/index.ts';
import { match } from 'ts-pattern';

/**
 * Whether a client that stands there can do this at all. An operation that cannot be done is no test:
 * interleavings skip it. A process that is gone may start again, as a new process in its place.
 */
export const canPerform = (client: Pick<Client, 'at'>, operation: Pick<Operation, 'op'>): boolean =>
  match(operation.op)
    .with('start', () => client.at === 'idle' || client.at === 'gone')
    .with('call', () => client.at !== 'gone')
    .with('advance', 'kill', () => client.at === 'ui' || client.at === 'execute')
    .with('cancel', () => client.at === 'ui')
    .with('probe', 'service', 'events', () => true)
    .exhaustive();
