import { Command } from 'commander';
import pc from 'picocolors';
import { BadInputError } from '../../spec/index.ts';
import { registerSpec } from '../commands/spec.ts';
import { EXIT } from '../exit-codes.ts';

export interface Ended {
  readonly code: number | string | undefined;
  readonly out: string;
  readonly notes: string;
  readonly error: string;
}

/** Runs `msiconform spec` as main does, in this process. */
export const runSpec = async (...args: string[]): Promise<Ended> => {
  const [out, notes]: [string[], string[]] = [[], []];
  const program = new Command().exitOverride();
  registerSpec(program, {
    colors: pc.createColors(false),
    print: (text) => void out.push(text),
    note: (text) => void notes.push(text),
    status: () => {},
    progress: () => ({ update: () => {}, stop: () => {} }),
  });
  process.exitCode = 0;
  let error = '';
  try {
    await program.parseAsync(['spec', ...args], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof BadInputError)) throw thrown;
    error = thrown.message;
    process.exitCode = EXIT.usage;
  }
  return { code: process.exitCode, out: out.join('\n'), notes: notes.join('\n'), error };
};
