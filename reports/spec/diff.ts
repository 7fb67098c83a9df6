import { diffWordsWithSpace } from 'diff';
import type { Colors } from 'picocolors/types.js';
import type { ClauseDiff } from '../../spec/page/index.ts';
import { oneLine } from '../text.ts';
import { contradicts } from './diff-entry.ts';
import type { BlockWords, DiffEntry } from './diff-entry.ts';
import { escapedTable, escapeMarkdown } from './markdown.ts';
import { sortedRows, tellRow } from './sarif.ts';

/** What `spec diff --json` prints. */
export const specDiffJson = (entries: readonly DiffEntry[]): string =>
  JSON.stringify({ format: 'msiconform-spec-diff', version: 1, pages: entries });

const tellExtent = (entry: DiffEntry): string => {
  const { diff } = entry;
  if (diff === null || diff.extent === 'none') return 'no change';
  if (diff.extent === 'front matter') return 'only the front matter changed';
  if (diff.extent === 'facts') return 'facts changed';
  if (contradicts(entry)) return 'words changed, and contradict a clause';
  if (diff.clauses.some(({ reworded }) => reworded)) return 'reworded: needs review';
  return diff.clauses.some(({ moved }) => moved)
    ? 'the same blocks in another order'
    : 'no clause changed, only what stands beside them: needs review';
};

/** What changed, in terms of clauses, with the old and the new words. */
export const renderSpecDiff = (entries: readonly DiffEntry[], colors: Colors): string =>
  entries.map((entry) => renderEntry(entry, colors)).join('\n\n');

const renderEntry = (entry: DiffEntry, colors: Colors): string => {
  const { diff } = entry;
  const locale = entry.locale === null ? '' : ` (${entry.locale})`;
  if (diff === null) {
    const what =
      entry.old === null ? `${entry.new ?? ''}${locale}: page added` : `${entry.old}${locale}: page removed`;
    return colors.yellow(what);
  }
  const paint = contradicts(entry) ? colors.red : diff.extent === 'words' ? colors.yellow : colors.green;
  return [
    `${colors.bold(`${entry.old ?? ''} -> ${entry.new ?? ''}`)}: ${paint(tellExtent(entry))}`,
    ...diff.clauses.flatMap((clause) => renderClause(clause, colors)),
    ...entry.words.flatMap((words) => renderWords(words, colors)),
    ...renderRows('gained', entry, colors.red),
    ...renderRows('lost', entry, colors.green),
    ...diff.beside.map(({ change, what, line }) => `  ${what} ${change} (line ${line})`),
    ...diff.frontMatter.map(
      ({ key, old, new: current }) =>
        `  front matter ${key}${old === null && current === null ? ' differs' : `: ${old ?? 'none'} -> ${current ?? 'none'}`}`,
    ),
  ].join('\n');
};

/** The words that went and the words that came stand out; a whole block on one line. */
const renderWords = ({ block, old, new: current }: BlockWords, colors: Colors): readonly string[] => {
  const [was, is] = [oneLine(old ?? ''), oneLine(current ?? '')];
  const parts = diffWordsWithSpace(was, is);
  const line = (sign: '-' | '+'): string => {
    const shown = parts
      .filter(({ added, removed }) => (sign === '-' ? !added : !removed))
      .map(({ value, added, removed }) =>
        added || removed ? (sign === '-' ? colors.red(value) : colors.green(value)) : value,
      );
    return `    ${sign} ${shown.join('')}`;
  };
  return [`  ${block}`, ...(old === null ? [] : [line('-')]), ...(current === null ? [] : [line('+')])];
};

const rowsOfSide = (entry: DiffEntry, side: 'gained' | 'lost'): ReturnType<typeof sortedRows> =>
  sortedRows([{ file: (side === 'gained' ? entry.new : entry.old) ?? '', ...entry[side] }]);

const renderRows = (
  side: 'gained' | 'lost',
  entry: DiffEntry,
  paint: (text: string) => string,
): readonly string[] =>
  rowsOfSide(entry, side).map(
    (sorted) => `  ${paint(`${side} ${sorted.sort}`)} at ${sorted.row.at}: ${oneLine(tellRow(sorted))}`,
  );

const renderClause = (clause: ClauseDiff, colors: Colors): readonly string[] => {
  const loud = ['changed', 'added', 'removed'].includes(clause.change);
  const also = [
    ...(clause.moved && clause.change !== 'moved' ? ['moved'] : []),
    ...(clause.reworded && clause.change !== 'reworded' ? ['reworded'] : []),
  ];
  const places =
    clause.old === null || clause.new === null ? '' : ` line ${clause.old.line} -> ${clause.new.line}`;
  const word = loud ? colors.red(clause.change) : clause.change;
  return [
    `  ${clause.clause}: ${word}${also.length === 0 ? '' : `, ${also.join(', ')}`}${clause.change === 'moved' || loud ? places : ''}`,
    ...clause.facts.map(({ fact, old, new: current }) => `    ${fact}: ${old} -> ${current}`),
    ...clause.legibility.map(
      ({ fact, nowLegible }) =>
        `    ${fact}: ${nowLegible ? 'can be read now' : 'can no longer be read, it is given in translated words'}`,
    ),
  ];
};

/** The same as a Markdown page. */
export const specDiffMarkdown = (entries: readonly DiffEntry[]): string =>
  `# What changed in the documentation page\n\n${entries.map(entryMarkdown).join('\n\n')}\n`;

const entryMarkdown = (entry: DiffEntry): string => {
  const { diff, words } = entry;
  const title = `## ${escapeMarkdown(`${entry.old ?? 'no page'} -> ${entry.new ?? 'no page'}`)}`;
  if (diff === null) return `${title}\n\n${entry.old === null ? 'Page added.' : 'Page removed.'}`;
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
    rows.length === 0 ? [] : [escapedTable(head, rows)];
  return [
    title,
    tellExtent(entry),
    ...table(
      ['clause', 'change', 'facts'],
      diff.clauses
        .filter(({ change }) => change !== 'unchanged')
        .map(({ clause, change, facts }) => [
          clause,
          change,
          facts.map(({ fact, old, new: is }) => `${fact}: ${old} -> ${is}`).join('; '),
        ]),
    ),
    ...table(
      ['block', 'old', 'new'],
      words.map(({ block, old, new: current }) => [block, oneLine(old ?? ''), oneLine(current ?? '')]),
    ),
    ...table(
      ['', 'what', 'at', 'says'],
      (['gained', 'lost'] as const).flatMap((side) =>
        rowsOfSide(entry, side).map((sorted) => [side, sorted.sort, sorted.row.at, tellRow(sorted)]),
      ),
    ),
  ].join('\n\n');
};
