import Table from 'cli-table3';
import { clauseOf, clientOf, executing, OBSERVER } from '../../spec/index.ts';
import type { Observed, Phrases, State } from '../../spec/index.ts';
import type { Call } from '../../oracle/index.ts';
import { seenOnWindows } from './seen-on-windows.ts';
import { describeResponse } from '../timeline/describe-response.ts';
import { describeOperation, placesBefore } from '../../properties/index.ts';
import { counted } from '../text.ts';
import type { Divergence } from '../../properties/index.ts';

export interface ExplainOptions {
  /** The names of all readings that were judged. */
  readonly readings: readonly string[];
  /** The Windows Installer version the case ran on. */
  readonly windowsInstaller: string;
  /** Readings under which other interleavings showed the same kind, and this one did not. */
  readonly elsewhere?: readonly string[];
  /** `false` where it did not show alone, and there was no time to run it behind all the cases before it. */
  readonly isTriedBehind?: boolean;
  /** One command that shows it again. */
  readonly replay: string;
}

/**
 * A divergence as a reader wants it: who did what in which order, why that breaks which clause, and how
 * to see it again. Plain text, no colours.
 */
export const explain = (divergence: Divergence, options: ExplainOptions): string =>
  [
    stepTable(divergence.observed, divergence.calls),
    ...concurrency(divergence, options),
    ...needs(divergence),
    proseOf(reasonOf(divergence, options), divergence.observed.length),
    ...onWindows(divergence, options),
    `replay: ${options.replay}`,
  ].join('\n');

/** A column for each process and one for the observer, a row for each step. */
export const stepTable = (observed: readonly Observed[], calls?: readonly Call[]): string => {
  const processes = Math.max(1, ...observed.map((event) => event.process));
  const watched = observed.some((event) => event.process === OBSERVER);
  const names = Array.from({ length: processes }, (_, index) => `process ${index + 1}`);
  const table = new Table({
    head: ['step', ...(calls === undefined ? [] : ['from-to']), ...names, ...(watched ? ['observer'] : [])],
    style: { head: [], border: [], compact: true },
    chars: PLAIN,
  });
  for (const [index, event] of observed.entries()) {
    const cells = Array.from({ length: processes + (watched ? 1 : 0) }, () => '');
    cells[event.process === OBSERVER ? processes : event.process - 1] =
      `${describeOperation(event.operation)} -> ${describeResponse(event.response)}`;
    const interval = calls === undefined ? [] : [intervalOf(calls, index)];
    table.push([String(index + 1), ...interval, ...cells]);
  }
  return table.toString();
};

/** The moments, counted from 1, at which a call was made and came back. */
const intervalOf = (calls: readonly Call[], index: number): string => {
  const moments = calls.flatMap(({ invoked, responded }) => [invoked, responded]).sort((a, b) => a - b);
  const { invoked, responded } = calls[index] ?? { invoked: 0, responded: 0 };
  const moment = (at: number): string => (at === Infinity ? '' : String(moments.indexOf(at) + 1));
  return `${moment(invoked)}-${moment(responded)}`;
};

/** What has to be said of calls that overlap, and of a case that was run again. */
const concurrency = ({ calls, rate }: Divergence, { isTriedBehind = true }: ExplainOptions): string[] => {
  const again = rate === undefined ? '' : ` Run again, it showed ${rate.shown} of ${rate.of} times.`;
  if (calls === undefined) {
    // Once is what each kind of a program is run again: only that it did not recur is worth a line.
    if (rate === undefined || (rate.of === 1 && rate.shown === 1)) return [];
    const cause = 'something else on the machine, or an earlier case, may have caused it';
    if (!isTriedBehind)
      return [
        `Run again alone, it showed ${rate.shown} of ${rate.of} times. There was no time left to run it behind all the ` +
          'cases that came before it, so that it is not known whether it needs them.',
      ];
    const is = rate.shown < rate.of ? ` It is flaky: ${cause}.` : '';
    return [`${again.trim()}${is}`];
  }
  return [
    `Each call takes effect at some moment between its call and its return; no order of them explains the last step.${again}`,
  ];
};

