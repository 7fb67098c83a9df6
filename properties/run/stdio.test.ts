import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Implementation } from '../../adapters/implementation.ts';
import { conforming, openReference } from '../../adapters/reference/index.ts';
import { openStdio } from '../../adapters/stdio/index.ts';
import { commandOf, FAKES } from '../../adapters/stdio/testing/fakes.ts';
import { CLAUSE_IDS, READINGS } from '../../spec/index.ts';
import { runSuite } from './suite.ts';
import type { SuiteOptions, SuiteOutcome } from './options.ts';
import { byGrade, firstByDay, IN_CI } from '../../testing/bounds.ts';

const OPTIONS: SuiteOptions = {
  seed: 42,
  numRuns: byGrade(40, 80, 200),
  processes: 3,
  maxSteps: 20,
  readings: READINGS,
  deadline: 20_000,
};
const root = join(import.meta.dirname, '..', '..');

/** What a run found, whoever was tested. */
const findings = ({ tally, failures }: SuiteOutcome): unknown => ({
  failures,
  divergences: tally.divergences,
  operations: tally.operations,
  exercised: CLAUSE_IDS.map((clause) => tally.exercised(clause)),
});

const served = (...argv: string[]): Promise<Implementation> =>
  openStdio({
    command: [process.execPath, ...argv.map((word) => word.replace(/^\.\//, `${root}/`))],
    helloTimeout: 60_000,
  });

test('the reference gives the same findings in a child process as in this one', async () => {
  await using child = await served('./dist/cli/main.js', 'serve', 'reference');
  expect(findings(await runSuite(child, OPTIONS))).toEqual(
    findings(await runSuite(openReference(), OPTIONS)),
  );
});

test.runIf(IN_CI)('a faulty one does too, to the last operation of each counterexample', async () => {
  await using child = await served('./adapters/stdio/testing/serve-faulty.mjs');
  const behaviour = { ...conforming, seesOwnUiSequence: () => false, mutexState: () => 'absent' as const };
  // A program can be begun afresh, so each kind is run once more.
  const faulty = Object.assign(openReference({ behaviour }), { restart: async () => {} });
  const outcome = await runSuite(faulty, OPTIONS);
  expect(outcome.tally.divergences.length).toBeGreaterThan(2);
  expect(findings(await runSuite(child, OPTIONS))).toEqual(findings(outcome));
});

test.each(
  firstByDay(
    3,
    FAKES.filter(({ when }) => when === 'case'),
  ).map((fake) => [`${fake.name} ${fake.op ?? ''}`, fake] as const),
)('%s ends no run and is no divergence', async (_, fake) => {
  const implementation = await openStdio({
    command: commandOf(fake),
    timeout: 300,
    helloTimeout: 15_000,
    byeTimeout: 300,
  });
  const { tally, failures } = await runSuite(implementation, { ...OPTIONS, numRuns: 5 });
  await Promise.resolve(implementation[Symbol.asyncDispose]()).catch(() => {});
  expect(failures.length).toBeGreaterThan(0);
  expect(tally.divergences).toEqual([]);
});

test.each([
  ['node', 'javascript/my-installer.mjs'],
  ['python3', 'python/my_installer.py'],
])('%s runs the example %s, which conforms under every reading', async (runtime, example) => {
  await using implementation = await openStdio({ command: [runtime, join(root, 'examples', example)] });
  const { tally, failures } = await runSuite(implementation, OPTIONS);
  expect(failures).toEqual([]);
  expect(tally.divergences).toEqual([]);
  expect(CLAUSE_IDS.filter((clause) => tally.exercised(clause) === 0)).toEqual([]);
});
