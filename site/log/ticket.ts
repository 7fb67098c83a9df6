import type { EvidenceReport } from '../../evidence/report/schema.ts';
import { oneLine } from '../../reports/text.ts';
import { CERTAINTY, headlineOf, partyText, RETRY, spanText, timeText } from './words.ts';

/** The answers as text for a ticket. */
export const ticketOf = (report: EvidenceReport, blanked: boolean): string => {
  const text = [...answersText(report), '', ...callsText(report), '', ...filesText(report)].join('\n');
  return blanked ? blank(text, report) : text;
};

const answersText = ({ answers }: EvidenceReport): readonly string[] =>
  answers.length === 0
    ? ['No 1618 (ERROR_INSTALL_ALREADY_RUNNING) in these files.']
    : answers.flatMap((answer, index) => [
        ...(index === 0 ? [] : ['']),
        headlineOf(answer),
        `  when: ${timeText(answer.at)}`,
        `  seen in: ${oneLine(answer.file)}:${answer.line}`,
        ...(spanText(answer.blockedBy) === '' ? [] : [`  it had the mutex: ${spanText(answer.blockedBy)}`]),
        `  how sure: ${CERTAINTY[answer.blockedBy.status].word}. ${CERTAINTY[answer.blockedBy.status].sentence}`,
        ...(answer.blockedBy.why === null ? [] : [`  known instead: ${oneLine(answer.blockedBy.why)}`]),
        `  again: ${RETRY[answer.retry]}`,
        ...answer.advice.map((each) => `  what to do: ${oneLine(each)}`),
      ]);

const callsText = ({ files }: EvidenceReport): readonly string[] => [
  'Calls:',
  ...files.flatMap(({ file, sessions }) =>
    sessions.map(
      ({ line, action, code, constant, product, package: path }) =>
        `  ${oneLine(file)}:${line}  ${action ?? 'an installation'} of ${partyText({ product, package: path })}: ${
          code === null ? 'the log shows no return code' : `${code}${constant === null ? '' : ` ${constant}`}`
        }`,
    ),
  ),
];

const filesText = ({ files }: EvidenceReport): readonly string[] => [
  'Files:',
  ...files.map(({ file, kind, lines, reason, events, sessions }) =>
    kind === 'refused'
      ? `  ${oneLine(file)} ${oneLine(reason ?? 'was not read')}`
      : `  ${oneLine(file)}: ${lines} lines, ${kind === 'log' ? `${sessions.length} calls` : `${events.length} records`}`,
  ),
];

/**
 * A text without what tells whose machine it was: each name of a product, package, file, computer or user that
 * the report has stands as a letter of its kind, the same one each time, and any other path or address is left out.
 */
export const blank = (text: string, report: EvidenceReport): string => {
  const tokens = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const [kind, value] of namesIn(report)) {
    const name = oneLine(value ?? '');
    const key = name.toLowerCase();
    if (name.length < 2 || tokens.has(key)) continue;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    tokens.set(key, `[${kind} ${letters(count)}]`);
  }
  // The longest first, for a path holds the name of its file; in one pass, so that no token is read as a name.
  const names = [...tokens.keys()].toSorted((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`${NO_WORD_BEFORE}(?:${names.join('|')})${NO_WORD_BEHIND}`, 'giu');
  const blanked =
    names.length === 0
      ? text
      : text.replaceAll(pattern, (name) => tokens.get(name.toLowerCase()) ?? '[name]');
  return REST.reduce((left, [rest, token]) => left.replaceAll(rest, token), blanked);
};

const escaped = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** A short name counts only as a word of its own. */
const NO_WORD_BEFORE = String.raw`(?<![\p{L}\p{N}])`;
const NO_WORD_BEHIND = String.raw`(?![\p{L}\p{N}])`;

function* namesIn(report: EvidenceReport): Generator<readonly [kind: string, value: string | null]> {
  const paths: string[] = [];
  for (const { file, sessions, events } of report.files) {
    yield ['file', file];
    yield ['file', nameIn(file)];
    for (const { product, package: path, computer, record, nested } of sessions) {
      yield ['product', product];
      yield ['package', path];
      yield ['computer', computer];
      yield ['product', record?.product ?? null];
      for (const inner of nested) yield ['product', inner.product];
      paths.push(path ?? '');
    }
    for (const { product, package: path } of events) {
      yield ['product', product];
      yield ['package', path];
      paths.push(path ?? '');
    }
  }
  for (const { computer, transactions } of report.machines) {
    yield ['computer', computer];
    for (const { product, package: path } of transactions) {
      yield ['product', product];
      yield ['package', path];
      paths.push(path ?? '');
    }
  }
  for (const { refused, blockedBy } of report.answers)
    for (const { product, package: path } of [refused, blockedBy, ...blockedBy.candidates]) {
      yield ['product', product];
      yield ['package', path];
      paths.push(path ?? '');
    }
  for (const { blockedBy } of report.answers)
    for (const { computer } of blockedBy.candidates) yield ['computer', computer];
  for (const path of paths) {
    yield ['package', nameIn(path)];
    yield ['user', /[\\/](?:Users|Documents and Settings|home)[\\/]([^\\/]+)/i.exec(path)?.[1] ?? null];
  }
}

const nameIn = (path: string): string => path.split(/[/\\]/).at(-1) ?? '';

/** What may tell a name that stands in no field. */
const REST: readonly (readonly [RegExp, string])[] = [
  [/\bS-1-5-21(?:-\d+)+/g, '[user id]'],
  [/\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}/gi, '[code]'],
  [/\b(?:https?|file|ftp):\/\/[^\s,;)'"]+/gi, '[address]'],
  [/(?<![\w[])(?:[A-Z]:\\|\\\\)(?!Windows\\(?:Temp|Logs)\b)[^\s,;:)'"|*]+/gi, '[path]'],
  [/[\w.+-]+@[\w-]+\.[\w.]+/g, '[mail address]'],
];

/** A, B, … Z, AA, AB. */
const letters = (count: number): string =>
  (count < 26 ? '' : letters(Math.floor(count / 26) - 1)) + String.fromCharCode(65 + (count % 26));
