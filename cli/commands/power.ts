import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { FAULTS, QUIRKS } from '../../adapters/reference/faults/index.ts';
import type { Fault } from '../../adapters/reference/faults/index.ts';
import { findFalseAlarms, measurePower } from '../../properties/power/index.ts';
import { isPowerful, powerHtml, powerMarkdown, powerResult, renderPower } from '../../reports/power/index.ts';
import { BadInputError, READINGS } from '../../spec/index.ts';
import { wholeNumber } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { interruption } from '../interruption.ts';
import type { Output } from '../output.ts';
import { RUN_DEFAULTS } from '../draw-options.ts';

interface PowerFlags {
  readonly seed: number;
  readonly seeds: number;
  readonly numRuns: number;
  readonly referenceRuns: number;
  readonly minimal: boolean;
  readonly json?: boolean;
  readonly markdown?: string;
  readonly html?: string;
}

/** One more than a run draws: what two processes hide from a third a fourth may see. */
const REFERENCE_PROCESSES = 4;

export const registerPower = (program: Command, output: Output): void => {
  program
    .command('power')
    .description('run the suite against implementations with known faults: does it find them all?')
    .argument('[faults...]', 'which faults, by id (default: all)')
    .option('--seed <number>', 'the first seed', wholeNumber(0, 0x7fffff00), 1)
    .option('--seeds <count>', 'how many seeds are tried on each fault', wholeNumber(1, 200), 20)
    .option('--num-runs <count>', 'interleavings a run', wholeNumber(1, 1e6), RUN_DEFAULTS.numRuns)
    .option(
      '--reference-runs <count>',
      'interleavings of the conforming reference, none of which may diverge',
      wholeNumber(0, 1e9),
      1_000_000,
    )
    .option('--no-minimal', 'do not look for shorter counterexamples by exhaustive search')
    .option('--json', 'print the result as JSON, and nothing else, on stdout')
    .option('--markdown <file>', 'write the table of faults by clauses as Markdown')
    .option('--html <file>', 'write the same as HTML')
    .action(async (ids: string[], flags: PowerFlags) => {
      process.exitCode = await power(ids, flags, output);
    });
};

const power = async (ids: readonly string[], flags: PowerFlags, output: Output): Promise<number> => {
  const faults = ids.length === 0 ? [...FAULTS, ...QUIRKS] : ids.map(faultOf);
  const { seed, numRuns, referenceRuns } = flags;
  // Now, for a run of minutes should not end in a file that cannot be written.
  for (const file of [flags.markdown, flags.html]) if (file !== undefined) await writeTo(file, '', 'a');
  const seeds = Array.from({ length: flags.seeds }, (_, index) => seed + index);
  const bar = output.progress();
  using interrupt = interruption(output);
  const { signal } = interrupt;
  const { processes, maxSteps, longSteps } = RUN_DEFAULTS;
  const reports = await measurePower(
    {
      seeds,
      numRuns,
      processes,
      maxSteps,
      longSteps,
      minimal: flags.minimal,
      signal,
      onProgress: (done, total) => bar.update('faults', done, total),
      onReport: ({ id, problems }) => {
        for (const problem of problems) output.note(`${id}: ${problem}`);
      },
    },
    faults,
  );
  const reference = await findFalseAlarms({
    seed,
    interleavings: referenceRuns,
    processes: REFERENCE_PROCESSES,
    maxSteps,
    readings: READINGS,
    signal,
    onProgress: (done) => bar.update('reference', done, referenceRuns),
  });
  bar.stop();
  const result = powerResult({ seeds, numRuns, reports, reference });
  if (flags.markdown !== undefined) await writeTo(flags.markdown, powerMarkdown(result));
  if (flags.html !== undefined) await writeTo(flags.html, powerHtml(result));
  output.print(flags.json === true ? JSON.stringify(result) : renderPower(result, output.colors));
  if (signal.aborted) {
    output.note(`ended by a signal after ${reports.length} of ${faults.length} faults`);
    return isPowerful(result) ? EXIT.inconclusive : EXIT.diverges;
  }
  return isPowerful(result) ? EXIT.conforms : EXIT.diverges;
};

const faultOf = (id: string): Fault => {
  const known = [...FAULTS, ...QUIRKS];
  const fault = known.find((candidate) => candidate.id === id);
  if (fault !== undefined) return fault;
  const near = known.filter((candidate) => candidate.id.includes(id) || id.includes(candidate.id));
  const hint = near.length > 0 ? near : known;
  throw new BadInputError(`unknown fault "${id}": name one of ${hint.map((each) => each.id).join(', ')}`);
};

const writeTo = async (file: string, text: string, flag = 'w'): Promise<void> => {
  try {
    await writeFile(file, text, { flag });
  } catch (error) {
    throw new BadInputError(
      `cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};
