import { OBSERVER } from '../../spec/index.ts';
import { attempt } from './answers.ts';
import type { Host } from './host.ts';
import type { Asked } from './registered-product.ts';
import type { Workers } from './workers.ts';

/** Each client is a process of some 125 MB. */
export const MOST_CLIENTS = 8;

/** What installs for the suite itself. On a real machine it may have to be ended, so it is not the observer. */
export const installerOf = (host: Host, workers: Workers): Asked => {
  const number = host.isOurs ? OBSERVER : MOST_CLIENTS;
  return { ask: (request) => attempt(workers, number, request) };
};
