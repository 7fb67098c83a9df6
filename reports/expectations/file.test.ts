import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BadInputError } from '../../spec/index.ts';
import { parseExpectations } from './index.ts';

const HEAD = 'format: msiconform-expectations\nversion: 1\nexpectations:\n';

const ENTRY = `${HEAD}  - clause: 1618-ui
    implementation: wine
    versions: 8.0
    reason: nobody looks
`;

test.each([
  ['x: [', 'f.yaml:1: no YAML: '],
  ['x: [1\ny: 2', 'f.yaml:2: no YAML: Flow sequence in block collection must be sufficiently indented'],
  ['', 'f.yaml:1: not a file of expectations'],
  ['expectations: []', 'f.yaml:1: not a file of expectations'],
  [HEAD.replace('1', '2'), 'f.yaml:2: "version" must be 1'],
  [HEAD, 'f.yaml:3: "expectations" must be a list, [] when nothing is expected'],
  [
    `${HEAD}  []\nexpectation: []`,
    'f.yaml:5: unknown key "expectation": a file of expectations takes format, ',
  ],
  [`${HEAD}  - &a {clause: 1618-ui}\n  - *a\n`, 'f.yaml:4: an expectation needs "implementation"'],
  [ENTRY.replace('clause', '&a clause') + '  - *a\n', 'f.yaml:8: an expectation must be written out'],
  [ENTRY.repeat(2).replace(HEAD, ''), 'f.yaml:5: no YAML: '],
  [ENTRY + ENTRY.slice(HEAD.length), 'f.yaml:8: 1618-ui of wine stands at f.yaml:4 already: keep one'],
  [
    ENTRY + ENTRY.slice(HEAD.length).replace('    reason', '    readings: [lenient]\n    reason'),
    'f.yaml:8: 1618-ui of wine stands at f.yaml:4 already: keep one',
  ],
  [`${ENTRY}    readings: [intendd]\n`, 'f.yaml:8: unknown reading "intendd": name one of literal, '],
  [`${ENTRY}    readings: [lenient, lenient]\n`, 'f.yaml:8: the reading lenient stands twice'],
  [`${HEAD}  - clause: mutex-hold\n`, 'f.yaml:4: unknown clause "mutex-hold": the clauses are mutex-scope,'],
  [
    `${HEAD}  - clause: mutex-held\n    why: x\n`,
    'f.yaml:5: unknown key "why": an expectation takes clause, ',
  ],
  [`${HEAD}  - clause: mutex-held\n    implementation: wine\n`, 'f.yaml:4: an expectation needs "reason"'],
  [`${HEAD}  - clause: mutex-held\n    versions: new\n`, 'f.yaml:5: "new" is no range of versions'],
  [
    `${HEAD}  - clause: mutex-held\n    implementation: wine\n    readings: intended\n`,
    'f.yaml:6: "readings" must be a list',
  ],
  [`${HEAD}  - just text\n`, 'f.yaml:4: an expectation must be a map'],
])('%j is refused in one sentence', (text, says) => {
  let message = '';
  try {
    parseExpectations(text, 'f.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(BadInputError);
    message = error instanceof Error ? error.message : '';
  }
  expect(message.slice(0, says.length)).toBe(says);
  expect(message).not.toContain('\n');
});

test.each(['8.0', '10.0'])('the file for Wine %s that ships is one', (version) => {
  const path = join(import.meta.dirname, `../../expectations/wine-${version}.yaml`);
  const { expectations } = parseExpectations(readFileSync(path, 'utf8'), path);
  expect(expectations.map(({ clause }) => clause)).toEqual([
    'mutex-held',
    '1618-mutex',
    'mutual-exclusion',
    '1618-ui',
    'service-running',
  ]);
  expect(expectations.every(({ versions }) => versions?.text === version)).toBe(true);
  expect(expectations.every(({ link }) => link !== undefined && URL.canParse(link))).toBe(true);
});
