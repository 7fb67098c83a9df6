/**
 * Waits for a promise, but no longer than so many milliseconds.
 *
 * @param milliseconds - `Infinity` waits for as long as it takes
 * @param late - makes what is thrown when it is not settled by then
 */
export const within = async <T>(pending: Promise<T>, milliseconds: number, late: () => Error): Promise<T> => {
  // A timer of Infinity would end at once.
  if (milliseconds === Infinity) return pending;
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([pending, deadline]);
  } finally {
    clearTimeout(timer);
    pending.catch(() => {}); // It may still fail after its deadline, when nobody waits any more.
  }
};
