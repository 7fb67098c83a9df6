import { isMap } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { ClauseId } from '../../spec/index.ts';
import type { Result } from '../schema/result.ts';
import { compare } from './compare.ts';
import { applies, versionNumber } from './expectation.ts';
import type { Expectation } from './expectation.ts';
import type { ExpectationsFile } from './file.ts';

/** What stands as the reason of a divergence that nobody has explained yet. */
export const UNEXPLAINED = 'not explained yet';

/**
 * The file's text with what the result showed: a new divergence is added, one that is gone is removed, or
 * its version is excluded where the entry is about other versions too. Comments stay.
 */
export const updatedExpectations = (file: ExpectationsFile, result: Result): string => {
  const { unexpected, gone } = compare(result, file.expectations);
  const { implementation } = result;
  const version = versionNumber(implementation.version);
  const judged = Object.keys(result.clauses[0]?.readings ?? {});
  const applying = file.expectations.filter((expectation) => applies(expectation, implementation));
  const overOf = (expectation: Expectation): readonly string[] =>
    gone.filter((each) => each.expectation === expectation).map(({ reading }) => reading);
  // An entry about other versions too stops to be about this one when some of it is gone.
  const isLeft = (expectation: Expectation): boolean =>
    version !== undefined && overOf(expectation).length > 0 && !isAboutOneVersion(expectation);
  const staying = applying.filter((expectation) => !isLeft(expectation));

  const added: YAMLMap[] = [];
  const said = new Set<string>();
  const add = (clause: ClauseId, diverging: readonly string[], reason: string, link?: string): void => {
    const readings = diverging.filter(
      (reading) => !said.has(`${clause} ${reading}`) && !staying.some(isAbout(clause, reading)),
    );
    for (const reading of readings) said.add(`${clause} ${reading}`);
    if (readings.length === 0) return;
    const entry = {
      clause,
      implementation: implementation.id,
      ...(version === undefined ? {} : { versions: version }),
      readings,
      reason,
      ...(link === undefined ? {} : { link }),
    };
    added.push(file.document.createNode(entry) as YAMLMap);
  };

  const removed = new Set<unknown>();
  for (const [index, expectation] of file.expectations.entries()) {
    const item = file.entries.items[index];
    const over = overOf(expectation);
    if (!isMap(item) || over.length === 0) continue;
    const left = (expectation.readings ?? judged).filter((reading) => !over.includes(reading));
    if (isLeft(expectation)) {
      item.set('versions', `${expectation.versions?.text ?? ''} !=${version}`.trim());
      add(expectation.clause, left, expectation.reason, expectation.link);
    } else if (left.length === 0) {
      removed.add(item);
    } else {
      item.set('readings', file.document.createNode(left, { flow: true }));
    }
  }
  for (const clause of new Set(unexpected.map((each) => each.clause))) {
    const readings = unexpected.filter((each) => each.clause === clause).map(({ reading }) => reading);
    add(clause, readings, UNEXPLAINED);
  }
  // As the others stand, with a blank line before each or without.
  const spaceBefore = file.entries.items.slice(1).some((item) => isMap(item) && item.spaceBefore === true);
  for (const entry of added) {
    entry.spaceBefore = spaceBefore;
    const readings = entry.get('readings', true);
    if (readings !== undefined) (readings as { flow?: boolean }).flow = true;
  }
  setEntries(file, [...file.entries.items.filter((item) => !removed.has(item)), ...added]);
  return file.document.toString({ lineWidth: 0, flowCollectionPadding: false });
};

const isAbout =
  (clause: ClauseId, reading: string) =>
  (expectation: Expectation): boolean =>
    expectation.clause === clause && (expectation.readings?.includes(reading) ?? true);

/** What stands before the first entry belongs to the list; a blank line there would be one of blanks. */
const setEntries = ({ entries }: ExpectationsFile, items: readonly unknown[]): void => {
  entries.flow = false;
  const [first] = items;
  if (isMap(first) && first !== entries.items[0]) {
    const comments = [entries.commentBefore, first.commentBefore].filter((each) => each != null);
    if (comments.length > 0) entries.commentBefore = comments.join('\n\n');
    first.commentBefore = null;
    first.spaceBefore = false;
  }
  entries.items = [...items];
};

const isAboutOneVersion = ({ versions }: Expectation): boolean =>
  versions?.comparisons.some(({ operator }) => operator === '=') ?? false;
