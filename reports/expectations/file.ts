import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import { BadInputError, CLAUSE_IDS } from '../../spec/index.ts';
import type { ClauseId } from '../../spec/index.ts';
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

const KEYS = ['clause', 'implementation', 'versions', 'readings', 'reason', 'link'];

/** @throws {BadInputError} naming the line, when the file cannot be read or is no such file */
export const readExpectations = (path: string): ExpectationsFile => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadInputError(
      `the expectations cannot be read (${error instanceof Error ? error.message : String(error)})`,
      path,
    );
  }
  return parseExpectations(text, path);
};

/** @throws {BadInputError} naming the line */
export const parseExpectations = (text: string, path: string): ExpectationsFile => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const placeOf = (node: unknown, name = path): string => {
    const offset = isMap(node) || isSeq(node) || isScalar(node) ? (node.range?.[0] ?? 0) : 0;
    return `${name}:${lines.linePos(offset).line}`;
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const [first = ''] = error.message.split('\n');
    throw new BadInputError(`no YAML: ${first.replace(/:$/, '')}`, `${path}:${error.linePos?.[0].line ?? 1}`);
  }
  const root = document.contents;
  if (!isMap(root) || document.get('format') !== 'msiconform-expectations' || document.get('version') !== 1) {
    throw new BadInputError(
      'not a file of expectations: it begins with "format: msiconform-expectations" and "version: 1"',
      placeOf(root),
    );
  }
  const entries = document.get('expectations');
  if (!isSeq(entries)) throw new BadInputError('"expectations" must be a list', placeOf(root));
  const expectations = entries.items.map((item) => {
    if (!isMap(item)) throw new BadInputError('an expectation must be a map', placeOf(item));
    const bad = (message: string, node: unknown = item): BadInputError =>
      new BadInputError(message, placeOf(node));
    return { ...expectationOf(item, bad), place: placeOf(item, basename(path)) };
  });
  return { path, document, entries, expectations };
};

const expectationOf = (
  item: YAMLMap,
  bad: (message: string, node?: unknown) => BadInputError,
): Omit<Expectation, 'place'> => {
  for (const { key } of item.items) {
    const name = isScalar(key) ? String(key.value) : String(key);
    if (!KEYS.includes(name)) throw bad(`unknown key "${name}": it takes ${KEYS.join(', ')}`, key);
  }
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

const readingsOf = (
  item: YAMLMap,
  bad: (message: string, node?: unknown) => BadInputError,
): readonly string[] | undefined => {
  const node = item.get('readings', true);
  if (node === undefined) return undefined;
  const names = isSeq(node) ? node.items.map((each) => (isScalar(each) ? each.value : undefined)) : [];
  if (names.length === 0 || !names.every((name) => typeof name === 'string')) {
    throw bad('"readings" must be a list of names, like [intended]; leave it out for every reading', node);
  }
  return names.filter((name) => typeof name === 'string');
};
