import Table from 'cli-table3';
import type { Colors } from 'picocolors/types.js';
import { CLAUSE_IDS } from '../../spec/index.ts';
import { counted, oneLine } from '../text.ts';
import { sortedRows, tellRow } from './sarif.ts';
import type { WatchReport } from './watch-schema.ts';

type Revision = WatchReport['locales'][number]['revisions'][number];

const PLAIN = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/** The answer first: what is worse, then how each locale stands, then what each revision brought. */
export const renderWatch = (report: WatchReport, colors: Colors, compared: boolean): string =>
  [
    ...(compared ? [regressions(report, colors)] : []),
    newest(report, colors),
    ...report.locales.map(({ locale, revisions }) => timeline(locale, revisions, colors)),
    summary(report),
  ].join('\n\n');

const regressions = ({ regressions: found }: WatchReport, colors: Colors): string =>
  found.length === 0
    ? colors.green('no regression since the last run')
    : found
        .map(({ locale, commit, path, removed, clauses, ...counts }) => {
          const what = [
            ...(removed ? ['the page is gone'] : []),
            ...(clauses.length === 0 ? [] : [`worse: ${clauses.join(', ')}`]),
            ...Object.entries(counts)
              .filter(([, count]) => count > 0)
              .map(([name, count]) => `${count} more ${name}`),
          ];
          return colors.red(
            `regression ${locale} at ${commit.slice(0, 10)} ${oneLine(path)}: ${what.join('; ')}`,
          );
        })
        .join('\n');

/** How each clause stands in the newest revision of each locale. */
const newest = ({ locales }: WatchReport, colors: Colors): string => {
  const table = new Table({
    head: ['locale', ...CLAUSE_IDS, 'behind'],
    style: { head: [], border: [] },
    chars: PLAIN,
  });
  for (const { locale, revisions } of locales) {
    const last = revisions.at(-1);
    if (last === undefined) continue;
    table.push([
      oneLine(locale),
      ...CLAUSE_IDS.map((id) => {
        const status = last.clauses.find((clause) => clause.id === id)?.status ?? 'no page';
        if (status === 'agrees') return colors.green(status);
        return status === 'contradicts' || status === 'unsupported'
          ? colors.red(status)
          : colors.yellow(status);
      }),
      last.source.behind === null ? '' : tellLag(last),
    ]);
  }
  return table.toString();
};

const tellLag = ({ source: { behind, daysBehind, told } }: Revision): string =>
  behind === 0
    ? 'none'
    : `${counted(behind ?? 0, 'revision')}, ${counted(daysBehind ?? 0, 'day')}${told === 'date' ? ' (by date)' : ''}`;

/** Revisions that changed nothing a reader meets are counted only. */
const timeline = (locale: string, revisions: readonly Revision[], colors: Colors): string => {
  const told = revisions.filter(
    ({ change, gained, lost, movedFrom }) =>
      change !== 'unchanged' || movedFrom !== null || sortedOf(gained).length + sortedOf(lost).length > 0,
  );
  const quiet = revisions.length - told.length;
  return [
    colors.bold(
      `${oneLine(locale)}: ${counted(revisions.length, 'revision')}${quiet === 0 ? '' : `, ${quiet} without a change of words or defects`}`,
    ),
    ...told.flatMap((revision) => [
      `  ${revision.date.slice(0, 10)} ${revision.commit.slice(0, 10)} ${revision.change}${revision.movedFrom === null ? '' : `, moved from ${oneLine(revision.movedFrom)}`}: ${counted(revision.contradictions, 'contradiction')}, ${counted(revision.reviews, 'place')} for review, ${counted(revision.defects, 'defect')}`,
      ...(revision.change === 'added' ? [] : rows(revision, colors)),
    ]),
  ].join('\n');
};

const sortedOf = (rowsOf: Revision['gained']): ReturnType<typeof sortedRows> =>
  sortedRows([{ file: '', ...rowsOf }]);

const rows = ({ gained, lost }: Revision, colors: Colors): readonly string[] => [
  ...sortedOf(gained).map((sorted) => `    ${colors.red(`+ ${sorted.sort}`)} ${oneLine(tellRow(sorted))}`),
  ...sortedOf(lost).map((sorted) => `    ${colors.green(`- ${sorted.sort}`)} ${oneLine(tellRow(sorted))}`),
];

const summary = ({ repositories, locales }: WatchReport): string => {
  const revisions = locales.reduce((sum, locale) => sum + locale.revisions.length, 0);
  return `${counted(repositories.length, 'repository').replace('repositorys', 'repositories')}: ${counted(revisions, 'revision')} of the page in ${counted(locales.length, 'locale')}`;
};
