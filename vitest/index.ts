/**
 * The suite as tests of your own: `import { conformance } from 'msiconform/vitest'`.
 *
 * @packageDocumentation
 */
import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { ImplementationError, told } from '../adapters/implementation.ts';
import type { Implementation } from '../adapters/implementation.ts';
import { runSuite } from '../properties/index.ts';
import type { Divergence, SuiteOutcome } from '../properties/index.ts';
import { explain } from '../reports/history/explain.ts';
import { findingsText } from '../reports/findings-text.ts';
import { calledOf, kindReport } from '../reports/kind-report.ts';
import { historyLines } from '../reports/result.ts';
import { counted } from '../reports/text.ts';
import { CLAUSES, DEFAULT_READING, isTestable } from '../spec/index.ts';
import type { Clause, Reading } from '../spec/index.ts';
import { tellAllure } from './allure.ts';
import type { AllureTest } from './allure.ts';

export interface ConformanceOptions {
  /** What the tests are grouped under. Default `msiconform`. */
  readonly name?: string;
  /** A test for each clause under each of these. Default: the reading `intended`. */
  readonly readings?: readonly [Reading, ...Reading[]];
  /** Draws the same interleavings again. Default: another seed each time, which a failure names. */
  readonly seed?: number;
  /** Runs the one interleaving at this place of the draw, as a failure names it. */
  readonly path?: string;
  /** How many interleavings to draw. Default 1000. */
  readonly numRuns?: number;
  /** The most client processes of an interleaving. Default 3. */
  readonly processes?: number;
  /** The most steps of an interleaving. Default 20. */
  readonly maxSteps?: number;
  /** Milliseconds for one operation. Default 30 000. */
  readonly timeout?: number;
}

interface Ran {
  readonly outcome: SuiteOutcome;
  readonly implementation: Pick<Implementation, 'identity' | 'capabilities'>;
  /** How it ended when it was disposed of, where that was not in order. */
  readonly parting: ImplementationError | undefined;
}

/**
 * Registers the whole suite in a vitest file: one `describe` for each clause, one test for each reading.
 * The interleavings are drawn and run once, before the first test, on the implementation that `open`
 * gives, which is disposed of afterwards. A clause that the implementation cannot be asked about is
 * skipped; a clause that no interleaving exercised fails, for nothing is known of it.
 *
 * ```ts
 * import { conformance } from 'msiconform/vitest';
 * conformance(() => new MyInstaller());
 * ```
 *
 * In a project that reports with allure-vitest the tests carry the clause as labels.
 *
 * @param open makes the implementation; may throw, which fails the whole group before any test
 */
export const conformance = (
  open: () => Implementation | Promise<Implementation>,
  options: ConformanceOptions = {},
): void => {
  const { name = 'msiconform', readings = [DEFAULT_READING], seed = randomInt(0x7fffffff) } = options;
  describe(name, () => {
    let ran: Ran | undefined;
    const result = (): Ran => {
      if (ran === undefined) throw new Error('the suite has not run');
      return ran;
    };
    // Each operation has a deadline of its own; the whole has none.
    beforeAll(async () => {
      ran = await run(open, { ...options, readings, seed });
    }, 0);

    test('the implementation can be driven', () => {
      const { outcome, parting } = result();
      const failures = outcome.failures.map((failure) => `case ${failure.case}: ${told(failure.error)}`);
      expect([...failures, ...(parting === undefined ? [] : [told(parting)])]).toEqual([]);
    });

    for (const clause of CLAUSES) {
      describe(clause.id, () => {
        for (const reading of readings) {
          test(`${clause.statement} (reading ${reading.name})`, async ({ skip }) => {
            const again = againWith(options, seed);
            await tellAllure({
              clause,
              reading: reading.name,
              seed,
              ...toldOf(clause, reading, result(), again),
            });
            assertConforms(clause, reading, result(), { skip, again });
          });
        }
      });
    }
  });
};

/** As many as the command line has. */
const LONG_STEPS = 200;

