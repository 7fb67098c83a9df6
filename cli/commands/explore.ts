import type { Command } from 'commander';
import { openReference } from '../../adapters/reference/index.ts';
import { estimateInterleavings, exploreSymmetric } from '../../oracle/explore/index.ts';
import type { SymmetricExploration } from '../../oracle/explore/index.ts';
import { runExhaustively } from '../../properties/power/exhaustive.ts';
import type { ExhaustiveOutcome } from '../../properties/power/exhaustive.ts';
import { describeStep } from '../../properties/index.ts';
import { BadInputError } from '../../spec/index.ts';
import type { Reading } from '../../spec/index.ts';
import { installerVersion, readingOption, wholeNumber } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { interruption } from '../interruption.ts';
import type { Output } from '../output.ts';

interface ExploreFlags {
  readonly processes: number;
  readonly depth: number;
  readonly reading: Reading;
  readonly windowsInstaller: string;
  readonly json?: boolean;
}

const DEFAULT_DEPTH = 3;
/** Beyond this the interleavings would take hours. */
const MOST_INTERLEAVINGS = 20_000_000n;
/** An estimate of deeper interleavings says no more than one of these. */
const MOST_TOLD_DEPTH = 1000;
/** So many take some seconds, and the time grows with the cube of their number. */
const MOST_PROCESSES = 100;

export const registerExplore = (program: Command, output: Output): void => {
  program
    .command('explore')
    .description('every reachable state of the rules, and every interleaving up to a depth, on the reference')
    .option('--processes <count>', 'client processes', wholeNumber(1, 1e6), 3)
    .option(
      '--depth <count>',
      'operations of an interleaving on the reference; 0 for none',
      wholeNumber(0, 1e6),
      DEFAULT_DEPTH,
    )
    .addOption(readingOption())
    .option('--windows-installer <version>', 'the version to explore', installerVersion, '5.0')
    .option('--json', 'print the result as JSON, and nothing else, on stdout')
    .action(async (flags: ExploreFlags) => {
      process.exitCode = await explore(flags, output);
    });
};

interface Explored extends SymmetricExploration {
  readonly milliseconds: number;
}

const explore = async (flags: ExploreFlags, output: Output): Promise<number> => {
  refuseTheEndless(flags);
  const found = exploreStates(flags);
  output.status(`${found.states} states`);
  const driven = flags.depth === 0 ? undefined : await driveReference(flags, output);
  output.print(flags.json === true ? json(flags, found, driven) : text(flags, found, driven, output));
  if (found.violations.length > 0 || (driven?.divergences.length ?? 0) > 0) return EXIT.diverges;
  return driven?.complete === false ? EXIT.inconclusive : EXIT.conforms;
};

/** @throws {BadInputError} with an estimate, for bounds that would not end */
const refuseTheEndless = ({ processes, depth }: ExploreFlags): void => {
  if (processes > MOST_PROCESSES) {
    throw new BadInputError(
      `--processes ${processes} would take minutes to hours: choose ${MOST_PROCESSES} at most`,
    );
  }
  // What is far beyond is not worth counting to the end: a million places make a number of a million digits.
  const told = Math.min(depth, MOST_TOLD_DEPTH);
  const interleavings = estimateInterleavings(processes, told);
  if (interleavings > MOST_INTERLEAVINGS) {
    throw new BadInputError(
      `--depth ${depth} with ${processes} processes has ${told < depth ? 'more than' : 'up to'} ${round(interleavings)} interleavings: choose a smaller depth, or --depth 0 for the states alone`,
    );
  }
};

const exploreStates = ({ processes, reading, windowsInstaller }: ExploreFlags): Explored => {
  const began = performance.now();
  const found = exploreSymmetric(processes, { reading, windowsInstaller });
  return { ...found, milliseconds: performance.now() - began };
};

const driveReference = async (flags: ExploreFlags, output: Output): Promise<ExhaustiveOutcome> => {
  const { processes, depth, reading: read, windowsInstaller } = flags;
  const most = Number(estimateInterleavings(processes, depth));
  const bar = output.progress();
  using interrupt = interruption(output);
  await using reference = openReference({ windowsInstaller });
  try {
    return await runExhaustively(reference, {
      processes,
      depth,
      context: { reading: read, windowsInstaller },
      signal: interrupt.signal,
      onProgress: (done) => bar.update('interleavings', Math.min(done, most), most),
    });
  } finally {
    bar.stop();
  }
};

const text = (
  flags: ExploreFlags,
  found: Explored,
  driven: ExhaustiveOutcome | undefined,
  { colors }: Output,
): string => {
  const { states, transitions, orbits, violations, milliseconds } = found;
  return [
    `${flags.processes} processes, reading ${flags.reading.name}, Windows Installer ${flags.windowsInstaller}`,
    `${states} states, ${transitions} transitions; ${orbits} states up to a renumbering`,
    `${milliseconds.toFixed(1)} ms, ${round(BigInt(Math.round(rateOf(found))))} states a second`,
    violations.length === 0
      ? colors.green('every invariant of the rules holds in every state')
      : violations
          .map((each) => colors.red(`${each.invariant} does not hold in ${each.states} states`))
          .join('\n'),
    ...(driven === undefined ? [] : [reference(flags, driven, colors)]),
  ].join('\n');
};

const reference = (
  { depth }: ExploreFlags,
  { interleavings, operations, divergences, complete }: ExhaustiveOutcome,
  colors: Output['colors'],
): string => {
  const head = `${interleavings} interleavings of ${depth} operations on the reference (${operations} operations)${complete ? '' : ', ended early'}`;
  const [first] = divergences;
  if (first === undefined) return `${head}: ${colors.green('all conform')}`;
  return `${head}: ${colors.red(`${divergences.length} diverge`)}, such as ${first.map(describeStep).join('; ')}`;
};

const json = (flags: ExploreFlags, found: Explored, driven: ExhaustiveOutcome | undefined): string =>
  JSON.stringify({
    format: 'msiconform-explore',
    version: 1,
    processes: flags.processes,
    reading: flags.reading.name,
    windowsInstaller: flags.windowsInstaller,
    // Counts beyond 2^53 are strings, for JSON has no such numbers.
    states: exact(found.states),
    transitions: exact(found.transitions),
    orbits: found.orbits,
    statesPerSecond: Math.round(rateOf(found)),
    violations: found.violations.map(({ invariant, states }) => ({ invariant, states: exact(states) })),
    reference:
      driven === undefined
        ? null
        : {
            depth: flags.depth,
            interleavings: driven.interleavings,
            operations: driven.operations,
            divergences: driven.divergences.length,
            complete: driven.complete,
          },
  });

const rateOf = ({ states, milliseconds }: Explored): number =>
  (Number(states) / Math.max(milliseconds, 0.001)) * 1000;

const exact = (count: bigint): number | string =>
  count <= Number.MAX_SAFE_INTEGER ? Number(count) : String(count);

const round = (count: bigint): string => {
  const digits = String(count);
  return digits.length <= 6 ? digits : `${digits[0]}.${digits[1]}e${digits.length - 1}`;
};
