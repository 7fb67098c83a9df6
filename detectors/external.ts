import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImplementationError } from '../adapters/implementation.ts';
import { Tail } from '../adapters/stdio/lines.ts';
import { Program } from '../adapters/stdio/program.ts';
import type { DetectorAnswer } from './policies.ts';
import type { MachineView } from './view.ts';

/** What a detector program said, and by what. */
export interface ExternalAnswer {
  readonly answer: DetectorAnswer;
  /** Like `exit code 1`, or `the word busy`. */
  readonly by: string;
}

export interface ExternalOptions {
  readonly argv: readonly [string, ...string[]];
  /** Milliseconds until it has to be done. */
  readonly timeout: number;
  /** Added to the environment, so that it runs on the machine that is looked at. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Exit codes that mean busy. A system that keeps eight bits of an exit code makes 82 of 1618.
 */
const BUSY_CODES: readonly (number | null)[] = [1, 1618, 1618 % 256];

/**
 * Runs a detector once. A line `busy` or `idle` on stdout, the last if there are several, is its answer;
 * without one, its exit code is: 0 idle, 1 or 1618 busy, anything else an error.
 *
 * A machine in memory has no kernel objects, so its view is in the environment: `MSICONFORM_MACHINE` names
 * a JSON file with all of it, and `MSICONFORM_MUTEX`, `MSICONFORM_SERVICE_STATE`,
 * `MSICONFORM_CONTROLS_ACCEPTED`, `MSICONFORM_MSIEXEC_PROCESSES` are for shell scripts.
 *
 * @throws {ImplementationError} when it does not start
 */
export const askDetector = async (view: MachineView, options: ExternalOptions): Promise<ExternalAnswer> => {
  const folder = await mkdtemp(join(tmpdir(), 'msiconform-detector-'));
  try {
    const file = join(folder, 'machine.json');
    await writeFile(file, JSON.stringify(view));
    return await runOnce({ ...process.env, ...options.environment, ...variables(view, file) }, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const variables = ({ mutex, service, msiexecProcesses }: MachineView, file: string): NodeJS.ProcessEnv => ({
  MSICONFORM_MACHINE: file,
  MSICONFORM_MUTEX: mutex.state,
  MSICONFORM_SERVICE_STATE: String(service?.state ?? ''),
  MSICONFORM_CONTROLS_ACCEPTED: String(service?.controlsAccepted ?? ''),
  MSICONFORM_MSIEXEC_PROCESSES: String(msiexecProcesses ?? ''),
});

const runOnce = async (
  env: NodeJS.ProcessEnv,
  { argv, timeout }: ExternalOptions,
): Promise<ExternalAnswer> => {
  const output = new Tail(50);
  const program = new Program({ argv, env, onOutput: (chunk) => output.push(chunk) });
  program.endInput();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    program.kill();
  }, timeout);
  try {
    const { code, signal } = await program.ended;
    if (late) return { answer: 'error', by: `no answer within ${timeout} ms` };
    const said = output.lines
      .map((line) => line.trim().toLowerCase())
      .filter((line) => line === 'busy' || line === 'idle');
    const word = said.at(-1);
    if (word === 'busy' || word === 'idle') return { answer: word, by: `the word ${word}` };
    if (signal !== null) return { answer: 'error', by: `ended by ${signal}` };
    const last = program.stderr.at(-1);
    const by = `exit code ${code}${last === undefined ? '' : `: ${last}`}`;
    if (code === 0) return { answer: 'idle', by };
    return { answer: BUSY_CODES.includes(code) ? 'busy' : 'error', by };
  } catch (error) {
    throw new ImplementationError(
      `the detector ${argv.join(' ')} could not be started: ${error instanceof Error ? error.message : String(error)}`,
      { hint: 'The command is run without a shell.', cause: error },
    );
  } finally {
    clearTimeout(timer);
  }
};
