#!/usr/bin/env node
import { CommanderError } from 'commander';
import { ImplementationError, told } from '../adapters/index.ts';
import { HistoryWriteError } from '../reports/index.ts';
import { visible } from '../reports/text.ts';
import { BadInputError } from '../spec/index.ts';
import { EXIT } from './exit-codes.ts';
import { Interrupted } from './interruption.ts';
import { createOutput } from './output.ts';
import { createProgram } from './program.ts';

/** Turns what went wrong into one sentence and an exit code. */
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
try {
  const program = await createProgram(output, process.argv[2]);
  await program.parseAsync(process.argv);
} catch (error) {
  const { code, text } = failure(error);
  if (text !== '') output.note(text);
  process.exitCode = code;
}
if (undelivered) process.exitCode = EXIT.inconclusive;
