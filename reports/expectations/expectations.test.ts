import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { CLAUSE_IDS, READINGS } from '../../spec/index.ts';
import type { ClauseVerdict, Result } from '../schema/result.ts';
import {
  compare,
  describeComparison,
  parseExpectations,
  updatedExpectations,
  verdictByExpectations,
} from './index.ts';

const NAMES = READINGS.map(({ name }) => name);

type Diverging = readonly (readonly [clause: string, reading: string])[];

/** A result in which just these diverge. */
const resultWith = (
  diverging: Diverging,
  version = 'wine-8.0 (Debian)',
  problems: string[] = [],
): Result => ({
  format: 'msiconform-result',
  version: 1,
  implementation: { id: 'wine', name: 'Wine', version, windowsInstaller: '5.0' },
  mode: 'lockstep',
  reading: 'intended',
  seed: 1,
  startedAt: '2026-01-01T00:00:00Z',
  interleavings: 1,
  operations: 1,
  durationMs: 1,
  verdict: 'conforms',
  problems,
  tables: [],
  unsupported: [],
  clauses: CLAUSE_IDS.map((id) => {
    const verdict = (reading: string): ClauseVerdict =>
      diverging.some(([clause, name]) => clause === id && name === reading) ? 'diverges' : 'conforms';
    return {
      id,
      verdict: verdict('intended'),
      readings: Object.fromEntries(NAMES.map((name) => [name, verdict(name)])),
      exercised: 1,
      divergences: [],
    };
  }),
});

const HEAD = 'format: msiconform-expectations\nversion: 1\nexpectations:\n';

const ENTRY = `${HEAD}  - clause: 1618-ui
    implementation: wine
    versions: 8.0
    reason: nobody looks
`;

const FILE = `# About the whole file.
${HEAD}  # Why it is so.
  - clause: mutex-held
    implementation: wine
    versions: ">=8 <10" # until the mutex came
    readings: [intended]
    reason: there is no mutex
    link: https://example.org/1
  - clause: 1618-ui # known for long
    implementation: wine
    versions: 8.0
    reason: nobody looks
  # Somebody else's.
  - clause: 1618-ui
    implementation: my-installer
    reason: not done yet
`;

const KNOWN: Diverging = [['mutex-held', 'intended'], ...NAMES.map((name) => ['1618-ui', name] as const)];
const judge = (result: Result, text = FILE) =>
  compare(result, parseExpectations(text, 'f.yaml').expectations);

test('while reality is what the file says, the run is green', () => {
  const result = resultWith(KNOWN);
  expect(judge(result)).toMatchObject({ applying: 2, met: 4, unexpected: [], gone: [], untold: [] });
  expect(verdictByExpectations(judge(result), result)).toBe('conforms');
});

test('a new divergence is red, and is named', () => {
  const result = resultWith([...KNOWN, ['1618-only', 'lenient']]);
  expect(verdictByExpectations(judge(result), result)).toBe('diverges');
  expect(describeComparison(judge(result), result, 'f.yaml')).toContain(
    'new: 1618-only diverges under lenient, which f.yaml does not expect',
  );
});

test('a divergence that is gone is red, and is named with its line', () => {
  const result = resultWith(KNOWN.filter(([clause]) => clause !== 'mutex-held'));
  expect(verdictByExpectations(judge(result), result)).toBe('diverges');
  expect(describeComparison(judge(result), result, 'f.yaml')).toContain(
    'gone: f.yaml:6: mutex-held under intended conforms now',
  );
});

test('what a run that was cut short did not see is not called gone', () => {
  const result = resultWith([], 'wine-8.0', ['ended by a signal']);
  expect(judge(result).gone).toEqual([]);
  expect(verdictByExpectations(judge(result), result)).toBe('inconclusive');
});

test.each([
  ['wine-8.0', 2],
  ['wine-8.0.2', 1],
  ['wine-9.22', 1],
  ['wine-10.0', 0],
  ['unversioned', 0],
])('%s: %i expectations apply', (version, applying) => {
  expect(judge(resultWith([], version)).applying).toBe(applying);
});

