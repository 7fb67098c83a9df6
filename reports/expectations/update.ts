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
  const added: YAMLMap[] = [];
  const add = (clause: ClauseId, readings: readonly string[], reason: string, link?: string): void => {
    const entry = {
      clause,
      implementation: implementation.id,
      ...(version === undefined ? {} : { versions: version }),
      readings: [...readings],
      reason,
      ...(link === undefined ? {} : { link }),
    };
    added.push(file.document.createNode(entry) as YAMLMap);
  };

  const removed = new Set<unknown>();
  for (const [index, expectation] of file.expectations.entries()) {
    const item = file.entries.items[index];
    if (!isMap(item) || !applies(expectation, implementation)) continue;
    const over = gone.filter((each) => each.expectation === expectation).map(({ reading }) => reading);
    if (over.length === 0) continue;
    const judged = Object.keys(result.clauses[0]?.readings ?? {});
    const left = (expectation.readings ?? judged).filter((reading) => !over.includes(reading));
    if (isAboutOneVersion(expectation) || version === undefined) {
      if (left.length === 0) removed.add(item);
      else item.set('readings', file.document.createNode(left, { flow: true }));
    } else {
      item.set('versions', `${expectation.versions?.text ?? ''} !=${version}`.trim());
      if (left.length > 0) add(expectation.clause, left, expectation.reason, expectation.link);
    }
  }
  for (const clause of new Set(unexpected.map((each) => each.clause))) {
    const readings = unexpected.filter((each) => each.clause === clause).map(({ reading }) => reading);
    add(clause, readings, UNEXPLAINED);
  }
  file.entries.flow = false;
  file.entries.items = [...file.entries.items.filter((item) => !removed.has(item)), ...added];
  for (const entry of added) {
    const readings = entry.get('readings', true);
    if (readings !== undefined) (readings as { flow?: boolean }).flow = true;
  }
  return file.document.toString({ lineWidth: 0, flowCollectionPadding: false });
};

const isAboutOneVersion = ({ versions }: Expectation): boolean =>
  versions?.comparisons.some(({ operator }) => operator === '=') ?? false;
