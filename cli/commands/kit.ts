/** `kit`: all that a Windows needs to run the suite by a double click, in a folder or a zip file. */
import type { Capabilities } from '../../spec/index.ts';
import { randomInt } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import * as fc from 'fast-check';
import { makeFolder } from '../../adapters/make-folder.ts';
import { kitFiles } from '../../adapters/agent/kit.ts';
import { MEASUREMENT_NAMES } from '../../adapters/driver/measure/index.ts';
import { planText } from '../../adapters/agent/plan.ts';
import type { PlannedCase } from '../../adapters/agent/plan.ts';
import { planTour, suiteArbitrary } from '../../properties/index.ts';
import type { Strategy } from '../../properties/index.ts';
import { ACTIONS, APIS, BadInputError, OBSERVATION_NAMES, UI_LEVELS } from '../../spec/index.ts';
import { wholeNumber } from '../arguments.ts';
import {
  agentMaxStepsOption,
  agentProcessesOption,
  seedOption,
  strategyOption,
  timeoutOption,
} from '../draw-options.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { version } from '../version.ts';

interface KitFlags {
  readonly output: string;
  readonly seed?: number;
  readonly numRuns: number;
  readonly strategy: Strategy;
  readonly processes: number;
  readonly maxSteps: number;
  readonly timeout: number;
  readonly measure: boolean;
}

/** What a Windows may offer at most; the agent passes over what its own does not. */
const EVERYTHING: Capabilities = {
  processes: 8,
  actions: ACTIONS,
  uiLevels: UI_LEVELS,
  apis: APIS,
  observations: OBSERVATION_NAMES,
  versions: [],
  concurrent: false,
};

const MOST_CASES = 100_000;

export const registerKit = (program: Command, output: Output): void => {
  program
    .command('kit')
    .description('write what a Windows without Node needs to run the suite by a double click (docs/agent.md)')
    .requiredOption('-o, --output <folder or file.zip>', 'where it goes; nothing is overwritten')
    .addOption(seedOption())
    .option('--num-runs <count>', 'interleavings to draw', wholeNumber(1, MOST_CASES), 100)
    .addOption(strategyOption())
    .addOption(agentProcessesOption())
    .addOption(agentMaxStepsOption())
    .addOption(timeoutOption())
    .option('--no-measure', 'do not measure first what is not known of Windows (docs/windows.md)')
    .action(async (flags: KitFlags) => {
      const seed = flags.seed ?? randomInt(0x7fffffff);
      const cases = casesOf(seed, flags);
      const { processes, maxSteps, numRuns, strategy } = flags;
      const draw = { processes, maxSteps, numRuns, strategy };
      const head = { seed, suite: version(), draw, deadline: flags.timeout };
      const files = await kitFiles(planText(head, cases, flags.measure ? MEASUREMENT_NAMES : []));
      await (flags.output.endsWith('.zip')
        ? writeZip(flags.output, files)
        : writeFolder(flags.output, files));
      output.note(
        `${cases.length} interleavings of seed ${seed} in ${flags.output}; on the Windows: run.cmd`,
      );
      process.exitCode = EXIT.conforms;
    });
};

const casesOf = (
  seed: number,
  { strategy, processes, maxSteps, numRuns }: KitFlags,
): readonly PlannedCase[] => {
  const tour = strategy === 'tour' ? planTour(EVERYTHING, processes).interleavings : [];
  const drawn = fc.sample(suiteArbitrary({ capabilities: EVERYTHING }, { processes, maxSteps }), {
    seed,
    numRuns,
  });
  return [
    ...tour.map((interleaving) => ({ phase: 'tour' as const, ...interleaving })),
    ...drawn.map((interleaving) => ({ phase: 'random' as const, ...interleaving })),
  ];
};

const writeFolder = async (folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> => {
  try {
    makeFolder(folder);
    const there = await readdir(folder);
    if (there.length > 0) {
      throw new BadInputError(
        `the folder holds ${there[0]} already and is not written to: name another`,
        folder,
      );
    }
    for (const [name, bytes] of files) await writeFile(join(folder, name), bytes, { flag: 'wx' });
  } catch (error) {
    throw cannotWrite(error, folder);
  }
};

const writeZip = async (file: string, files: ReadonlyMap<string, Buffer>): Promise<void> => {
  const { zipSync } = await import('fflate');
  // The same kit gives the same bytes: the oldest date that a zip file can name, in every time zone.
  const bytes = zipSync(Object.fromEntries(files), { level: 9, mtime: new Date(1980, 0, 2) });
  try {
    await writeFile(file, bytes, { flag: 'wx' });
  } catch (error) {
    throw cannotWrite(error, file);
  }
};

const cannotWrite = (error: unknown, where: string): Error => {
  if (error instanceof BadInputError || !(error instanceof Error) || !('code' in error))
    return error as Error;
  const reason = error.code === 'EEXIST' ? 'it is there already and is not overwritten' : error.message;
  return new BadInputError(`the kit cannot be written there (${reason}): name another place with -o`, where);
};
