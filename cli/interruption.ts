import type { Output } from './output.ts';

export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
  readonly abort: () => void;
}

/** The first Ctrl-C ends the run in order; the second ends the program. */
export const interruption = (output: Output): Interruption => {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130);
    output.note('ending the run; once more to end at once');
    controller.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    abort: () => controller.abort(),
    [Symbol.dispose]: () => void process.off('SIGINT', onSignal).off('SIGTERM', onSignal),
  };
};
