import { Check } from 'typebox/value';
import { operationOf, Pairer } from '../../oracle/index.ts';
import type { Completion, HistoryEvent, Invocation } from '../../oracle/index.ts';
import { CaseHeadSchema, CompletionSchema, InvocationSchema } from '../../reports/schema/history.ts';
import { BadInputError, FITTING, isObservation, OBSERVER } from '../../spec/index.ts';
import type { Walk } from './walk.ts';

/** Something to walk through that stood in a file. */
export interface Opened {
  readonly title: string;
  readonly walk: Walk;
  /** The calls overlapped: they are shown in the order in which they came back. */
  readonly overlapped: boolean;
}

/** More is no walk for a person. */
const MOST_CASES = 500;
const MOST_EVENTS = 2_000;

/**
 * The walks in a history, a result of `--json`, or a list of history lines.
 *
 * @throws {BadInputError} naming the place, for what is none of them
 */
export const openText = (name: string, text: string): readonly Opened[] => {
  const opened =
    text.trimStart().startsWith('[') || isOneDocument(text) ? ofDocuments(name, text) : ofHistory(name, text);
  if (opened.length === 0) throw new BadInputError('there is nothing in it to walk through', name);
  return opened;
};

/** A result is one document, usually on one line; a history has a line for each event. */
const isOneDocument = (text: string): boolean =>
  /"format"\s*:\s*"msiconform-result"/.test(text.slice(0, 4096));

const ofDocuments = (name: string, text: string): readonly Opened[] => {
  const parsed = parse(text, name);
  const documents = Array.isArray(parsed) ? parsed : [parsed];
  return documents.flatMap((document: unknown, index) => {
    const place = Array.isArray(parsed) ? `${name}, entry ${index + 1}` : name;
    const clauses = field(document, 'clauses');
    if (field(document, 'format') !== 'msiconform-result' || !Array.isArray(clauses))
      throw new BadInputError('a history, or a result that --json printed, was expected', place);
    const version = versionOf(field(document, 'implementation'));
    return clauses.flatMap((clause: unknown) => {
      const divergences = field(clause, 'divergences');
      return (Array.isArray(divergences) ? divergences : []).map((divergence: unknown) => {
        const lines = field(divergence, 'history');
        const signature = String(field(divergence, 'signature') ?? 'a counterexample');
        return caseOf(signature, Array.isArray(lines) ? lines : [], version, `${place}, ${signature}`);
      });
    });
  });
};

const ofHistory = (name: string, text: string): readonly Opened[] => {
  const cases: { title: string; lines: unknown[]; place: string }[] = [];
  let version = '5.0';
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const place = `${name}:${index + 1}`;
    const value = parse(line, place);
    if (field(value, 'format') !== undefined) {
      if (field(value, 'format') !== 'msiconform-history')
        throw new BadInputError('a history, or a result that --json printed, was expected', place);
      version = versionOf(field(value, 'implementation'));
    } else if (field(value, 'kind') !== undefined) {
      const current = cases.at(-1);
      if (current === undefined) throw new BadInputError('an event stands before the first case line', place);
      current.lines.push(value);
    } else if (field(value, 'case') !== undefined && cases.length < MOST_CASES) {
      cases.push({ title: `case ${String(field(value, 'case'))}`, lines: [value], place });
    }
  }
  return cases
    .filter(({ lines }) => lines.length > 1)
    .map(({ title, lines, place }) => caseOf(title, lines, version, place));
};

/** @param lines the case line, and then the events */
const caseOf = (title: string, lines: readonly unknown[], version: string, place: string): Opened => {
  const [head, ...rest] = lines;
  if (!Check(CaseHeadSchema, head))
    throw new BadInputError('the line of the case is not of the history format', place);
  if (rest.length > MOST_EVENTS)
    throw new BadInputError(`${rest.length} events are more than can be walked through`, place);
  const events = rest.map((line) => eventOf(line, place));
  const { processes } = head;
  const stranger = events.find(({ process }) => process > processes);
  if (stranger !== undefined)
    throw new BadInputError(
      `event ${stranger.seq} is of process ${stranger.process}, and the case has ${processes}`,
      place,
    );
  const pairer = new Pairer('racing');
  let open = 0;
  let overlapped = false;
  try {
    for (const event of events) {
      if (event.kind === 'invoke') {
        overlapped ||= open > 0;
        open++;
        pairer.invoke(event.process, operationOf(event), event.seq);
      } else {
        open--;
        pairer.respond(event.process, event.op, event.value, event.seq);
      }
    }
  } catch (error) {
    throw new BadInputError(error instanceof Error ? error.message : String(error), place);
  }
  const windowsInstaller = head.windowsInstaller ?? version;
  return { title, walk: { processes, windowsInstaller, events: pairer.observed() }, overlapped };
};

const eventOf = (line: unknown, place: string): HistoryEvent => {
  const event = Check(InvocationSchema, line)
    ? (line as Invocation)
    : Check(CompletionSchema, line)
      ? (line as Completion)
      : undefined;
  if (event === undefined)
    throw new BadInputError(`event ${String(field(line, 'seq') ?? '')} is not of the history format`, place);
  if ((event.process === OBSERVER) !== isObservation(event))
    throw new BadInputError(`event ${event.seq}: process ${event.process} does no ${event.op}`, place);
  if (event.kind !== 'invoke' && !FITTING[event.op].includes(event.value.type))
    throw new BadInputError(`event ${event.seq} answers a ${event.op} with ${event.value.type}`, place);
  return event;
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
