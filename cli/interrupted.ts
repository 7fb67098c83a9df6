/** The signals that ask the program to end, with the exit code that a shell gives for each. */
export const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
export type EndSignal = keyof typeof EXIT_CODES;
export const SIGNALS = Object.keys(EXIT_CODES) as EndSignal[];

/** The program was asked to end before there was a result. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: number;

  constructor(signal: EndSignal) {
    super(`ended by ${signal}`);
    this.exitCode = EXIT_CODES[signal];
  }
}
