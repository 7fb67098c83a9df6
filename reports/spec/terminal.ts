import Table from 'cli-table3';
import type { Colors } from 'picocolors/types.js';
import { CLAUSES } from '../../spec/index.ts';
import { DEFECT_KINDS } from '../../spec/page/index.ts';
import { cellOf, describeCell, pageLabel } from './page-report.ts';
import type { Cell } from './page-report.ts';
import { counted } from '../text.ts';
import type { PageReport, ReviewRow, SpecReport } from './schema.ts';

export interface VerifyView {
  readonly colors: Colors;
  /** Whether defects count as divergences. */
  readonly strict: boolean;
  /** The pages were mended: what is left, a person has to mend. */
  readonly isMended: boolean;
}

/** The pages as a person reads them: contradictions, defects, and a table of clauses by pages. */
export const renderSpecReport = ({ pages }: SpecReport, view: VerifyView): string =>
  [
    ...pages.map((page) => renderPage(page, view)),
    ...(pages.length > 1 ? [tables(pages, view.colors)] : []),
    summary(pages, view),
  ].join('\n\n');

const renderPage = (page: PageReport, { colors, isMended }: VerifyView): string => {
  const { file, locale, facts, contradictions, reviews, defects } = page;
  const date = facts.revision['ms.lasthandoff'] ?? facts.revision['ms.date'];
  const about = [locale ?? 'language unknown', ...(facts.form === 'bilingual' ? ['bilingual'] : []), date];
  const heading = about
    .filter((each) => each !== undefined)
    .map(visible)
    .join(', ');
  const lines = [`${colors.bold(file)} (${heading}): ${verdict(page, colors)}`];
  for (const { clause, at, expected, found } of contradictions) {
    lines.push(
      `  ${colors.red('contradiction')} ${clause} at ${at}`,
      `    expected ${expected}`,
      `    found    ${visible(found)}`,
    );
  }
  for (const { clause, kind, at, expected, found } of reviews) {
    lines.push(
      `  ${colors.yellow('needs review')} ${clause} at ${at}`,
      `    ${TOLD[kind]} ${visible(expected)}`,
      `    reads    "${visible(found)}"`,
    );
  }
  for (const { clause, kinds, at, expected, found, mend } of defects) {
    // The file stands above.
    const place = at.slice(file.length + 1);
    lines.push(
      `  ${place.padEnd(8)} ${clause.padEnd(15)} ${colors.yellow(kinds.join(', ').padEnd(14))} ${expected} reads "${visible(found)}"${isMended && mend === 'hand' ? ', by hand' : ''}`,
    );
  }
  const unread = defects.filter(({ kinds }) => kinds.includes('illegible')).map(({ expected }) => expected);
  if (unread.length > 0) {
    lines.push(
      `  ${colors.yellow('A reader of this page cannot implement service-running')}: ${unread.join(' and ')} can be read nowhere on it.`,
    );
  }
  return lines.join('\n');
};

/** How what is due is introduced, by kind of review. */
const TOLD: Readonly<Record<ReviewRow['kind'], string>> = {
  polarity: 'polarity:',
  quantity: 'quantity:',
  time: 'time:',
  agency: 'agency:',
  added: 'due:    ',
  accepted: 'due:    ',
  original: 'due:    ',
};

const verdict = ({ agrees, clauses, words, reviews }: PageReport, colors: Colors): string => {
  if (!agrees) return colors.red('contradicts our clauses');
  const having = (status: Cell['status']): readonly string[] =>
    clauses.filter((clause) => clause.status === status).map(({ id }) => id);
  const [unreadable, reworded] = [having('unreadable'), having('reworded')];
  if (words.language === null && unreadable.length === clauses.length) {
    return colors.yellow(`no fact contradicts a clause; ${words.reason ?? ''}`);
  }
  if (unreadable.length === 0 && reworded.length === 0 && reviews.length === 0) {
    return colors.green('agrees with every clause, in facts and words');
  }
  const parts = [
    ...(unreadable.length === 0 ? [] : [`${unreadable.join(', ')} cannot be read in full`]),
    ...(reworded.length === 0 ? [] : [`${reworded.join(', ')} reworded: needs review`]),
    ...(words.language === null ? [words.reason ?? ''] : []),
  ];
  return colors.yellow(`contradicts no clause, but ${parts.join('; ')}`);
};

/** Text of a page cannot steer the terminal, nor turn the direction of the line. */
const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '');

const COLUMNS = 4;

/** Clauses by pages, a few pages a table so that it fits a terminal. */
const tables = (pages: readonly PageReport[], colors: Colors): string => {
  const parts: string[] = [];
  for (let from = 0; from < pages.length; from += COLUMNS) {
    const shown = pages.slice(from, from + COLUMNS);
    const table = new Table({
      head: ['clause', ...shown.map((page) => visible(pageLabel(page, pages)))],
      style: { head: [], border: [] },
      chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    });
    for (const { id } of CLAUSES) {
      table.push([id, ...shown.map((page) => paint(cellOf(page, id), colors))]);
    }
    parts.push(table.toString());
  }
  return parts.join('\n');
};

const paint = (cell: Cell, colors: Colors): string => {
  const text = describeCell(cell);
  if (cell.status === 'contradicts' || cell.status === 'unsupported') return colors.red(text);
  return cell.status !== 'agrees' || cell.defects > 0 ? colors.yellow(text) : colors.green(text);
};

const summary = (pages: readonly PageReport[], { colors, strict }: VerifyView): string => {
  const wrong = pages.filter(({ agrees }) => !agrees).length;
  const defects = pages.reduce((sum, page) => sum + page.defects.length, 0);
  const kinds = new Set(pages.flatMap((page) => page.defects.flatMap((defect) => defect.kinds)));
  const legend = [...kinds].map((kind) => `  ${kind}: ${DEFECT_KINDS[kind]}`);
  const reviews = pages.reduce((sum, page) => sum + page.reviews.length, 0);
  const failed = wrong > 0 || (strict && defects + reviews > 0);
  const total = `${counted(pages.length, 'page')}: ${wrong} with contradictions, ${counted(reviews, 'place')} for review, ${counted(defects, 'defect')}${strict ? ' (divergences, by --strict)' : ''}`;
  return [...legend, failed ? colors.red(total) : colors.green(total)].join('\n');
};
