import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { openReference } from '../../adapters/reference/index.ts';
import {
  estimateInterleavings,
  estimateStates,
  explorePacked,
  exploreSymmetric,
} from '../../oracle/explore/index.ts';
import type { PackedExploration, SymmetricExploration } from '../../oracle/explore/index.ts';
import { runExhaustively } from '../../properties/power/exhaustive.ts';
import type { ExhaustiveOutcome } from '../../properties/power/exhaustive.ts';
import { describeStep } from '../../properties/index.ts';
import { BadInputError } from '../../spec/index.ts';
import type { Reading } from '../../spec/index.ts';
import { readingOption, wholeNumber } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { interruption } from '../interruption.ts';
import type { Output } from '../output.ts';

interface ExploreFlags {
  readonly processes: number;
  readonly depth: number;
  readonly reading: Reading;
  readonly windowsInstaller: string;
  readonly symmetry?: boolean;
  readonly json?: boolean;
}

const DEFAULT_DEPTH = 3;
/** Beyond this the interleavings would take hours. */
const MOST_INTERLEAVINGS = 20_000_000n;
/** An estimate of deeper interleavings says no more than one of these. */
const MOST_TOLD_DEPTH = 1000;
/** Beyond this even the orbits would take minutes. */
const MOST_ORBIT_PROCESSES = 100;

export const registerExplore = (program: Command, output: Output): void => {
  program
    .command('explore')
    .description('every reachable state of the rules, and every interleaving up to a depth, on the reference')
    .option('--processes <count>', 'client processes', wholeNumber(1, 1e6), 3)
    .option(
      '--depth <count>',
      `operations of an interleaving on the reference; 0 for none (default: ${DEFAULT_DEPTH}, or 0 with --symmetry)`,
      wholeNumber(0, 1e6),
    )
    .addOption(readingOption())
    .option('--windows-installer <version>', 'the version to explore', version, '5.0')
    .option('--symmetry', 'only up to a renumbering of the processes: few states, however many processes')
    .option('--json', 'print the result as JSON, and nothing else, on stdout')
    .action(async ({ depth, ...flags }: Omit<ExploreFlags, 'depth'> & { readonly depth?: number }) => {
      const fallback = flags.symmetry === true ? 0 : DEFAULT_DEPTH;
      process.exitCode = await explore({ ...flags, depth: depth ?? fallback }, output);
    });
};

const version = (text: string): string => {
  if (!/^\d+(\.\d+)*$/.test(text)) throw new InvalidArgumentError('It must be numbers and dots, like 3.1.');
  return text;
};

interface Explored {
  readonly states: number | bigint;
  readonly transitions: number | bigint;
  readonly violations: readonly { readonly invariant: string; readonly states: number | bigint }[];
  readonly milliseconds: number;
  readonly symmetric: SymmetricExploration;
  readonly packed: PackedExploration | undefined;
}

const explore = async (flags: ExploreFlags, output: Output): Promise<number> => {
  refuseTheEndless(flags);
  const found = exploreStates(flags, output);
  const driven = flags.depth === 0 ? undefined : await driveReference(flags, output);
  output.print(flags.json === true ? json(flags, found, driven) : text(flags, found, driven, output));
  if (found.violations.length > 0 || (driven?.divergences.length ?? 0) > 0) return EXIT.diverges;
  return driven?.complete === false ? EXIT.inconclusive : EXIT.conforms;
};

/** @throws {BadInputError} with an estimate, for bounds that would not end */
const refuseTheEndless = ({ processes, depth, symmetry }: ExploreFlags): void => {
  if (symmetry === true) {
    if (depth > 0) {
      throw new BadInputError(
        `--depth ${depth} drives the reference, and --symmetry only counts states: leave out one of them`,
      );
    }
    if (processes <= MOST_ORBIT_PROCESSES) return;
    throw new BadInputError(
      `--processes ${processes} would take hours even up to a renumbering: choose ${MOST_ORBIT_PROCESSES} at most`,
    );
  }
  const { states, bytes, fits } = estimateStates(processes);
  if (!fits) {
    throw new BadInputError(
      `--processes ${processes} has about ${round(states)} states, which need ${size(bytes)} of memory: choose 12 at most, or --symmetry to count them up to a renumbering`,
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

const exploreStates = (
  { processes, reading: read, windowsInstaller, symmetry }: ExploreFlags,
  output: Output,
): Explored => {
  const context = { reading: read, windowsInstaller };
  const symmetric = exploreSymmetric(processes, context);
  if (symmetry !== true) output.status(`${symmetric.states} states`);
  const began = performance.now();
  const packed = symmetry === true ? undefined : explorePacked(processes, context);
  const milliseconds = performance.now() - began;
  const { states, transitions, violations } = packed ?? symmetric;
  if (packed !== undefined && BigInt(packed.states) !== symmetric.states) {
    throw new Error(`the full search found ${packed.states} states, the symmetric one ${symmetric.states}`);
  }
  return { states, transitions, violations, milliseconds, symmetric, packed };
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
  const { packed, symmetric, violations, milliseconds } = found;
  const rate = (Number(found.states) / Math.max(milliseconds, 0.001)) * 1000;
  return [
    `${flags.processes} processes, reading ${flags.reading.name}, Windows Installer ${flags.windowsInstaller}`,
    `${found.states} states, ${found.transitions} transitions; ${symmetric.orbits} states up to a renumbering`,
    ...(packed === undefined
      ? []
      : [
          `${milliseconds.toFixed(1)} ms, ${round(BigInt(Math.round(rate)))} states a second, ${size(BigInt(packed.bytes))} of memory`,
        ]),
    violations.length === 0
      ? colors.green('every invariant of the rules holds in every state')
      : violations
          .map(({ invariant, states }) => colors.red(`${invariant} does not hold in ${states} states`))
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
    orbits: found.symmetric.orbits,
    statesPerSecond:
      found.packed === undefined
        ? null
        : Math.round((Number(found.states) / Math.max(found.milliseconds, 0.001)) * 1000),
    bytes: found.packed?.bytes ?? null,
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

const exact = (count: number | bigint): number | string =>
  count <= Number.MAX_SAFE_INTEGER ? Number(count) : String(count);

const round = (count: bigint): string => {
  const digits = String(count);
  return digits.length <= 6 ? digits : `${digits[0]}.${digits[1]}e${digits.length - 1}`;
};

const size = (bytes: bigint): string => {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];
  let [value, unit] = [bytes, 0];
  while (value >= 10_240n && unit < units.length - 1) {
    value /= 1024n;
    unit++;
  }
  return `${round(value)} ${units[unit]}`;
};
