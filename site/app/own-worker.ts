/** Starts the page's own script once more, as a worker: the page is one file, and loads none. */
export const startOwnWorker = <Request, Reply>(
  onReply: (reply: Reply) => void,
  onFailed: (message: string) => void,
): ((request: Request) => void) => {
  const text = document.querySelector('script:not([type])')?.textContent ?? '';
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => onReply(data));
  worker.addEventListener('error', ({ message }) => onFailed(message || 'the reader could not be started'));
  return (request) => worker.postMessage(request);
};
