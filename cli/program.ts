import { Command } from 'commander';
import type { Output } from './output.ts';
import { version } from './version.ts';

type Register = (program: Command, output: Output) => void;

/** Each command is loaded only when it is asked for: most of them need libraries that the others do not. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  run: async () => (await import('./commands/run.ts')).registerRun,
  check: async () => (await import('./commands/check.ts')).registerCheck,
  replay: async () => (await import('./commands/replay.ts')).registerReplay,
  smoke: async () => (await import('./commands/smoke.ts')).registerSmoke,
  kit: async () => (await import('./commands/kit.ts')).registerKit,
  lab: async () => (await import('./commands/lab.ts')).registerLab,
  doctor: async () => (await import('./commands/doctor.ts')).registerDoctor,
  measure: async () => (await import('./commands/measure.ts')).registerMeasure,
  measurements: async () => (await import('./commands/measurements.ts')).registerMeasurements,
  detectors: async () => (await import('./commands/detectors.ts')).registerDetectors,
  serve: async () => (await import('./commands/serve.ts')).registerServe,
  explore: async () => (await import('./commands/explore.ts')).registerExplore,
  power: async () => (await import('./commands/power.ts')).registerPower,
  explain: async () => (await import('./commands/explain.ts')).registerExplain,
  spec: async () => (await import('./commands/spec.ts')).registerSpec,
  matrix: async () => (await import('./commands/matrix.ts')).registerMatrix,
  report: async () => (await import('./commands/report.ts')).registerReport,
  open: async () => (await import('./commands/open.ts')).registerOpen,
  diff: async () => (await import('./commands/diff.ts')).registerDiff,
  merge: async () => (await import('./commands/merge.ts')).registerMerge,
  // The last: it tells of all before it.
  complete: async () => (await import('./commands/complete.ts')).registerComplete,
};

/**
 * The command line: the one command when its name is known, all of them else. A command sets
 * `process.exitCode`; it throws what ends the program early.
 */
export const createProgram = async (output: Output, name?: string): Promise<Command> => {
  const program = new Command('msiconform')
    .description('Conformance suite for the documented rules of the Windows Installer _MSIExecute mutex')
    .version(version())
    .exitOverride()
    .showHelpAfterError('(--help lists what there is)')
    .addHelpText(
      'after',
      '\nExit codes: 0 conforms, 1 diverges, 2 inconclusive, 254 usage or bad input, 255 internal error',
    );
  if (name === '--version' || name === '-V') return program;
  const isOne = name !== 'complete' && Object.hasOwn(COMMANDS, name ?? '');
  const asked = isOne ? [name ?? ''] : Object.keys(COMMANDS);
  for (const command of asked) (await COMMANDS[command]?.())?.(program, output);
  return program;
};
