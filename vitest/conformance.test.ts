import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { IN_CI } from '../testing/bounds.ts';
import { openReference } from '../adapters/index.ts';
import { CLAUSE_IDS, READINGS } from '../spec/index.ts';
import { conformance } from './index.ts';

// The reference as an implementer's own: this file is what such a test file looks like.
const [first, ...others] = READINGS;
if (first !== undefined) conformance(() => openReference(), { numRuns: 300, readings: [first, ...others] });

const root = join(import.meta.dirname, '..');

interface Assertion {
  readonly ancestorTitles: readonly string[];
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Runs a test file of somebody else's project, which has the built package, and gives what became of it. */
const runElsewhere = async (file: string): Promise<readonly Assertion[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'msiconform-vitest-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/msiconform'));
  symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'mine.test.js'), file);
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--reporter=json', '--no-cache', '--root', folder];
  const env = { ...process.env, CI: '', VITEST: undefined };
  const stdout = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env, maxBuffer: 1 << 28 }, (_, out) => resolve(out));
  });
  const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    readonly testResults: readonly { readonly assertionResults: readonly Assertion[] }[];
  };
  return report.testResults.flatMap(({ assertionResults }) => assertionResults);
};

const clauseOf = ({ ancestorTitles }: Assertion): string | undefined =>
  CLAUSE_IDS.find((id) => ancestorTitles.includes(id));

test.runIf(IN_CI)(
  'a faulty installer fails the clauses it breaks, and only these, with the way to find it again',
  async () => {
    const assertions = await runElsewhere(`
    import { conforming, openReference } from 'msiconform';
    import { conformance } from 'msiconform/vitest';
    const behaviour = { ...conforming, seesOwnUiSequence: () => false };
    const open = () => openReference({ behaviour });
    conformance(open, { seed: 7, numRuns: 200 });
  `);
    expect(assertions.length).toBe(CLAUSE_IDS.length + 1);
    const failed = assertions.filter(({ status }) => status === 'failed');
    expect(failed.map(clauseOf)).toEqual(['1618-ui']);
    const message = failed[0]?.failureMessages.join('\n') ?? '';
    expect(message).toContain('must return 1618');
    expect(message).toMatch(/replay: conformance\(…, \{ seed: 7, path: '[\d:]+' \}\)/);
  },
);

test('what cannot be asked is skipped, and what was not exercised is no pass', async () => {
  const assertions = await runElsewhere(`
    import { openReference } from 'msiconform';
    import { conformance } from 'msiconform/vitest';
    const reference = openReference();
    const capabilities = { ...reference.capabilities, observations: ['probe', 'service'] };
    conformance(() => ({ ...reference, capabilities }), { seed: 7, numRuns: 1, maxSteps: 1 });
  `);
  const of = (status: string) => assertions.filter((each) => each.status === status).map(clauseOf);
  expect(of('skipped')).toEqual(['event-log']);
  expect(of('failed').length).toBeGreaterThan(3);
});

test.runIf(IN_CI)('an implementation that cannot be opened fails every test', async () => {
  const assertions = await runElsewhere(`
    import { conformance } from 'msiconform/vitest';
    conformance(() => { throw new Error('no such machine'); });
  `);
  expect(assertions.filter(({ status }) => status === 'passed')).toEqual([]);
});

test.runIf(IN_CI)('one that does not leave as it should has its clauses judged all the same', async () => {
  const assertions = await runElsewhere(`
    import { openReference, ImplementationError } from 'msiconform';
    import { conformance } from 'msiconform/vitest';
    const leave = async () => { throw new ImplementationError('left a process behind', { hint: 'Reap it.' }); };
    conformance(() => ({ ...openReference(), [Symbol.asyncDispose]: leave }), { seed: 7, numRuns: 300 });
  `);
  const failed = assertions.filter(({ status }) => status !== 'passed');
  expect(failed.map(clauseOf)).toEqual([undefined]);
  expect(failed[0]?.failureMessages.join('\n')).toContain('left a process behind. Reap it.');
});
