import { FAULTS, openFault, QUIRKS } from '../../adapters/reference/faults/index.ts';
import type { Fault } from '../../adapters/reference/faults/index.ts';
import { DEFAULT_READING, parseReading, READINGS } from '../../spec/index.ts';
import type { ClauseId, Reading } from '../../spec/index.ts';
import { runSuite } from '../run/suite.ts';
import type { SuiteOptions, SuiteOutcome } from '../run/options.ts';
import type { Divergence } from '../tally/kinds.ts';
import { shortestDivergences } from './shortest.ts';

/** What the suite made of one faulty implementation. */
export interface FaultReport {
  readonly id: string;
  readonly summary: string;
  /** The clause that the fault breaks first; `undefined` for a quirk that must be forgiven. */
  readonly clause: ClauseId | undefined;
  /** The reading that has to see it. */
  readonly reading: string;
  /** The readings that must say nothing. */
  readonly forgivenBy: readonly string[];
  /** Seeds under which no divergence was found. */
  readonly survived: readonly number[];
  /** Every clause that was blamed, under any seed. */
  readonly killedBy: readonly ClauseId[];
  /** How many interleavings it took until the first divergence, per seed that found one. */
  readonly interleavings: readonly number[];
  /** Operations of the shortest counterexample that shrinking came to. */
  readonly operations: number | undefined;
  /** Counterexamples that are longer than they need be, as an exhaustive search knows. */
  readonly notMinimal: readonly {
    readonly signature: string;
    readonly operations: number;
    readonly shortest: number;
  }[];
  /** Counterexamples of so many operations that not all that is shorter could be tried. */
  readonly notCompared: readonly {
    readonly signature: string;
    readonly operations: number;
    /** Up to how many operations all was tried. */
    readonly searched: number;
  }[];
  /** What makes the report a failure, in sentences; empty when all is as it should be. */
  readonly problems: readonly string[];
}

export interface PowerOptions extends Pick<
  SuiteOptions,
  'numRuns' | 'processes' | 'maxSteps' | 'longSteps' | 'signal'
> {
  readonly seeds: readonly number[];
  /** Whether to check with an exhaustive search that no counterexample could be shorter. */
  readonly minimal: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  /** Takes each report as it is made; the whole takes minutes, and may be ended in the middle. */
  readonly onReport?: (report: FaultReport) => void;
}

/** Runs the suite against each faulty implementation and each quirk. */
export const measurePower = async (
  options: PowerOptions,
  faults: readonly Fault[] = [...FAULTS, ...QUIRKS],
): Promise<readonly FaultReport[]> => {
  const reports: FaultReport[] = [];
  for (const [index, fault] of faults.entries()) {
    if (isAborted(options)) break;
    const report = await reportOn(fault, options);
    // A report that was cut short would say that the fault survived.
    if (isAborted(options)) break;
    reports.push(report);
    options.onReport?.(report);
    options.onProgress?.(index + 1, faults.length);
  }
  return reports;
};

/** Asked anew each time, for it changes while something is awaited. */
const isAborted = ({ signal }: PowerOptions): boolean => signal?.aborted === true;

