import { endCommands, ImplementationError } from '../adapters/index.ts';
import type {
  Implementation,
  ImplementationFactory,
  OpenedImplementation,
  OpenOptions,
  PreparedMachine,
} from '../adapters/index.ts';
import { BadInputError } from '../spec/index.ts';
import { EXIT_CODES, Interrupted, SIGNALS } from './interrupted.ts';
import type { EndSignal } from './interrupted.ts';
import type { Output } from './output.ts';

export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
  readonly abort: () => void;
}

/**
 * The first Ctrl-C ends what is done in order; the second ends the program.
 * @param onFirst - told of the first one
 */
export const interruption = (
  output: Output,
  onFirst: (signal: EndSignal) => void = () => undefined,
): Interruption => {
  const controller = new AbortController();
  const onSignal = (signal: EndSignal): void => {
    if (controller.signal.aborted) process.exit(EXIT_CODES[signal]);
    output.note('ending the run; once more to end at once');
    controller.abort();
    onFirst(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    abort: () => controller.abort(),
    [Symbol.dispose]: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
};

/**
 * Opens an implementation. A Ctrl-C meanwhile ends what was started for it.
 * @throws {Interrupted} after a Ctrl-C, when all of it has ended
 */
export const openInOrder = (
  factory: ImplementationFactory,
  options: OpenOptions,
  output: Output,
): Promise<OpenedImplementation> => inOrder(() => factory.open(options), output);

/** The same for the first half of it. @throws {BadInputError} when the implementation has none */
export const prepareInOrder = (
  factory: ImplementationFactory,
  options: OpenOptions,
  output: Output,
): Promise<PreparedMachine> => {
  const { prepare } = factory;
  if (prepare === undefined) throw new BadInputError(`there is nothing to measure on ${factory.id}`);
  return inOrder(() => prepare(options), output);
};

const inOrder = async <T extends AsyncDisposable>(open: () => Promise<T>, output: Output): Promise<T> => {
  const heard: { signal?: EndSignal } = {};
  using _ = interruption(output, (signal) => {
    heard.signal = signal;
    endCommands();
  });
  try {
    const opened = await open();
    if (heard.signal === undefined) return opened;
    await opened[Symbol.asyncDispose]();
  } catch (error) {
    if (heard.signal === undefined || !(error instanceof ImplementationError)) throw error;
  }
  throw new Interrupted(heard.signal);
};

/** Until it is disposed, a Ctrl-C ends the implementation in order and then the program. */
export const endedInOrder = (implementation: Implementation, output: Output): Disposable =>
  interruption(output, (signal) => {
    const exit = (): void => process.exit(EXIT_CODES[signal]);
    implementation[Symbol.asyncDispose]().then(exit, exit);
  });
