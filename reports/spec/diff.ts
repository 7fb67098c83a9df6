import type pc from 'picocolors';
import type { PageDiff, ClauseDiff } from '../../spec/page/index.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** Two pages compared; a page that stands on one side only has no diff. */
export interface DiffEntry {
  readonly old: string | null;
  readonly new: string | null;
  readonly locale: string | null;
  readonly diff: PageDiff | null;
}

/** What `spec diff --json` prints. */
export const specDiffJson = (entries: readonly DiffEntry[]): string =>
  JSON.stringify({ format: 'msiconform-spec-diff', version: 1, pages: entries });

const tellExtent = ({ extent, clauses }: PageDiff): string => {
  if (extent === 'none') return 'no change';
  if (extent === 'front matter') return 'only the front matter changed';
  if (extent === 'facts') return 'facts changed';
  if (clauses.some(({ reworded }) => reworded)) return 'the same facts in other words';
  return clauses.some(({ moved }) => moved)
    ? 'the same facts in another order'
    : 'no clause changed, only what stands beside them';
};

/** What changed, in terms of clauses. */
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
  const loud = diff.extent === 'facts' ? colors.red : colors.green;
  return [
    `${colors.bold(`${entry.old ?? ''} -> ${entry.new ?? ''}`)}: ${loud(tellExtent(diff))}`,
    ...diff.clauses.flatMap((clause) => renderClause(clause, colors)),
    ...diff.beside.map(({ change, what, line }) => `  ${what} ${change} (line ${line})`),
    ...diff.frontMatter.map(
      ({ key, old, new: current }) =>
        `  front matter ${key}${old === null && current === null ? ' differs' : `: ${old ?? 'none'} -> ${current ?? 'none'}`}`,
    ),
  ].join('\n');
};

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
