import { expect, test } from 'vitest';
import { compareTakers } from './takers.ts';
import type { Watched } from './takers.ts';

const began = new Date(2026, 4, 3, 10, 0, 0).getTime();
/** A clock of a log, so many milliseconds after the installation began. */
const after = (milliseconds: number): number => 10 * 3_600_000 + milliseconds;

const grab = (side: 'client' | 'server', milliseconds: number) =>
  ({ side, clock: after(milliseconds), line: 1, place: 'client-before-server' }) as const;

/** Looks every 20 ms: owned from one moment on, by a process. */
const watched = (at: number, ownerPid: number | null): Watched => ({
  pid: 700,
  began,
  changes: [
    { at: 0, before: 0, mutex: { state: 'absent' }, service: { pid: 0 } },
    { at, before: at - 20, mutex: { state: 'owned', ownerPid }, service: { pid: 900 } },
  ],
});

test('log and probe agree when the client is seen to own what its log says it took', () => {
  const takers = compareTakers({ grabs: [grab('client', 110), grab('server', 300)] }, watched(120, 700));
  expect(takers).toMatchObject({
    agree: true,
    differences: [],
    byProbe: { who: 'client', after: 100, at: 120 },
  });
  expect(takers.byLog.map(({ who, at }) => [who, at])).toEqual([
    ['client', 110],
    ['service', 300],
  ]);
});

test('the service may be the first that is seen, once it took it too', () => {
  expect(compareTakers({ grabs: [grab('client', 110), grab('server', 115)] }, watched(120, 900)).agree).toBe(
    true,
  );
});

test('a log over midnight is compared by the time of the day', () => {
  const late = new Date(2026, 4, 3, 23, 59, 59, 900).getTime();
  const grabs = [{ ...grab('client', 0), clock: 86_400_000 + 10 }];
  expect(compareTakers({ grabs }, { ...watched(120, 700), began: late }).byLog[0]?.at).toBe(110);
});

test.each([
  [
    'who',
    { grabs: [grab('client', 110)] },
    watched(120, 900),
    'seen owned by the service, and by the log the client',
  ],
  ['who, somebody else', { grabs: [grab('client', 110)] }, watched(120, 5), 'seen owned by somebody else'],
  [
    'when, by the log too late',
    { grabs: [grab('client', 600)] },
    watched(120, 700),
    'by the log it was taken after 600 ms',
  ],
  [
    'when, by the log too early',
    { grabs: [grab('client', 10)] },
    watched(520, 700),
    'after 500 ms nobody owned it',
  ],
  ['whether, by the log not', { grabs: [] }, watched(120, 700), 'the log tells of nobody'],
  [
    'whether, by the probe not',
    { grabs: [grab('client', 1)] },
    { ...watched(1, 7), changes: [] },
    'no look found it owned',
  ],
])('a disagreement about %s is told', (_, session, seen, told) => {
  const { agree, differences } = compareTakers(session, seen);
  expect(agree).toBe(false);
  expect(differences.join()).toContain(told);
});

test('who owned it is not compared where the system does not tell', () => {
  expect(compareTakers({ grabs: [grab('server', 110)] }, watched(120, null)).agree).toBe(true);
});