const reportOn = async (fault: Fault, options: PowerOptions): Promise<FaultReport> => {
  const reading = fault.reading === undefined ? DEFAULT_READING : parseReading(fault.reading);
  const { forgivenBy = [] } = fault;
  const forgiving = READINGS.filter(({ name }) => forgivenBy.includes(name));
  const isQuirk = fault.clauses.length === 0;
  // One full run says what is blamed and what is forgiven; the other seeds stop at the first divergence.
  const [first = 0, ...rest] = options.seeds;
  const full = await run(fault, options, [...new Set([reading, ...forgiving])], { seed: first });
  const killedBy = new Set<ClauseId>();
  const interleavings: number[] = [];
  const survived: number[] = [];
  const unblamed: number[] = [];
  const problems: string[] = [];
  let operations: number | undefined;
  /** By signature: the longest counterexample of all seeds. */
  const lengths = new Map<string, number>();
  const alarms = new Set<string>();

  for (const divergence of full.tally.divergences) {
    for (const name of forgivenBy) {
      if (divergence.readings.has(name)) alarms.add(`${name} does not forgive it: ${divergence.signature}`);
    }
  }
  for (const seed of isQuirk ? [] : [first, ...rest]) {
    if (options.signal?.aborted === true) break;
    const outcome = await run(fault, options, [reading], { seed, bail: 1 });
    const { divergences, interleavings: count } = outcome.tally;
    if (divergences.length === 0) survived.push(seed);
    else interleavings.push(count);
    note(outcome, reading);
    if (divergences.length > 0 && !(await isBlamed(seed, outcome))) unblamed.push(seed);
  }
  if (!isQuirk) note(full, reading);

  /** Whether the clause that the fault breaks is blamed: by the first divergence, or by a later one. */
  async function isBlamed(seed: number, outcome: SuiteOutcome): Promise<boolean> {
    const isRight = ({ clause }: Divergence): boolean => clause === fault.clauses[0];
    if (outcome.tally.divergences.some(isRight)) return true;
    for (const bail of [4, options.numRuns]) {
      const further = await run(fault, options, [reading], { seed, bail });
      note(further, reading);
      if (further.tally.divergences.some(isRight)) return true;
    }
    return false;
  }

  function note({ tally, failures }: SuiteOutcome, { name }: Reading): void {
    for (const { clause, readings, observed, signature } of tally.divergences) {
      if (!readings.has(name)) continue;
      killedBy.add(clause);
      operations = Math.min(observed.length, operations ?? observed.length);
      lengths.set(signature, Math.max(observed.length, lengths.get(signature) ?? 0));
    }
    if (failures[0] !== undefined) problems.push(`could not be driven: ${failures[0].error.message}`);
  }

  const { notMinimal, notCompared } =
    options.minimal && options.signal?.aborted !== true
      ? await comparedWithAll(fault, reading, lengths)
      : { notMinimal: [], notCompared: [] };
  const missable = fault.isRare === true ? Math.floor(options.seeds.length / 20) : 0;
  if (survived.length > missable) problems.push(`survived under seeds ${survived.join(', ')}`);
  const strangers = [...killedBy].filter((clause) => !fault.clauses.includes(clause));
  if (strangers.length > 0) problems.push(`blamed on ${strangers.join(', ')}, which it does not break`);
  const [clause] = fault.clauses;
  if (clause !== undefined && unblamed.length > missable) {
    problems.push(`not blamed on ${clause}, which it breaks, under seeds ${unblamed.join(', ')}`);
  }
  for (const { signature, operations: length, shortest } of notMinimal) {
    problems.push(`${shortest} operations would do instead of ${length}: ${signature}`);
  }
  return {
    id: fault.id,
    summary: fault.summary,
    clause,
    reading: reading.name,
    forgivenBy,
    survived,
    killedBy: [...killedBy],
    interleavings,
    operations,
    notMinimal,
    notCompared,
    problems: [...new Set([...problems, ...alarms])],
  };
};

const run = (
  fault: Fault,
  { numRuns, processes, maxSteps, longSteps, signal }: PowerOptions,
  readings: readonly Reading[],
  more: Pick<SuiteOptions, 'seed' | 'bail'>,
): Promise<SuiteOutcome> =>
  runSuite(openFault(fault), {
    numRuns,
    processes,
    maxSteps,
    ...(longSteps === undefined ? {} : { longSteps }),
    readings,
    // Faults stand in memory, where nothing hangs; timers would take a third of the time.
    deadline: Infinity,
    // Whether a counterexample is the shortest must not depend on how busy the machine is.
    shrinkBudget: Infinity,
    ...more,
    ...(signal === undefined ? {} : { signal }),
  });

/** Compares each counterexample with the shortest there is. */
const comparedWithAll = async (
  fault: Fault,
  reading: Reading,
  lengths: ReadonlyMap<string, number>,
): Promise<Pick<FaultReport, 'notMinimal' | 'notCompared'>> => {
  const { shortest, searched } = await shortestDivergences(fault, reading, lengths);
  const kinds = [...lengths].map(([signature, operations]) => ({ signature, operations }));
  return {
    notMinimal: kinds.flatMap((kind) => {
      const known = shortest.get(kind.signature);
      return known !== undefined && known < kind.operations ? [{ ...kind, shortest: known }] : [];
    }),
    notCompared: kinds
      .filter(({ signature, operations }) => !shortest.has(signature) && operations > searched + 1)
      .map((kind) => ({ ...kind, searched })),
  };
};
