import { Option } from 'commander';
import { wholeNumber } from './arguments.ts';

/** What a run does where nothing else is asked for; `timeout` in milliseconds. */
export const RUN_DEFAULTS = {
  numRuns: 1000,
  processes: 3,
  maxSteps: 20,
  longSteps: 200,
  timeout: 30_000,
} as const;

/** `--seed`, as every command that draws has it. */
export const seedOption = (): Option =>
  new Option('--seed <number>', 'draw the same interleavings again').argParser(
    wholeNumber(-0x80000000, 0x7fffffff),
  );

/** `--strategy`. @param tour - what the tour does before the draw */
export const strategyOption = (tour = 'a covering tour first, then draw'): Option =>
  new Option('--strategy <strategy>', `random: draw; tour: ${tour}`)
    .choices(['random', 'tour'])
    .default('random');

/** `--timeout`, as every command that drives an implementation has it. */
export const timeoutOption = (): Option =>
  new Option('--timeout <ms>', 'deadline for one operation')
    .argParser(wholeNumber(1, 3_600_000))
    .default(RUN_DEFAULTS.timeout);

/** `--processes` of a draw that an agent runs, which has no more clients than that. */
export const agentProcessesOption = (): Option =>
  new Option('--processes <count>', 'most client processes at once')
    .argParser(wholeNumber(1, 8))
    .default(RUN_DEFAULTS.processes);

/** `--max-steps` of such a draw. */
export const agentMaxStepsOption = (): Option =>
  new Option('--max-steps <count>', 'most steps of an interleaving')
    .argParser(wholeNumber(1, 1_000))
    .default(RUN_DEFAULTS.maxSteps);
