import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work between two turns of the event loop. */
const TURN = 50;

/**
 * What answers in memory never waits, so that a signal or a timer would have no turn until all is done.
 *
 * @returns a function to call often, which gives them one now and then
 */
export const makePace = (): (() => Promise<void>) => {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < TURN) return;
    await setImmediate();
    last = performance.now();
  };
};
