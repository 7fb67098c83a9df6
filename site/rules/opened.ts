import { Check } from 'typebox/value';
import { judgeRace, operationOf, Pairer } from '../../oracle/index.ts';
import type { Call, Completion, HistoryEvent, Invocation, UnstampedEvent } from '../../oracle/index.ts';
import type { CaseHead } from '../../properties/interleaving/case-head.ts';
import { Tally } from '../../properties/tally/tally.ts';
import { CaseHeadSchema, CompletionSchema, InvocationSchema } from '../../reports/schema/history.ts';
import type { HistoryHead } from '../../reports/schema/history.ts';
import { counted } from '../../reports/text.ts';
import { BadInputError, FITTING, isObservation, OBSERVER, READINGS } from '../../spec/index.ts';
import type { Observed } from '../../spec/index.ts';
import type { Walk } from './walk.ts';

/** Something to walk through that stood in a file. */
export interface Opened {
  readonly kind: 'counterexample' | 'case';
  readonly title: string;
  readonly walk: Walk;
  /** Where calls overlapped: what the judge of overlapping calls says of it, reading by reading. */
  readonly overlap?: string;
}

/** What was in files: the counterexamples first. */
export interface Opening {
  readonly opened: readonly Opened[];
  /** What is not among it, and why, in sentences. */
  readonly notes: readonly string[];
}

/** More is no walk for a person. */
export const MOST_CASES = 500;
const MOST_STEPS = 1_000;
const MOST_PROCESSES = 16;

/** A case of a history, of whatever file. */
export interface ReadCase {
  readonly title: string;
  readonly head: CaseHead;
  readonly events: readonly UnstampedEvent[];
  /** Must not be judged, for something came into it. */
  readonly isVoid?: boolean;
  /** Where it stands. */
  readonly place: string;
}

/**
 * The counterexamples in the cases of a run, one of each kind as `msiconform check` tells them, and then the cases.
 *
 * @throws {BadInputError} for a response that nobody waits for
 */
export const openCases = (
  name: string,
  cases: readonly ReadCase[],
  { mode, version, bail }: { mode: HistoryHead['mode']; version: string; bail: number | undefined },
): Opening => {
  const tally = new Tally(READINGS, version, bail);
  const whole = cases.map((each) => {
    const { observed, calls } = pairedOf(each, mode === 'lockstep' ? 'lockstep' : 'racing');
    if (each.isVoid !== true) {
      if (mode === 'lockstep') tally.add(each.head, observed);
      else tally.addRace(each.head, calls);
    }
    return openedOf('case', each.title, each.head, observed, calls, version);
  });
  const kinds = tally.divergences.map(({ signature, head, observed, calls = [] }) => {
    const shownOnly = observed.map(({ process, operation, response }) => ({ process, operation, response }));
    return openedOf('counterexample', signature, head, shownOnly, calls, version);
  });
  return shown(name, [...kinds, ...whole]);
};

/** Leaves out what nobody could walk through, and says so. */
export const shown = (name: string, all: readonly Opened[]): Opening => {
  const fits = ({ walk: { processes, events } }: Opened): boolean =>
    processes <= MOST_PROCESSES && events.length <= MOST_STEPS;
  const walks = all.filter(({ walk }) => walk.events.length > 0);
  const fitting = walks.filter(fits);
  const counterexamples = fitting.filter(({ kind }) => kind === 'counterexample');
  const cases = fitting.filter(({ kind }) => kind === 'case');
  const [big, many] = [walks.length - fitting.length, Math.max(0, cases.length - MOST_CASES)];
  return {
    opened: [...counterexamples, ...cases.slice(0, MOST_CASES)],
    notes: [
      ...(big === 0
        ? []
        : [
            `${name}: ${counted(big, 'case')} left out, with more than ${MOST_STEPS} steps or ${MOST_PROCESSES} processes.`,
          ]),
      ...(many === 0
        ? []
        : [`${name}: the first ${MOST_CASES} of ${cases.length} cases are here, and every counterexample.`]),
    ],
  };
};

