import { CLAUSES } from '../../spec/index.ts';
import { escapeHtml, htmlPage, htmlTable } from '../html.ts';
import { STYLE } from './html.ts';
import { sortedRows, tellRow } from './sarif.ts';
import type { WatchReport } from './watch-schema.ts';

type Locale = WatchReport['locales'][number];
type Revision = Locale['revisions'][number];

/** Locale by clause by time as one HTML file without scripts. */
export const watchHtml = ({ locales, regressions }: WatchReport): string => {
  const worse = regressions.map(
    ({ locale, clauses, commit }) =>
      `<li>${escapeHtml(locale)} at ${commit.slice(0, 10)}: ${clauses.join(', ') || 'more defects'}</li>`,
  );
  return htmlPage(
    'The documentation page over time',
    `${STYLE}${LANES}`,
    `${worse.length === 0 ? '' : `<h2>Regressions since the last run</h2>\n<ul>${worse.join('')}</ul>`}
<p>One mark a revision, from the oldest to the newest; <span class="agrees">agrees</span>,
<span class="reworded">reworded or unreadable</span>, <span class="contradicts">contradicts</span>.</p>
${locales.map(section).join('\n')}`,
  );
};

const LANES = `
ol { padding-left: 1.25rem; }
td.lane { white-space: nowrap; padding: .1rem .25rem; }
.lane span { display: inline-block; width: .7rem; height: 1.2rem; margin-right: 1px; border: 1px solid #767676; }
.none { background: transparent; }
`;

const section = ({ locale, revisions }: Locale): string => {
  const last = revisions.at(-1);
  const lag =
    last?.source.behind === null || last?.source.behind === undefined
      ? ''
      : `<p>Behind the English page: ${last.source.behind} revisions, ${last.source.daysBehind ?? 0} days (known by ${last.source.told}).</p>`;
  const told = revisions.filter(
    ({ gained, lost, change }) => change !== 'unchanged' || any(gained) || any(lost),
  );
  const lanes = CLAUSES.map(
    ({ id, statement }) =>
      `<tr><th scope="row" title="${escapeHtml(statement)}">${id}</th><td class="lane">${revisions.map((revision) => mark(revision, id)).join('')}</td></tr>`,
  );
  return `<section>
<h2>${escapeHtml(locale)}</h2>
${lag}
${htmlTable(`Clauses over time in ${escapeHtml(locale)}`, lanes, { caption: `Each clause over ${revisions.length} revisions` })}
<ol>${told.map(item).join('\n')}</ol>
</section>`;
};

const any = (rows: Revision['gained']): boolean =>
  rows.contradictions.length + rows.reviews.length + rows.defects.length > 0;

const mark = ({ clauses, date, commit }: Revision, id: string): string => {
  const status = clauses.find((clause) => clause.id === id)?.status ?? 'none';
  const label = `${date.slice(0, 10)} ${commit.slice(0, 10)}: ${status === 'none' ? 'no page' : status}`;
  return `<span class="${status}" role="img" title="${label}" aria-label="${label}"></span>`;
};

const item = (revision: Revision): string => {
  const { date, commit, change, path, movedFrom, gained, lost } = revision;
  const rows = (['gained', 'lost'] as const).flatMap((side) =>
    sortedRows([{ file: '', ...(side === 'gained' ? gained : lost) }]).map(
      (sorted) => `<li>${side} ${sorted.sort}: ${escapeHtml(tellRow(sorted))}</li>`,
    ),
  );
  const moved = movedFrom === null ? '' : `, moved from ${escapeHtml(movedFrom)}`;
  const list = change === 'added' || rows.length === 0 ? '' : `<ul>${rows.join('')}</ul>`;
  return `<li><time datetime="${escapeHtml(date)}">${date.slice(0, 10)}</time> <code>${commit.slice(0, 10)}</code> ${change} ${escapeHtml(path)}${moved}${list}</li>`;
};
