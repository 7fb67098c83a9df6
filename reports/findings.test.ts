import { expect, test } from 'vitest';
import pc from 'picocolors';
import { findingsOf } from './findings.ts';
import type { DivergenceReport, Result } from './schema/result.ts';
import { renderResult } from './terminal.ts';
import { run } from './testing/runs.ts';
import { knownOf } from './expectations/index.ts';
import { REPORTERS } from './ci/index.ts';

const PLAIN = pc.createColors(false);

const lines = (text: string): readonly string[] => text.split('\n');

/** As many as a terminal of 160 columns shows them in. */
const screenLines = (text: string): number =>
  lines(text).reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 160)), 0);

test('one cause is one finding, however many tables and operations show it; the shortest is told', async () => {
  const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 400 });
  const kinds = result.clauses.flatMap(({ divergences }) => divergences);
  const findings = findingsOf(result);
  expect(findings.length).toBeLessThan(kinds.length);
  // No kind is lost, and none stands in two findings.
  expect(findings.flatMap((finding) => finding.kinds).toSorted(bySignature)).toEqual(
    kinds.toSorted(bySignature),
  );
  for (const { clause, kinds: own, shortest, readings } of findings) {
    expect(shortest.operations).toBe(Math.min(...own.map(({ operations }) => operations)));
    for (const kind of own) {
      expect(kind.readings).toEqual(readings);
      expect(kind.signature.startsWith(`${clause}: `)).toBe(true);
    }
  }
});

const bySignature = (a: DivergenceReport, b: DivergenceReport): number =>
  a.signature < b.signature ? -1 : Number(a.signature > b.signature);

const divergence = (signature: string, more: Partial<DivergenceReport> = {}): DivergenceReport => ({
  signature,
  operations: 3,
  readings: ['intended'],
  seen: 2,
  flaky: false,
  explanation: `explanation of ${signature}`,
  history: [],
  replay: 'msiconform run it',
  ...more,
});

const TABLES: Result['tables'] = [
  { table: 'InstallExecuteSequence', held: 3, routes: [] },
  { table: 'AdminExecuteSequence', held: 2, routes: [] },
  { table: 'AdvtExecuteSequence', held: 1, routes: [] },
];

const scopeOf = (...signatures: readonly string[]): readonly string[] =>
  findingsOf({
    clauses: [{ id: 'mutex-held', divergences: signatures.map((each) => divergence(each)) }],
    tables: TABLES,
  }).map(({ scope }) => scope);

test('what is said of the tables is no wider than what was reached', () => {
  const during = (table: string): string => `mutex-held: probe saw it absent during ${table}`;
  const [install, admin, advt] = TABLES.map(({ table }) => during(table)) as [string, string, string];
  expect(scopeOf(install, admin, advt)).toEqual([
    'in each of 3 execute tables; 3 kinds, the most frequent in 2 interleavings',
  ]);
  expect(scopeOf(install, advt)).toEqual([
    'in 2 of 3 execute tables (InstallExecuteSequence, AdvtExecuteSequence); 2 kinds, the most frequent in 2 interleavings',
  ]);
  expect(scopeOf(admin)).toEqual(['during AdminExecuteSequence']);
});

test('other readings, another answer, and what shows not every time are findings of their own', () => {
  const kind = 'mutex-held: probe saw it absent during InstallExecuteSequence';
  const found = findingsOf({
    clauses: [
      {
        id: 'mutex-held',
        divergences: [
          divergence(kind),
          divergence(kind, { readings: ['intended', 'lenient'] }),
          divergence(kind, { flaky: true }),
          divergence(kind.replace('absent', 'free')),
          divergence('of a later release'),
        ],
      },
    ],
    tables: TABLES,
  });
  expect(found.map(({ kinds }) => kinds.length)).toEqual([1, 1, 1, 1, 1]);
});

test('that each operation was seen in each place is said only where it was', () => {
  const kinds = [
    'start went on during another’s InstallExecuteSequence',
    'call returned 0 during another’s InstallExecuteSequence',
    'start went on during another’s AdminExecuteSequence',
  ].map((kind) => `1618-mutex: ${kind}`);
  const all = [...kinds, '1618-mutex: call returned 0 during another’s AdminExecuteSequence'];
  const scope = (signatures: readonly string[]): string =>
    findingsOf({
      clauses: [{ id: '1618-mutex', divergences: signatures.map((each) => divergence(each)) }],
      tables: TABLES,
    })[0]?.scope ?? '';
  expect(scope(kinds)).toContain('not each operation in each place');
  expect(scope(all)).toContain(', each operation in each place');
});

test('a run that breaks most rules fits on a screen of 50 lines, and --all tells each kind', async () => {
  const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 400 });
  const text = renderResult(result, PLAIN);
  expect(screenLines(text)).toBeLessThanOrEqual(50);
  const whole = renderResult(result, PLAIN, { all: true });
  for (const { divergences } of result.clauses)
    for (const { signature } of divergences) expect(whole).toContain(signature);
});

test('what is known is told in one line, where it is known under every reading that it departs from', async () => {
  const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 400 });
  const [finding] = findingsOf(result);
  if (finding === undefined) throw new Error('a run without the mutex has findings');
  const expectation = {
    clause: finding.clause,
    implementation: result.implementation.id,
    versions: undefined,
    readings: [...finding.readings],
    reason: 'nobody takes it',
    link: undefined,
    place: 'known.yaml:7',
  };
  const told = (readings: readonly string[]): readonly string[] =>
    lines(renderResult(result, PLAIN, { known: knownOf(result, [{ ...expectation, readings }]) })).filter(
      (line) => line.startsWith('known: '),
    );
  expect(told(finding.readings)[0]).toContain('nobody takes it (known.yaml:7)');
  expect(told([])).toEqual([]);
});

test.each(['markdown', 'junit', 'github'] as const)(
  '%s tells a finding once and names its kinds, and with all each kind by itself',
  async (name) => {
    const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 400 });
    const context = { colors: PLAIN, file: undefined };
    const [brief, whole] = [
      REPORTERS[name]([result], context),
      REPORTERS[name]([result], { ...context, all: true }),
    ];
    expect(brief.length).toBeLessThan(whole.length);
    const finding = findingsOf(result).find(({ kinds }) => kinds.length > 1);
    const step = finding?.shortest.reason?.because ?? 'no finding of several kinds';
    expect(brief.replaceAll('&apos;', "'")).toContain(step);
  },
);
