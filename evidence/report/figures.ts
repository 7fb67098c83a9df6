import { isExecuteTable } from '../../spec/index.ts';
import { finalCode } from '../index.ts';
import type { Explanation, Session } from '../index.ts';
import { isUiOnly } from './observations.ts';

/** One thing that was counted or measured over a corpus. */
export interface Figure {
  readonly what: string;
  readonly value: string;
}

/** What real Windows was seen to do, in numbers: no names, paths or products. */
export const figuresOf = ({ evidence, machines }: Explanation): readonly Figure[] => {
  const logs = evidence.flatMap((each) => (each.kind === 'log' ? [each.log] : []));
  const events = evidence.flatMap((each) => (each.kind === 'events' ? [each.events] : []));
  const calls = machines.flatMap(({ machine }) => [
    ...machine.calls.map(({ session }) => session),
    ...machine.undated.map(({ session }) => session),
  ]);
  const transactions = machines.flatMap(({ machine }) => machine.transactions);
  const grabs = calls.flatMap((session) => session.grabs);
  const places = (place: string): number => grabs.filter((grab) => grab.place === place).length;
  const versions = [...new Set(calls.flatMap(({ windowsInstaller }) => windowsInstaller ?? []))].toSorted();
  const engineLines = sum(logs.map(({ read }) => read.engine + read.action));
  const unread = sum(logs.map((log) => log.unread.engine + log.unread.action));
  const busy = machines.flatMap((each) => each.busy);
  return [
    {
      what: 'logs read, and calls in them (copies of the same call once)',
      value: `${logs.length}, ${calls.length}`,
    },
    {
      what: 'event exports read, and records in them',
      value: `${events.length}, ${sum(events.map(({ records }) => records.length))}`,
    },
    { what: 'Windows Installer versions', value: versions.join(', ') || 'not shown' },
    { what: 'engine and action lines read, and unread', value: `${engineLines}, ${unread}` },
    {
      what: 'grabs by the client before it calls the service (none or basic UI)',
      value: String(places('client-before-server')),
    },
    {
      what: 'grabs by the client at ExecuteAction (full UI)',
      value: String(places('client-at-execute-action')),
    },
    { what: 'grabs by the client at its end, to clean up', value: String(places('client-clean-up')) },
    {
      what: 'of these, in calls that processed no execute table',
      value: String(calls.filter(isCleanUpOnly).length),
    },
    {
      what: 'grabs by the service before it opens the package',
      value: String(places('server-before-package')),
    },
    { what: 'grabs anywhere else', value: String(places('elsewhere')) },
    { what: "from the client's grab to the service's", value: spread(calls.flatMap(clientToServer), 'ms') },
    {
      what: "from the service's grab to the begin of the execute table",
      value: spread(calls.flatMap(serverToTable), 'ms'),
    },
    {
      what: 'installations inside another (RemoveExistingProducts), and grabs of their own',
      value: `${sum(calls.map(({ nested }) => nested.length))}, ${sum(calls.map(nestedGrabs))}`,
    },
    {
      what: 'UI sequences processed without any grab until ExecuteAction or the end',
      value: String(calls.filter(isQuietUi).length),
    },
    {
      what: 'calls that returned an error with the mutex taken and no table processed',
      value: codes(calls.filter(isTakenForNothing)),
    },
    {
      what: 'refusals (1618)',
      value: busy.length === 0 ? '0' : `${busy.length}: ${counted(busy.map((each) => each.busy.shape))}`,
    },
    {
      what: 'refusals whose holder stands in the files',
      value: String(busy.filter(({ holder }) => holder !== null).length),
    },
    {
      what: 'wait before a refusal',
      value: spread(
        busy.flatMap((each) => each.busy.waited ?? []),
        'ms',
      ),
    },
    {
      what: "from the end of a call to the next call's grab on the same machine, within a second",
      value: spread(
        machines.flatMap(({ machine }) => chainGaps(machine.calls)),
        'ms',
      ),
    },
    {
      what: 'transactions in the event log, and those without a 1042',
      value: `${transactions.length}, ${transactions.filter(({ transaction }) => transaction.ended === null).length}`,
    },
    {
      what: 'transactions that overlap another one',
      value: String(overlapping(transactions.map(({ span }) => span))),
    },
  ];
};

const processedTable = ({ sequences }: Session): boolean =>
  sequences.some(({ table }) => isExecuteTable(table));
const isCleanUpOnly = (session: Session): boolean =>
  session.grabs.some(({ place }) => place === 'client-clean-up') && isUiOnly(session);

const clientToServer = ({ grabs }: Session): readonly number[] => {
  const server = grabs.find(({ side }) => side === 'server');
  const client = grabs.find(({ side }) => side === 'client');
  return server?.clock == null || client?.clock == null || client.line > server.line
    ? []
    : [server.clock - client.clock];
};

const serverToTable = ({ grabs, sequences }: Session): readonly number[] => {
  const grab = grabs.find(({ side }) => side === 'server');
  const table = sequences.find((each) => isExecuteTable(each.table) && !each.nested)?.started;
  return grab?.clock == null || table?.clock == null ? [] : [table.clock - grab.clock];
};

const nestedGrabs = ({ sequences, grabs }: Session): number =>
  sum(
    sequences
      .filter(({ nested }) => nested)
      .map(
        ({ started, ended }) =>
          grabs.filter(
            ({ line }) => line > (started?.line ?? 0) && line < (ended?.line ?? Number.POSITIVE_INFINITY),
          ).length,
      ),
  );

const isQuietUi = ({ sequences, grabs }: Session): boolean => {
  const ui = sequences.find(({ table, started }) => !isExecuteTable(table) && started !== null);
  const firstGrab = grabs.find(
    ({ place }) =>
      place !== 'client-at-execute-action' &&
      place !== 'client-clean-up' &&
      place !== 'server-before-package',
  );
  return ui !== undefined && firstGrab === undefined;
};

const isTakenForNothing = (session: Session): boolean => {
  const { grabs, returned } = session;
  const code = returned.findLast(({ side }) => side === 'client')?.code ?? 0;
  return code !== 0 && grabs.some(({ place }) => place !== 'client-clean-up') && !processedTable(session);
};

const codes = (sessions: readonly Session[]): string =>
  sessions.length === 0
    ? '0'
    : `${sessions.length}: ${counted(sessions.flatMap(({ returned }) => String(returned.at(-1)?.code ?? '?')))}`;

const chainGaps = (calls: Explanation['machines'][number]['machine']['calls']): readonly number[] =>
  calls.flatMap((call, index) => {
    const next = calls[index + 1];
    const grab = next?.session.grabs[0];
    if (next === undefined || grab?.clock == null || finalCode(call) === null) return [];
    const gap = next.at(grab.clock) - call.whole.to;
    return gap >= 0 && gap <= 1_000 ? [gap] : [];
  });

const overlapping = (spans: readonly { readonly from: number; readonly to: number }[]): number => {
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  return sorted.filter((span, index) => index > 0 && (sorted[index - 1]?.to ?? 0) > span.from).length;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const counted = (names: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${name} x ${count}`)
    .join(', ');
};

/** Least, median and most. */
const spread = (values: readonly number[], unit: string): string => {
  if (values.length === 0) return 'not seen';
  const sorted = values.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `${sorted[0] ?? 0} to ${sorted.at(-1) ?? 0} ${unit}, median ${median} (${values.length} times)`;
};
