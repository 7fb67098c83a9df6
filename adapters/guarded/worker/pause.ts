const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** Keeps this thread from running: what calls it is called by Windows and cannot wait otherwise. */
export const pause = (milliseconds: number): void => {
  Atomics.wait(sleeper, 0, 0, milliseconds);
};
