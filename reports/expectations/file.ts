import { basename } from 'node:path';
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import { BadInputError, CLAUSE_IDS, parseReading } from '../../spec/index.ts';
import type { ClauseId } from '../../spec/index.ts';
import { readBounded } from '../read-bounded.ts';
import { parseRange } from './expectation.ts';
import type { Expectation } from './expectation.ts';

/** A file of known divergences, with its comments. */
export interface ExpectationsFile {
  readonly path: string;
  readonly document: Document;
  /** The entries of `expectations`, in the order of the file. */
  readonly entries: YAMLSeq;
  readonly expectations: readonly Expectation[];
}

/** A file that expects nothing; its comment says what an entry holds. */
export const EMPTY_FILE = `# Known divergences: which clause may diverge, on which implementation, in which versions (8.0, or
# comparisons like ">=8 <10"; every version when left out), under which readings (every one when left
# out), why, and where to read more.
format: msiconform-expectations
version: 1
expectations: []
`;

/** An entry takes some hundred bytes. */
const MOST_MIB = 1;

const ROOT_KEYS = ['format', 'version', 'expectations'];
const KEYS = ['clause', 'implementation', 'versions', 'readings', 'reason', 'link'];

/** @throws {BadInputError} naming the line, when the file cannot be read or is no such file */
export const readExpectations = (path: string): ExpectationsFile => {
  let text: string;
  try {
    text = readBounded(path, MOST_MIB, 'file of expectations').toString('utf8');
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    throw new BadInputError(
      `the expectations cannot be read (${error instanceof Error ? error.message : String(error)}); ` +
        '--update-expectations writes a file that is not there yet',
      path,
    );
  }
  return parseExpectations(text, path);
};

/** @throws {BadInputError} naming the line */
export const parseExpectations = (text: string, path: string): ExpectationsFile => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeOf = (node: unknown, name = path): string =>
    `${name}:${lines.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0).line}`;
  const [error] = document.errors;
  if (error !== undefined) {
    // What stands after a semicolon is advice to programmers.
    const [what = ''] = error.message.split(/[;\n]/);
    throw new BadInputError(`no YAML: ${what}`, `${path}:${lines.linePos(error.pos[0]).line}`);
  }
  const root = document.contents;
  if (!isMap(root) || document.get('format') !== 'msiconform-expectations') {
    throw new BadInputError(
      'not a file of expectations: it begins with "format: msiconform-expectations" and "version: 1"',
      placeOf(root),
    );
  }
  const bad = (message: string, node: unknown): BadInputError => new BadInputError(message, placeOf(node));
  if (document.get('version') !== 1) {
    throw bad('"version" must be 1, the only one there is', document.get('version', true) ?? root);
  }
  refuseUnknownKeys(root, ROOT_KEYS, 'a file of expectations', bad);
  const entries = document.get('expectations');
  if (!isSeq(entries)) {
    const node = document.get('expectations', true) ?? root;
    throw bad('"expectations" must be a list, [] when nothing is expected', node);
  }
  const expectations = entries.items.map((item) => {
    if (isAlias(item)) throw bad('an expectation must be written out, not referred to', item);
    if (!isMap(item)) throw bad('an expectation must be a map', item);
    const expectation = expectationOf(item, (message, node = item) => bad(message, node));
    return { ...expectation, place: placeOf(item, basename(path)) };
  });
  for (const [index, expectation] of expectations.entries()) {
    const earlier = expectations.slice(0, index).find((each) => saysTheSame(each, expectation));
    if (earlier === undefined) continue;
    const { clause, implementation } = expectation;
    throw bad(
      `${clause} of ${implementation} stands at ${earlier.place} already: keep one of the two`,
      entries.items[index],
    );
  }
  return { path, document, entries, expectations };
};

const saysTheSame = (one: Expectation, other: Expectation): boolean =>
  one.clause === other.clause &&
  one.implementation === other.implementation &&
  one.versions?.text === other.versions?.text &&
  (one.readings?.some((reading) => other.readings?.includes(reading) ?? true) ?? true);

type Bad = (message: string, node?: unknown) => BadInputError;

const refuseUnknownKeys = (map: YAMLMap, keys: readonly string[], what: string, bad: Bad): void => {
  for (const { key } of map.items) {
    const name = isScalar(key) ? String(key.value) : String(key);
    if (!keys.includes(name)) throw bad(`unknown key "${name}": ${what} takes ${keys.join(', ')}`, key);
  }
};

const expectationOf = (item: YAMLMap, bad: Bad): Omit<Expectation, 'place'> => {
  refuseUnknownKeys(item, KEYS, 'an expectation', bad);
  const text = (name: string): string | undefined => {
    const node = item.get(name, true);
    if (node === undefined) return undefined;
    if (!isScalar(node) || node.value === null || String(node.value).trim() === '') {
      throw bad(`"${name}" must be text`, node);
    }
    // `versions: 8.0` is a number to YAML, and 8 would be another text.
    return typeof node.value === 'number' && node.source !== undefined ? node.source : String(node.value);
  };
  const required = (name: string): string => {
    const value = text(name);
    if (value === undefined) throw bad(`an expectation needs "${name}"`);
    return value;
  };
  const clause = required('clause');
  const known = CLAUSE_IDS.find((id) => id === clause);
  if (known === undefined) {
    throw bad(
      `unknown clause "${clause}": the clauses are ${CLAUSE_IDS.join(', ')}`,
      item.get('clause', true),
    );
  }
  const range = text('versions');
  const versions = range === undefined ? undefined : parseRange(range);
  if (range !== undefined && versions === undefined) {
    throw bad(
      `"${range}" is no range of versions: write 8.0, or comparisons like ">=8 <10"`,
      item.get('versions', true),
    );
  }
  return {
    clause: known satisfies ClauseId,
    implementation: required('implementation'),
    versions,
    readings: readingsOf(item, bad),
    reason: required('reason'),
    link: text('link'),
  };
};

const readingsOf = (item: YAMLMap, bad: Bad): readonly string[] | undefined => {
  const node = item.get('readings', true);
  if (node === undefined) return undefined;
  const names = new Set<string>();
  for (const each of isSeq(node) ? node.items : []) {
    const name = isScalar(each) ? String(each.value) : '';
    try {
      parseReading(name);
    } catch (error) {
      throw error instanceof RangeError ? bad(error.message, each) : error;
    }
    if (names.has(name)) throw bad(`the reading ${name} stands twice in the list`, each);
    names.add(name);
  }
  if (names.size === 0) {
    throw bad('"readings" must be a list of names, like [intended]; leave it out for every reading', node);
  }
  return [...names];
};
