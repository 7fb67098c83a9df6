/**
 * What an operation comes to, or what giving it up comes to when the signal aborts first.
 * @throws what either of them throws
 */
export const unlessAborted = async <T>(
  act: () => Promise<T>,
  giveUp: () => T,
  signal: AbortSignal | undefined,
): Promise<T> => {
  if (signal === undefined) return act();
  const settled = new AbortController();
  const late = new Promise<T>((resolve, reject) => {
    const end = (): void => {
      try {
        resolve(giveUp());
      } catch (error) {
        reject(error as Error);
      }
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true, signal: settled.signal });
  });
  return Promise.race([late, act()]).finally(() => settled.abort());
};
