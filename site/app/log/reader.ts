import type { Reply, Request } from '../../log/messages.ts';

/** The worker, as the page talks to it. */
export interface Reader {
  ask(request: Request): void;
}

/** Starts the page's own script once more, as a worker: the page is one file, and loads none. */
export const startReader = (onReply: (reply: Reply) => void): Reader => {
  const text = document.querySelector('script:not([type])')?.textContent ?? '';
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => onReply(data));
  worker.addEventListener('error', ({ message }) =>
    onReply({ type: 'failed', message: message || 'the reader could not be started' }),
  );
  return { ask: (request) => worker.postMessage(request) };
};
