import { EXIT } from './exit-codes.ts';
import { createOutput } from './output.ts';
import { runCommandLine } from './run-command-line.ts';

/** Carries out the command line of this process. @param args - without the names of the interpreter and the script */
export const runHere = async (args: readonly string[]): Promise<void> => {
  const output = createOutput();
  // A reader that goes away, like head, changes nothing of what is done and of how it ends.
  let undelivered = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || undelivered) return;
    undelivered = true;
    process.exitCode = EXIT.inconclusive;
    output.note(`msiconform: the result could not be written to standard output: ${error.message}`);
  });
  process.stderr.on('error', () => undefined);
  await runCommandLine(args, output);
  if (undelivered) process.exitCode = EXIT.inconclusive;
};
