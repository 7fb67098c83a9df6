import { CommanderError } from 'commander';
import { ImplementationError, told } from '../adapters/index.ts';
import { HistoryWriteError } from '../reports/index.ts';
import { visible } from '../reports/text.ts';
import { BadInputError } from '../spec/index.ts';
import { EXIT } from './exit-codes.ts';
import { Interrupted } from './interruption.ts';
import type { Output } from './output.ts';
import { createProgram } from './program.ts';

/**
 * Carries out one command line, and leaves its exit code in `process.exitCode`. What goes wrong becomes one
 * sentence; nothing is thrown.
 * @param args - without the names of the interpreter and the script
 */
export const runCommandLine = async (args: readonly string[], output: Output): Promise<void> => {
  try {
    const program = await createProgram(output, args[0]);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const { code, text } = failure(error);
    if (text !== '') output.note(text);
    process.exitCode = code;
  }
};

const failure = (error: unknown): { readonly code: number; readonly text: string } => {
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : EXIT.usage, text: '' };
  if (error instanceof Interrupted) return { code: error.exitCode, text: '' };
  if (error instanceof BadInputError)
    return { code: EXIT.usage, text: `msiconform: ${visible(error.message)}` };
  if (error instanceof ImplementationError) {
    return { code: EXIT.inconclusive, text: `msiconform: ${visible(told(error))}` };
  }
  if (error instanceof HistoryWriteError)
    return { code: EXIT.inconclusive, text: `msiconform: ${error.message}` };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: EXIT.internal, text: `msiconform: internal error, please report it: ${stack}` };
};