/** @param calls the same with their intervals, where they may have overlapped */
const openedOf = (
  kind: Opened['kind'],
  title: string,
  { processes, windowsInstaller = '' }: CaseHead,
  events: readonly Observed[],
  calls: readonly Call[],
  version: string,
): Opened => {
  const walk: Walk = { processes, windowsInstaller: windowsInstaller || version, events };
  const overlap =
    events.length <= MOST_STEPS && calls.some(overlaps) ? { overlap: overlapText(walk, calls) } : {};
  return { kind, title, walk, ...overlap };
};

/** One step after the other says nothing of what overlaps: that another judge decides, the one of `check`. */
const overlapText = ({ processes, windowsInstaller }: Walk, calls: readonly Call[]): string =>
  READINGS.map((reading) => {
    const inOrder = calls.toSorted((a, b) => a.invoked - b.invoked);
    const { findings, unknown } = judgeRace(inOrder, processes, { reading, windowsInstaller });
    const broken = [...new Set(findings.map(({ clause }) => clause))];
    if (broken.length > 0) return `${reading.name}: breaks ${broken.join(', ')}`;
    return `${reading.name}: ${unknown === undefined ? 'breaks nothing' : 'cannot be told'}`;
  }).join('; ');

const overlaps = ({ invoked }: Call, index: number, calls: readonly Call[]): boolean =>
  calls.some(
    ({ invoked: began, responded, response }, other) =>
      other !== index && began < invoked && responded > invoked && response.type !== 'open',
  );

interface Paired {
  readonly observed: readonly Observed[];
  readonly calls: readonly Call[];
}

const pairedOf = ({ events, place }: ReadCase, pairing: 'lockstep' | 'racing'): Paired => {
  const pairer = new Pairer(pairing);
  try {
    for (const event of events)
      if (event.kind === 'invoke') pairer.invoke(event.process, operationOf(event));
      else pairer.respond(event.process, event.op, event.value);
  } catch (error) {
    throw new BadInputError(error instanceof Error ? error.message : String(error), place);
  }
  const observed = pairer.observed();
  return { observed, calls: pairer.calls() };
};

/** The counterexample of a result, which stands there as the lines of its case. */
export const openLines = (
  title: string,
  lines: readonly unknown[],
  version: string,
  place: string,
): Opened => {
  const [first, ...rest] = lines;
  const head = headOf(first, place);
  const events = rest.map((line) => eventOf(line, head, place));
  const { observed, calls } = pairedOf({ title, head, events, place }, 'racing');
  return openedOf('counterexample', title, head, observed, calls, version);
};

/** @throws {BadInputError} for what is no line of a case */
export const headOf = (value: unknown, place: string): CaseHead => {
  if (!Check(CaseHeadSchema, value))
    throw new BadInputError('the line of the case is not of the history format', place);
  return value as CaseHead;
};

/** @throws {BadInputError} for what is no event of this case */
export const eventOf = (line: unknown, { processes }: CaseHead, place: string): HistoryEvent => {
  const event = Check(InvocationSchema, line)
    ? (line as Invocation)
    : Check(CompletionSchema, line)
      ? (line as Completion)
      : undefined;
  if (event === undefined) throw new BadInputError('the event is not of the history format', place);
  const { seq, process } = event;
  if (process > processes)
    throw new BadInputError(`event ${seq} is of process ${process}, and the case has ${processes}`, place);
  if ((process === OBSERVER) !== isObservation(event))
    throw new BadInputError(`event ${seq}: process ${process} does no ${event.op}`, place);
  if (event.kind !== 'invoke' && !FITTING[event.op].includes(event.value.type))
    throw new BadInputError(`event ${seq} answers a ${event.op} with ${event.value.type}`, place);
  return event;
};
