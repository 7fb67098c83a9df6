import type { ImplementationFactory } from '../implementation.ts';
import { parseCommandLine } from './command-line.ts';

/**
 * A program behind the stdio protocol, as the command line opens it.
 * @param timeout milliseconds for the answer to one request
 * @throws {BadInputError} for a command without a word or with an open quote
 */
export const stdioFactory = (command: string, timeout: number): ImplementationFactory => {
  const argv = parseCommandLine(command);
  return {
    id: 'stdio',
    summary: 'any program that speaks the stdio protocol, by --command',
    async open({ windowsInstaller }) {
      // The schemas take a while to compile, and most runs are of something else.
      const { openStdio } = await import('./open.ts');
      return openStdio({
        command: argv,
        timeout,
        ...(windowsInstaller === undefined ? {} : { windowsInstaller }),
      });
    },
  };
};