describe('the rewritten file', () => {
  const pairs = CLAUSE_IDS.flatMap((clause) => NAMES.map((name) => [clause, name] as const));

  test('says what was seen, whatever it was, and says the same of other implementations and versions', () => {
    fc.assert(
      fc.property(
        fc.subarray(pairs),
        fc.constantFrom('wine-8.0', 'wine-9.3', 'wine-10.0'),
        (diverging, version) => {
          const result = resultWith(diverging, version);
          const text = updatedExpectations(parseExpectations(FILE, 'f.yaml'), result);
          const after = judge(result, text);
          expect({ ...after, applying: 0 }).toMatchObject({ unexpected: [], gone: [], untold: [] });
          const elsewhere = resultWith(KNOWN, version === 'wine-8.0' ? 'wine-9.5' : 'wine-8.0');
          const strip = ({ unexpected, gone, met }: ReturnType<typeof judge>): unknown => ({
            unexpected,
            met,
            gone: gone.map(({ expectation: { clause }, reading }) => ({ clause, reading })),
          });
          expect(strip(judge(elsewhere, text))).toEqual(strip(judge(elsewhere)));
        },
      ),
    );
  });

  test('says what was seen, whatever stood in it', () => {
    const versions = fc.constantFrom(undefined, '8.0', '>=8', '>=8 <10', '!=9', '10');
    const list = fc.array(
      fc.record({
        clause: fc.constantFrom('1618-ui', '1618-mutex'),
        implementation: fc.constantFrom('wine', 'other'),
        versions,
        readings: fc.option(fc.subarray(NAMES, { minLength: 1 }), { nil: undefined }),
        reason: fc.constant('for the test'),
      }),
      { maxLength: 5 },
    );
    const fileOf = (entries: readonly unknown[]): string =>
      stringify({ format: 'msiconform-expectations', version: 1, expectations: entries });
    const isFile = (text: string): boolean => {
      try {
        return parseExpectations(text, 'f.yaml').expectations.length >= 0;
      } catch {
        return false; // Two entries say the same.
      }
    };
    fc.assert(
      fc.property(list.map(fileOf).filter(isFile), fc.subarray(pairs), (before, diverging) => {
        const result = resultWith(diverging);
        const text = updatedExpectations(parseExpectations(before, 'f.yaml'), result);
        expect(judge(result, text)).toMatchObject({ unexpected: [], gone: [], untold: [] });
        expect(updatedExpectations(parseExpectations(text, 'f.yaml'), result)).toBe(text);
      }),
    );
  });

  test('keeps what stands before the list and the blank lines between entries', () => {
    const spaced = `${HEAD}  # All of them.\n\n  # One.\n${ENTRY.slice(HEAD.length)}
  # Two.
  - clause: mutex-held
    implementation: wine
    readings: [literal]
    reason: none is there
`;
    const text = updatedExpectations(
      parseExpectations(spaced, 'f.yaml'),
      resultWith([
        ['mutex-held', 'literal'],
        ['event-log', 'lenient'],
      ]),
    );
    expect(text).toBe(`${HEAD}  # All of them.

  # One.

  # Two.
  - clause: mutex-held
    implementation: wine
    readings: [literal]
    reason: none is there

  - clause: event-log
    implementation: wine
    versions: "8.0"
    readings: [lenient]
    reason: not explained yet
`);
  });

  test('is the same when nothing changed, and keeps every comment otherwise', () => {
    expect(updatedExpectations(parseExpectations(FILE, 'f.yaml'), resultWith(KNOWN))).toBe(FILE);
    const result = resultWith([...KNOWN.slice(1), ['event-log', 'literal']], 'wine-8.0');
    const text = updatedExpectations(parseExpectations(FILE, 'f.yaml'), result);
    const comments = FILE.split('\n').flatMap((line) => /#.*/.exec(line)?.[0] ?? []);
    for (const comment of comments) expect(text).toContain(comment);
    expect(text).toContain('">=8 <10 !=8.0"');
    expect(text).toContain('not explained yet');
  });
});
