import Table from 'cli-table3';
import { match } from 'ts-pattern';
import { clauseOf, supportsServiceQuery } from '../../spec/index.ts';
import { clientOf, executing, installing, OBSERVER } from '../../oracle/index.ts';
import type { Call, Observed, Response, State } from '../../oracle/index.ts';
import { describeOperation } from '../../properties/index.ts';
import type { Divergence } from '../../properties/index.ts';

export interface ExplainOptions {
  /** The names of all readings that were judged. */
  readonly readings: readonly string[];
  /** The Windows Installer version the case ran on. */
  readonly windowsInstaller: string;
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
    ...concurrency(divergence),
    because(divergence, options),
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

/** What has to be said of calls that overlap. */
const concurrency = ({ calls, rate }: Divergence): string[] => {
  if (calls === undefined) return [];
  const again = rate === undefined ? '' : ` Run again, it showed ${rate.shown} of ${rate.of} times.`;
  return [
    `Each call takes effect at some moment between its call and its return; no order of them explains the last step.${again}`,
  ];
};

/** What came back, in Microsoft's words where there are any. */
export const describeResponse = (response: Response): string =>
  match(response)
    .with({ type: 'held' }, ({ table, route }) => `in ${table}${route === undefined ? '' : ` (by ${route})`}`)
    .with({ type: 'returned' }, ({ code }) => String(code))
    .with({ type: 'gone' }, () => 'gone')
    .with({ type: 'mutex' }, ({ state, owner }) =>
      owner === undefined ? state : `${state} by ${ownerName(owner)}`,
    )
    .with(
      { type: 'service' },
      ({ state, controlsAccepted }) => `state ${state}, controls ${controlsAccepted}`,
    )
    .with({ type: 'events' }, ({ installing: names }) => (names.length === 0 ? 'none' : names.join(', ')))
    .with({ type: 'unsupported' }, ({ code }) => `unsupported${code === undefined ? '' : ` (${code})`}`)
    .with({ type: 'open' }, ({ reason }) => `no response: ${reason}`)
    .exhaustive();

const ownerName = (owner: number | 'other'): string => (owner === 'other' ? 'another' : `process ${owner}`);

const because = (divergence: Divergence, options: ExplainOptions): string => {
  const { clause, readings, finding, observed } = divergence;
  const state = finding.before[0];
  if (state === undefined) throw new Error('a finding without a state');
  const { facts, demand } = argument(divergence, state, options);
  const everywhere = options.readings.every((reading) => readings.has(reading));
  const others = options.readings.filter((reading) => !readings.has(reading));
  const under = everywhere
    ? 'under every reading'
    : `under the reading ${[...readings].join(' and ')}, though not under ${others.join(' or ')}`;
  return (
    `Because ${facts}, ${demand}. However step ${observed.length} gave: ${describeResponse(finding.event.response)}. ` +
    `Therefore ${clause} is broken ${under}: ${clauseOf(clause).statement}`
  );
};

/** The facts that the clause rests on, and what it demands of the last step. */
const argument = (
  { clause, finding, observed }: Divergence,
  state: State,
  { windowsInstaller }: ExplainOptions,
): { readonly facts: string; readonly demand: string } => {
  const { process, operation } = finding.event;
  const holder = holding(state, observed);
  const asked = `${describeOperation(operation)} of process ${process}`;
  return match(clause)
    .with('mutex-scope', () => ({ facts: holder, demand: 'the mutex must not be set' }))
    .with('mutex-held', () => ({ facts: holder, demand: 'the mutex must be set' }))
    .with('1618-mutex', () =>
      operation.op === 'advance' || operation.op === 'cancel'
        ? { facts: holder, demand: `process ${process} must not process an execute table beside it` }
        : { facts: `${holder}, so that the mutex is set`, demand: `${asked} must return 1618` },
    )
    .with('1618-ui', () => ({
      facts: standing(state, process, observed),
      demand: `another call of that process, here ${describeOperation(operation)}, must return 1618`,
    }))
    .with('1618-only', () => ({
      facts:
        operation.op === 'advance' || operation.op === 'cancel'
          ? `${holder}, and what returns is process ${process}'s own installation, no call made beside it`
          : `${holder} and process ${process} is in no UI sequence`,
      demand: `${asked} must not return 1618`,
    }))
    .with('event-log', () => ({ facts: holder, demand: 'the event log must name its application' }))
    .with('service-running', () => ({
      facts: holder,
      demand: `dwControlsAccepted must ${installing(state) ? '' : 'not '}be SERVICE_ACCEPT_SHUTDOWN (4)`,
    }))
    .with('service-version', () => ({
      facts: `this is Windows Installer ${windowsInstaller}`,
      demand: supportsServiceQuery(windowsInstaller)
        ? 'the service query must be answered'
        : 'the service query must be unsupported, or at least not promise anything by SERVICE_ACCEPT_SHUTDOWN (4)',
    }))
    .exhaustive();
};

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
