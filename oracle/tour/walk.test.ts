import { describe, expect, it } from 'vitest';
import { GONE, IDLE, intended, keyOf, lenient, literal } from '../../spec/index.ts';
import type { Client, Operation, Reading } from '../../spec/index.ts';
import { CLIENT_KINDS, CLIENTS, codeOf, OBSERVATION_KINDS } from '../compiled/index.ts';
import { walkOf } from './index.ts';

const UI: Client = { at: 'ui', table: 'InstallUISequence' };
const ADMIN_UI: Client = { at: 'ui', table: 'AdminUISequence' };
const EXECUTE: Client = { at: 'execute', table: 'InstallExecuteSequence', within: null };
const ADMIN: Client = { at: 'execute', table: 'AdminExecuteSequence', within: null };
const ADVERTISE: Client = { at: 'execute', table: 'AdvtExecuteSequence', within: null };
const WITHIN: Client = { ...EXECUTE, within: 'InstallUISequence' };
const ADMIN_WITHIN: Client = { ...ADMIN, within: 'AdminUISequence' };

const nameOf = (operation: Operation): string =>
  operation.op === 'start'
    ? `${operation.action} ${operation.ui}`
    : operation.op === 'call'
      ? operation.api
      : operation.op;

/** The operations that these tests speak of. */
const SPOKEN_OF = CLIENT_KINDS.filter(({ op }) =>
  ['start', 'call', 'advance', 'cancel', 'kill'].includes(op),
);

/** What process 1 can do there, and where it then stands. */
const waysOf = (
  clients: readonly Client[],
  reading: Reading = intended,
  operations: readonly Operation[] = SPOKEN_OF,
): Readonly<Record<string, string>> => {
  const edges = walkOf(operations, { reading, windowsInstaller: '5.0' }).edges(clients.map(codeOf));
  return Object.fromEntries(
    edges
      .filter(({ process }) => process === 1)
      .map(({ operation, next }) => [
        nameOf(operation),
        keyOf({ clients: [CLIENTS[next[0] ?? -1] ?? IDLE], residue: false }),
      ]),
  );
};
const key = (client: Client): string => keyOf({ clients: [client], residue: false });

const calls = { MsiInstallProduct: 'idle', MsiGetProductInfo: 'idle' };
const startsAlone = {
  'INSTALL full': key(UI),
  'INSTALL none': key(EXECUTE),
  'ADMIN full': key(ADMIN_UI),
  'ADMIN none': key(ADMIN),
  'ADVERTISE none': key(ADVERTISE),
};
const refusedStarts = Object.fromEntries(Object.keys(startsAlone).map((start) => [start, 'idle']));
const callsAt = (client: Client): Readonly<Record<string, string>> => ({
  MsiInstallProduct: key(client),
  MsiGetProductInfo: key(client),
});

describe('a conforming implementation that leaves nothing behind', () => {
  it('goes on wherever nothing else installs', () => {
    expect(waysOf([IDLE, UI])).toEqual({ ...startsAlone, ...calls });
    expect(waysOf([GONE])).toEqual(startsAlone);
    expect(waysOf([UI])).toEqual({ advance: key(WITHIN), ...callsAt(UI), cancel: 'idle', kill: 'gone' });
    expect(waysOf([ADMIN_UI, GONE])).toEqual({
      advance: key(ADMIN_WITHIN),
      ...callsAt(ADMIN_UI),
      cancel: 'idle',
      kill: 'gone',
    });
    for (const client of [EXECUTE, WITHIN]) {
      expect(waysOf([client, IDLE])).toEqual({ advance: 'idle', ...callsAt(client), kill: 'gone' });
    }
  });

  it('is refused beside an installation, in whatever place that stands', () => {
    for (const other of [EXECUTE, ADMIN_WITHIN]) {
      expect(waysOf([IDLE, other])).toEqual({ ...refusedStarts, ...calls });
      expect(waysOf([IDLE, UI, other])).toEqual({ ...refusedStarts, ...calls });
      expect(waysOf([GONE, other])).toEqual(refusedStarts);
      expect(waysOf([UI, other])).toEqual({ advance: 'idle', ...callsAt(UI), cancel: 'idle', kill: 'gone' });
    }
  });

  it('is let into a UI sequence there where the reading defers the refusal', () => {
    const deferred = { ...intended, uiWhileSet: 'deferred' } as const;
    expect(waysOf([IDLE, EXECUTE], deferred)).toEqual({
      ...refusedStarts,
      'INSTALL full': key(UI),
      'ADMIN full': key(ADMIN_UI),
      ...calls,
    });
  });

  it('leaves nothing behind where a reading lets the mutex outlast its table', () => {
    for (const reading of [literal, lenient]) {
      expect(waysOf([EXECUTE], reading)).toEqual({ advance: 'idle', ...callsAt(EXECUTE), kill: 'gone' });
    }
  });

  it('does the operations that were asked for, each by whom it can be done, the observer first', () => {
    const walk = walkOf([{ op: 'advance' }, ...OBSERVATION_KINDS, { op: 'cancel' }], {
      reading: intended,
      windowsInstaller: '5.0',
    });
    const standing = [UI, EXECUTE, IDLE].map(codeOf);
    const [idle, gone] = [codeOf(IDLE), codeOf(GONE)];
    expect(walk.edges(standing).map(({ process, operation, next }) => [process, operation.op, next])).toEqual(
      [
        [0, 'probe', standing],
        [0, 'service', standing],
        [0, 'events', standing],
        [1, 'advance', standing.with(0, idle)],
        [1, 'cancel', standing.with(0, idle)],
        [2, 'advance', standing.with(1, idle)],
      ],
    );
    expect(walk.edges([gone, idle]).map(({ process }) => process)).toEqual([0, 0, 0]);
  });
});
