import type { UnstampedEvent } from '../../oracle/index.ts';
import type { HistoryHead } from '../../reports/schema/history.ts';
import { oneLine } from '../../reports/text.ts';
import { BadInputError } from '../../spec/index.ts';
import { eventOf, headOf, openCases, openLines, shown } from './opened.ts';
import type { Opened, Opening, ReadCase } from './opened.ts';

/** Whether a text, by its beginning, is one of ours: a history, a result, or another document of `--json`. */
export const isOurs = (head: string): boolean =>
  /"format"\s*:\s*"msiconform-/.test(head) || /^\uFEFF?\s*\{\s*"case"\s*:/.test(head);

/**
 * The walks in a history, a result of `--json`, a list of results, or the lines of a case.
 *
 * @throws {BadInputError} naming the place, for what is none of them
 */
export const openText = (name: string, given: string): Opening => {
  const text = given.replace(/^\uFEFF/, '');
  const opening = isDocuments(text) ? ofDocuments(name, text) : ofHistory(name, text);
  if (opening.opened.length === 0)
    throw new BadInputError(
      opening.notes.length > 0 ? opening.notes.join(' ') : 'there is nothing in it to walk through',
      name,
    );
  return opening;
};

/** A result is one document, usually on one line; a history has a line for each event. */
const isDocuments = (text: string): boolean =>
  text.trimStart().startsWith('[') || /"format"\s*:\s*"msiconform-result"/.test(text.slice(0, 4096));

const ofDocuments = (name: string, text: string): Opening => {
  const parsed = parse(text, name);
  const documents = Array.isArray(parsed) ? parsed : [parsed];
  const opened = documents.flatMap((document: unknown, index): readonly Opened[] => {
    const place = Array.isArray(parsed) ? `${name}, entry ${index + 1}` : name;
    expectFormat(document, 'msiconform-result', place);
    const clauses = field(document, 'clauses');
    if (!Array.isArray(clauses)) throw new BadInputError('the result has no clauses: it was cut', place);
    const version = versionOf(field(document, 'implementation'));
    return clauses.flatMap((clause: unknown) => {
      const divergences = field(clause, 'divergences');
      return (Array.isArray(divergences) ? divergences : []).map((divergence: unknown) => {
        const lines = field(divergence, 'history');
        const signature = String(field(divergence, 'signature') ?? 'a counterexample');
        return openLines(
          signature,
          Array.isArray(lines) ? lines : [],
          version,
          `${place}, ${oneLine(signature)}`,
        );
      });
    });
  });
  if (opened.length === 0)
    throw new BadInputError('the result has no counterexample: open the history of the run', name);
  return shown(name, opened);
};

/** Of a history the cases are read alone: what was measured is of the command line. */
const ofHistory = (name: string, text: string): Opening => {
  const cases: (ReadCase & { readonly events: UnstampedEvent[] })[] = [];
  const voids = new Set<unknown>();
  const stopped = new Set<unknown>();
  let version = '5.0';
  let mode: HistoryHead['mode'] = 'racing';
  let bail: number | undefined;
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const place = `${name}:${index + 1}`;
    // A run that was cut off leaves a part of a line.
    const isCut = index > 0 && index === lines.length - 1 && !isJson(line);
    if (isCut) break;
    const value = parse(line, place);
    if (field(value, 'format') !== undefined) {
      expectFormat(value, 'msiconform-history', place);
      version = versionOf(field(value, 'implementation'));
      mode = field(value, 'mode') === 'lockstep' ? 'lockstep' : 'racing';
      const most = field(field(value, 'draw'), 'bail');
      if (typeof most === 'number') bail = most;
    } else if (field(value, 'kind') !== undefined) {
      const current = cases.at(-1);
      if (current === undefined) throw new BadInputError('an event stands before the first case line', place);
      current.events.push(eventOf(value, current.head, place));
    } else if (field(value, 'stopped') !== undefined) {
      stopped.add(field(value, 'stopped'));
    } else if (field(value, 'case') !== undefined) {
      const head = headOf(value, place);
      cases.push({ title: titleOf(head), head, events: [], place });
    } else if (field(value, 'void') !== undefined) {
      voids.add(cases.at(-1)?.head.case);
    }
  }
  const judged = cases
    .filter(({ head }) => !stopped.has(head.case))
    .map((each) => (voids.has(each.head.case) ? { ...each, isVoid: true } : each));
  return openCases(name, judged, { mode, version, bail });
};

const titleOf = ({ case: number, phase, shrinks }: ReadCase['head']): string => {
  if (phase === 'shrink') return `case ${number}, shrinks ${shrinks ?? 'a counterexample'}`;
  return phase === 'rerun' ? `case ${number}, once more` : `case ${number}`;
};

/** @throws {BadInputError} for another format, or a version that a later release wrote */
const expectFormat = (document: unknown, expected: string, place: string): void => {
  const [format, version] = [field(document, 'format'), field(document, 'version')];
  if (format === 'msiconform-evidence')
    throw new BadInputError(
      'a history, or a result that --json printed, was expected: a report of evidence holds no walk, so open the logs themselves, or what "msiconform explain --history" wrote',
      place,
    );
  if (format !== expected)
    throw new BadInputError('a history, or a result that --json printed, was expected', place);
  if (version !== undefined && version !== 1)
    throw new BadInputError(
      `this is of version ${oneLine(JSON.stringify(version), 20)}, and this page reads version 1: open it with the release that wrote it`,
      place,
    );
};

const versionOf = (implementation: unknown): string => {
  const version = field(implementation, 'windowsInstaller');
  return typeof version === 'string' && /^\d+(?:\.\d+)*$/.test(version) ? version : '5.0';
};

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

const parse = (text: string, place: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInputError('this is no JSON: open a history, or a result that --json printed', place);
  }
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
