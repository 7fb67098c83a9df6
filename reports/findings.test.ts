/** Longer than 250 lines: kinds are made for each thing that a finding says, and these makers stand once. */
import { expect, test } from 'vitest';
import pc from 'picocolors';
import { findingsOf } from './findings.ts';
import type { DivergenceReport, Result } from './schema/result.ts';
import { renderResult } from './terminal.ts';
import { run } from './testing/runs.ts';
import { APIS, INSTALLING_APIS, QUERY_APIS } from '../spec/index.ts';
import type { Api, SequenceTable } from '../spec/index.ts';
import { signatureText } from '../properties/index.ts';
import type { DivergenceKind } from '../properties/index.ts';
import { kindReport } from './kind-report.ts';
import { knownOf } from './expectations/index.ts';
import { REPORTERS } from './ci/reporters.ts';

const PLAIN = pc.createColors(false);

const lines = (text: string): readonly string[] => text.split('\n');

/** As many as a terminal shows them in. */
const screenLines = (text: string, columns = 160): number =>
  lines(text).reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);

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

const divergence = (
  kind: DivergenceKind,
  more: Partial<DivergenceReport> = {},
  by: readonly string[] = [],
): DivergenceReport => {
  const signature = signatureText(kind);
  return {
    signature,
    kind: kindReport({ kind, by: new Set(by as readonly Api[]) }),
    operations: 3,
    readings: ['intended'],
    seen: 2,
    flaky: false,
    explanation: `explanation of ${signature}`,
    history: [],
    replay: 'msiconform run it',
    ...more,
  };
};

const TABLES: Result['tables'] = [
  { table: 'InstallExecuteSequence', held: 3, routes: [] },
  { table: 'AdminExecuteSequence', held: 2, routes: [] },
  { table: 'AdvtExecuteSequence', held: 1, routes: [] },
];

const absentDuring = (table: SequenceTable): DivergenceKind => ({
  clause: 'mutex-held',
  operation: 'probe',
  answer: { type: 'mutex', state: 'absent' },
  relation: 'during',
  table,
});

const scopeOf = (...tables: readonly SequenceTable[]): readonly string[] =>
  findingsOf({
    clauses: [{ id: 'mutex-held', divergences: tables.map((each) => divergence(absentDuring(each))) }],
    tables: TABLES,
  }).map(({ scope }) => scope);

test('what is said of the tables is no wider than what was reached', () => {
  const [install, admin, advt] = [
    'InstallExecuteSequence',
    'AdminExecuteSequence',
    'AdvtExecuteSequence',
  ] as const;
  expect(scopeOf(install, admin, advt)).toEqual([
    'in each of 3 execute tables; 3 kinds, the most frequent in 2 interleavings',
  ]);
  expect(scopeOf(install, advt)).toEqual([
    'in 2 of 3 execute tables (InstallExecuteSequence, AdvtExecuteSequence); 2 kinds, the most frequent in 2 interleavings',
  ]);
  expect(scopeOf(admin)).toEqual(['during AdminExecuteSequence']);
});

test('what is said of the functions is no wider than what was called', () => {
  const kind: DivergenceKind = {
    clause: '1618-ui',
    operation: 'call',
    answer: { type: 'returned', code: 0 },
    relation: 'own',
    table: 'InstallUISequence',
  };
  const scope = (apis: readonly Api[], by: readonly Api[]): string | undefined =>
    findingsOf({
      clauses: [{ id: '1618-ui', divergences: [divergence(kind, {}, by)] }],
      tables: TABLES,
      called: { actions: [], apis: [...apis] },
    })[0]?.scope;
  const [one, two, three] = INSTALLING_APIS;
  const [asking] = QUERY_APIS;
  const where = 'returned 0; in its own InstallUISequence, by ';
  expect(scope([one, two, asking], [one, two])).toBe(`${where}2 of 2 installing functions`);
  expect(scope([one, two, three], [one, three])).toBe(
    `${where}2 of 3 installing functions (${one}, ${three})`,
  );
  expect(scope([one, two, asking], [one, asking])).toBe(`${where}2 of 3 functions (${one}, ${asking})`);
  expect(scope([one, two], [two])).toBe(`${where}${two}`);
});

