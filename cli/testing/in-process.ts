import { CommanderError } from 'commander';
import pc from 'picocolors';
import { BadInputError } from '../../spec/index.ts';
import { EXIT } from '../exit-codes.ts';
import { createProgram } from '../program.ts';

/** How a command ended. */
export interface Ended {
  readonly code: number | string | undefined;
  readonly out: string;
  readonly error: string;
}

/** Runs a command as main does, in this process: what it prints, and its one sentence about bad input. */
export const msiconform = async (...args: readonly string[]): Promise<Ended> => {
  const out: string[] = [];
  process.exitCode = 0;
  let error = '';
  try {
    const program = await createProgram(
      {
        colors: pc.createColors(false),
        print: (text) => void out.push(text),
        note: () => {},
        status: () => {},
        progress: () => ({ update: () => {}, stop: () => {} }),
      },
      args[0],
    );
    for (const command of program.commands) command.configureOutput({ writeErr: () => {} });
    await program.parseAsync([...args], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof BadInputError || thrown instanceof CommanderError)) throw thrown;
    error = thrown.message;
    process.exitCode = EXIT.usage;
  }
  return { code: process.exitCode, out: out.join('\n'), error };
};
