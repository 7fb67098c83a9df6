import type { Reply, Request } from '../../log/messages.ts';
import { startOwnWorker } from '../own-worker.ts';

/** The worker, as the page talks to it. */
export interface Reader {
  ask(request: Request): void;
}

export const startReader = (onReply: (reply: Reply) => void): Reader => ({
  ask: startOwnWorker<Request, Reply>(onReply, (message) => onReply({ type: 'failed', message })),
});