/** What a reader must not miss: that Windows itself was seen to do so, and which reading allows it. */
const onWindows = (divergence: Divergence, { readings }: ExplainOptions): string[] => {
  const seen = seenOnWindows(divergence);
  if (seen === undefined) return [];
  const allowing = readings.filter((reading) => !divergence.readings.has(reading));
  const allowed = allowing.length === 0 ? '' : ` The reading ${allowing.join(' and ')} allows it.`;
  return [`Public logs show that on Windows itself ${seen}.${allowed}`];
};

/** What has to be said of one that an earlier case leads to. */
const needs = ({ head: { path = '' } }: Divergence): string[] => {
  const before = placesBefore(path);
  return before === 0
    ? []
    : [
        `Needs history: alone it does not show, but behind ${counted(before, 'case')}, which the replay runs first.`,
      ];
};

/** Why a divergence is one, in parts: prose is made of it last. */
export interface Reason {
  /** The facts that the demand rests on. */
  readonly because: string;
  /** What the clause demands of the last step. */
  readonly demand: string;
  /** What the last step gave. */
  readonly gave: string;
  /** Which clause is broken under which readings, and what it says. */
  readonly therefore: string;
}

export const reasonOf = (
  divergence: Pick<Divergence, 'clause' | 'readings' | 'finding' | 'observed'>,
  options: Omit<ExplainOptions, 'replay'>,
): Reason => {
  const { clause, readings, finding, observed } = divergence;
  const { event, before } = finding;
  const state = before[0];
  if (state === undefined) throw new Error('a finding without a state');
  const { argue, statement } = clauseOf(clause);
  const everywhere = options.readings.every((reading) => readings.has(reading));
  const { elsewhere = [] } = options;
  const others = options.readings.filter((reading) => !readings.has(reading) && !elsewhere.includes(reading));
  const under = everywhere
    ? 'under every reading'
    : `under the reading ${[...readings].join(' and ')}` +
      (elsewhere.length === 0 ? '' : `, in other interleavings under ${elsewhere.join(' and ')} too`) +
      (others.length === 0 ? '' : `, though not under ${others.join(' or ')}`);
  const phrases: Phrases = {
    holder: holding(state, observed),
    caller: event.process === OBSERVER ? 'the observer looks on' : standing(state, event.process, observed),
    process: `process ${event.process}`,
    operation: describeOperation(event.operation),
  };
  return {
    ...argue(phrases, state, event, options),
    gave: describeResponse(event.response),
    therefore: `${clause} is broken ${under}: ${statement}`,
  };
};

/** The reason as sentences. `step` is the number of the last step. */
export const proseOf = ({ because, demand, gave, therefore }: Reason, step: number): string =>
  `Because ${because}, ${demand}. However step ${step} gave: ${gave}. Therefore ${therefore}`;

const holding = (state: State, observed: readonly Observed[]): string => {
  const holder = executing(state);
  return holder === undefined
    ? 'no process is processing an execute table'
    : standing(state, holder, observed);
};

/** `process 1 is processing InstallUISequence (since step 1)` */
const standing = (state: State, process: number, observed: readonly Observed[]): string => {
  const client = clientOf(state, process);
  if (client.at !== 'ui' && client.at !== 'execute') return `process ${process} is ${client.at}`;
  const { table } = client;
  const within = client.at === 'execute' && client.within !== null ? ` inside its ${client.within}` : '';
  const since = observed
    .slice(0, -1)
    .findLastIndex((event) => event.process === process && event.response.type === 'held');
  return `process ${process} is processing ${table}${within} (since step ${since + 1})`;
};

const PLAIN = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '',
  bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '',
  middle: ' | ',
}; // prettier-ignore
