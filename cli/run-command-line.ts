import { CommanderError } from 'commander';
// One file each, not the rooms: what --version needs is loaded in a moment.
import { ImplementationError, told, VersionError } from '../adapters/implementation.ts';
import { HistoryWriteError } from '../reports/history/history-write-error.ts';
import { visible } from '../reports/text.ts';
import { BadInputError } from '../spec/bad-input.ts';
import { EXIT } from './exit-codes.ts';
import { Interrupted } from './interrupted.ts';
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

/** A dependency that is not there, or more files than the system lets one open. */
const loading = (error: unknown): string | undefined => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const [what = ''] = (error instanceof Error ? error.message : '').split('\n');
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
    return `a part of it is missing (${what}): install msiconform again`;
  return code === 'EMFILE' || code === 'ENFILE'
    ? `too many files are open (${what}): raise the limit, as ulimit -n does`
    : undefined;
};

const failure = (error: unknown): { readonly code: number; readonly text: string } => {
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : EXIT.usage, text: '' };
  if (error instanceof Interrupted) return { code: error.exitCode, text: '' };
  if (error instanceof BadInputError)
    return { code: EXIT.usage, text: `msiconform: ${visible(error.message)}` };
  if (error instanceof ImplementationError) {
    const code = error instanceof VersionError ? EXIT.usage : EXIT.inconclusive;
    return { code, text: `msiconform: ${visible(told(error))}` };
  }
  if (error instanceof HistoryWriteError)
    return { code: EXIT.inconclusive, text: `msiconform: ${error.message}` };
  const unloaded = loading(error);
  if (unloaded !== undefined) return { code: EXIT.internal, text: `msiconform: ${unloaded}` };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: EXIT.internal, text: `msiconform: internal error, please report it: ${stack}` };
};