test('of a run, each action and function that is named was called where the kind diverges, and no other', async () => {
  const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 400 });
  const { called } = result;
  expect(called?.apis).toEqual([...APIS]);
  for (const { divergences } of result.clauses) {
    for (const { kind, seen, history, signature } of divergences) {
      if (kind === undefined) throw new Error(`${signature} has no parts`);
      const names = [...kind.by.actions, ...kind.by.apis];
      expect(names.length > 0).toBe(kind.operation === 'start' || kind.operation === 'call');
      expect(names.length).toBeLessThanOrEqual(
        kind.operation === 'start' || kind.operation === 'call' ? seen : 0,
      );
      expect(signature).toContain(`: ${kind.operation} `);
      if (kind.table !== undefined) expect(signature).toContain(kind.table);
      expect(history.length).toBeGreaterThan(0);
    }
  }
});

test('other readings, another answer, and what shows not every time are findings of their own', () => {
  const kind = absentDuring('InstallExecuteSequence');
  const { kind: _kind, ...older } = divergence(kind, { signature: 'of an earlier release' });
  const found = findingsOf({
    clauses: [
      {
        id: 'mutex-held',
        divergences: [
          divergence(kind),
          divergence(kind, { readings: ['intended', 'lenient'] }),
          divergence(kind, { flaky: true }),
          divergence({ ...kind, answer: { type: 'mutex', state: 'free' } }),
          older,
          { ...older, signature: 'another of an earlier release' },
        ],
      },
    ],
    tables: TABLES,
  });
  expect(found.map(({ kinds }) => kinds.length)).toEqual([1, 1, 1, 1, 1, 1]);
});

test('that each operation was seen in each place is said only where it was', () => {
  const base = { clause: '1618-mutex', relation: 'another' } as const;
  const starts = { ...base, operation: 'start', answer: { type: 'held' } } as const;
  const calls = { ...base, operation: 'call', answer: { type: 'returned', code: 0 } } as const;
  const [install, admin] = ['InstallExecuteSequence', 'AdminExecuteSequence'] as const;
  const scope = (kinds: readonly DivergenceReport[]): string =>
    findingsOf({ clauses: [{ id: '1618-mutex', divergences: kinds }], tables: TABLES })[0]?.scope ?? '';
  const some = [
    divergence({ ...starts, table: install }, {}, ['INSTALL']),
    divergence({ ...calls, table: install }, {}, ['MsiInstallProduct']),
    divergence({ ...starts, table: admin }, {}, ['INSTALL']),
  ];
  const last = (by: readonly string[]): DivergenceReport => divergence({ ...calls, table: admin }, {}, by);
  expect(scope(some)).toContain('not each operation in each place');
  expect(scope([...some, last(['MsiApplyPatch'])])).toContain('not each operation in each place');
  expect(scope([...some, last(['MsiInstallProduct'])])).toContain(', each operation in each place');
});

test('a run that breaks most rules fits on a screen of 50 lines, and --all tells each kind', async () => {
  const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 400 });
  const text = renderResult(result, PLAIN);
  expect(screenLines(text)).toBeLessThanOrEqual(50);
  const whole = renderResult(result, PLAIN, { all: true });
  for (const { divergences } of result.clauses)
    for (const { signature } of divergences) expect(whole).toContain(signature);
});

test('a run that keeps nearly nothing fits on 50 lines of 100 columns, and the result has each kind', async () => {
  const result = await run({ behaviour: 'keeps nothing', seed: 7, numRuns: 400 });
  const kinds = result.clauses.flatMap(({ divergences }) => divergences);
  expect(kinds.length).toBeGreaterThanOrEqual(20);
  const text = renderResult(result, PLAIN, { columns: 100 });
  expect(screenLines(text, 100)).toBeLessThanOrEqual(50);
  await expect(`${text}\n`).toMatchFileSnapshot('golden/keeps-nothing.txt');
  expect(JSON.parse(REPORTERS.json([result]))).toEqual(JSON.parse(JSON.stringify(result)));
});

test.each([40, 60, 100, 160, undefined])(
  'however many findings there are, they fit on 50 lines of %s columns',
  async (columns) => {
    const result = await run({ behaviour: 'keeps nothing', seed: 7, numRuns: 60 });
    const many: Result = {
      ...result,
      clauses: result.clauses.map((clause) => ({
        ...clause,
        // Each reading alone, and what shows not every time, makes findings of its own.
        divergences: ['intended', 'literal', 'lenient'].flatMap((reading) =>
          clause.divergences.flatMap((each) => [
            { ...each, readings: [reading] },
            { ...each, readings: [reading], flaky: true },
          ]),
        ),
      })),
    };
    expect(findingsOf(many).length).toBeGreaterThan(15);
    const text = renderResult(many, PLAIN, { columns });
    expect(screenLines(text, columns ?? 100)).toBeLessThanOrEqual(50);
    expect(text).toContain('--all shows each');
  },
);

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