type Chosen = ConformanceOptions & Required<Pick<ConformanceOptions, 'seed' | 'readings'>>;

const run = async (open: () => Implementation | Promise<Implementation>, options: Chosen): Promise<Ran> => {
  const implementation = await open();
  const { numRuns = 1000, processes = 3, maxSteps = 20, timeout: deadline = 30_000 } = options;
  const { seed, readings, path } = options;
  let outcome: SuiteOutcome;
  let parting: ImplementationError | undefined;
  try {
    outcome = await runSuite(implementation, {
      seed,
      readings,
      numRuns,
      processes,
      maxSteps,
      ...(options.maxSteps === undefined ? { longSteps: LONG_STEPS } : {}),
      deadline,
      ...(path === undefined ? {} : { path }),
    });
  } finally {
    parting = await part(implementation);
  }
  const { identity, capabilities } = implementation;
  return { outcome, implementation: { identity, capabilities }, parting };
};

/** What was found before stays true when the implementation does not leave as it should. */
const part = async (implementation: Implementation): Promise<ImplementationError | undefined> => {
  try {
    await implementation[Symbol.asyncDispose]();
  } catch (error) {
    if (!(error instanceof ImplementationError)) throw error;
    return error;
  }
  return undefined;
};

interface Judging {
  readonly skip: (note?: string) => never;
  /** How to find a divergence again. */
  readonly again: (divergence: Divergence) => string;
}

/** What a test has to tell besides its verdict. */
const toldOf = (
  clause: Clause,
  reading: Reading,
  { outcome, implementation }: Ran,
  again: Judging['again'],
): Pick<AllureTest, 'implementation' | 'divergences' | 'ran'> => ({
  ran: ranOf(outcome.tally),
  implementation: { ...implementation.identity },
  divergences: outcome.tally.divergences
    .filter((divergence) => divergence.clause === clause.id && divergence.readings.has(reading.name))
    .map((divergence) => ({
      signature: divergence.signature,
      kind: kindReport(divergence),
      readings: [reading.name],
      flaky: false,
      operations: divergence.observed.length,
      seen: divergence.seen,
      history: historyLines(divergence.head, divergence.observed),
      explanation: explain(divergence, {
        readings: [...divergence.readings],
        windowsInstaller: divergence.head.windowsInstaller ?? implementation.identity.windowsInstaller,
        replay: again(divergence),
      }),
    })),
});

const ranOf = ({ tables, called }: SuiteOutcome['tally']): AllureTest['ran'] => ({
  tables: [...tables].map(([table, { held }]) => ({ table, held })),
  called: calledOf(called),
});

const assertConforms = (clause: Clause, reading: Reading, ran: Ran, how: Judging): void => {
  const { outcome, implementation } = ran;
  const { tally } = outcome;
  const { divergences } = toldOf(clause, reading, ran, how.again);
  if (divergences.length > 0) {
    expect.fail(
      `${counted(divergences.length, 'kind')} of divergence from ${clause.id}\n\n${findingsText([{ id: clause.id, divergences }], ranOf(tally))}`,
    );
  }
  if (tally.exercised(clause.id) > 0) return;
  if (
    !isTestable(clause, implementation.capabilities) ||
    tally.unsupported.some(({ what }) => what === clause.needs)
  ) {
    how.skip(`the implementation does not offer what ${clause.id} is tested with`);
  }
  expect.fail(
    `no interleaving exercised ${clause.id}, so nothing is known of it: raise numRuns or processes`,
  );
};

const againWith =
  ({ processes, maxSteps }: ConformanceOptions, seed: number) =>
  ({ head }: Divergence): string => {
    const path = head.path === undefined ? {} : { path: head.path };
    const drawn = {
      seed,
      ...path,
      ...(processes === undefined ? {} : { processes }),
      ...(maxSteps === undefined ? {} : { maxSteps }),
    };
    const fields = Object.entries(drawn).map(
      ([key, value]) => `${key}: ${typeof value === 'string' ? `'${value}'` : value}`,
    );
    return `conformance(…, { ${fields.join(', ')} })`;
  };
