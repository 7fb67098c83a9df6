import type { Client, Operation, Response, State } from '../../spec/index.ts';
import { describe, expect, it } from 'vitest';
import { GONE, IDLE, intended } from '../../spec/index.ts';
import { movesOf, withoutResidue } from './moves.ts';
import type { Phase } from './moves.ts';

const context = { reading: intended, windowsInstaller: '5.0' };
const UI: Client = { at: 'ui', table: 'InstallUISequence' };
const ADMIN_UI: Client = { at: 'ui', table: 'AdminUISequence' };
const EXECUTE: Client = { at: 'execute', table: 'InstallExecuteSequence', within: null };

const start = (action: 'INSTALL' | 'ADMIN' | 'ADVERTISE'): Operation => ({ op: 'start', action, ui: 'none' });
const install: Operation = { op: 'call', api: 'MsiInstallProduct' };
const ask: Operation = { op: 'call', api: 'MsiGetProductInfo' };
const advance: Operation = { op: 'advance' };

const returned: Response = { type: 'returned', code: 0 };
const refused: Response = { type: 'returned', code: 1618 };
const gone: Response = { type: 'gone' };
const open: Response = { type: 'open', reason: 'deadline' };
const held = (table: 'InstallUISequence' | 'InstallExecuteSequence'): Response => ({ type: 'held', table });

const movesAt = (client: Client, operation: Operation, response: Response, phase: Phase = 'waiting') => {
  const state: State = { clients: [client], residue: false };
  return movesOf(state, { process: 1, operation, response }, phase, context);
};
/** The execute tables that a call can be inside of before it responds. */
const tablesWithin = (client: Client, operation: Operation, response: Response): readonly unknown[] =>
  movesAt(client, operation, response)
    .filter(({ phase }) => phase === 'inside')
    .map(({ outcome }) => outcome.state.clients[0])
    .map((after) => (after?.at === 'execute' ? after.table : after?.at));

describe('a call may pass through an execute table', () => {
  it.each([
    ['a start that returned', IDLE, start('INSTALL'), returned, 'InstallExecuteSequence'],
    ['an administrative one', IDLE, start('ADMIN'), returned, 'AdminExecuteSequence'],
    ['an advertising one', GONE, start('ADVERTISE'), returned, 'AdvtExecuteSequence'],
    ['a start that died', IDLE, start('INSTALL'), gone, 'InstallExecuteSequence'],
    ['a start that never came back', IDLE, start('INSTALL'), open, 'InstallExecuteSequence'],
    ['a call that installs', IDLE, install, returned, 'InstallExecuteSequence'],
    ['a call of a new process', GONE, install, returned, 'InstallExecuteSequence'],
    ['an advance out of a UI sequence', UI, advance, returned, 'InstallExecuteSequence'],
    ['an advance out of an administrative one', ADMIN_UI, advance, gone, 'AdminExecuteSequence'],
    ['an advance back into its UI', UI, advance, held('InstallUISequence'), 'InstallExecuteSequence'],
  ] as const)('%s', (_, client, operation, response, table) => {
    expect(tablesWithin(client, operation, response)).toEqual([table]);
  });

  it.each([
    ['a start that was refused', IDLE, start('INSTALL'), refused],
    ['a start that is held', IDLE, start('INSTALL'), held('InstallExecuteSequence')],
    ['a start that is not offered', IDLE, start('INSTALL'), { type: 'unsupported' }],
    ['a call that was refused', IDLE, install, refused],
    ['a call that only asks', IDLE, ask, returned],
    ['a call inside of a UI sequence', UI, install, returned],
    ['a call inside of an execute table', EXECUTE, install, returned],
    ['an advance into the table that holds it', UI, advance, held('InstallExecuteSequence')],
    ['an advance that was refused', UI, advance, refused],
    ['an advance out of an execute table', EXECUTE, advance, returned],
    ['an advance of nobody', IDLE, advance, held('InstallUISequence')],
    ['a cancel', UI, { op: 'cancel' }, returned],
    ['a kill', EXECUTE, { op: 'kill' }, gone],
  ] as const)('but not %s', (_, client, operation, response) => {
    expect(tablesWithin(client, operation, response)).toEqual([]);
  });
});

it('takes effect at one instant as well, and then is done', () => {
  const whole = movesAt(IDLE, start('INSTALL'), returned).filter(({ phase }) => phase === 'done');
  expect(whole.map(({ outcome }) => outcome.state.clients)).toEqual([[IDLE]]);
  expect(movesAt(IDLE, start('INSTALL'), returned, 'done')).toEqual([]);
});

it('leaves its table as an advance that gets its response', () => {
  expect(movesAt(EXECUTE, start('INSTALL'), returned, 'inside')).toEqual(movesAt(EXECUTE, advance, returned));
  expect(movesAt(EXECUTE, install, gone, 'inside')).toEqual(movesAt(EXECUTE, advance, gone));
  expect(movesAt(EXECUTE, install, gone, 'inside').map(({ phase }) => phase)).toEqual(['done', 'done']);
});

it('asks nothing of the clients where an observer looks', () => {
  const state: State = { clients: [], residue: true };
  const probe = { process: 0, operation: { op: 'probe' }, response: { type: 'unsupported' } } as const;
  expect(movesOf(state, probe, 'waiting', context)).toEqual([
    { phase: 'done', outcome: { state, applies: [], violates: [] } },
  ]);
});

it('knows what a state is when its residue ends', () => {
  const state: State = { clients: [UI], residue: true };
  expect(withoutResidue(state)).toEqual({ clients: [UI], residue: false });
  expect(withoutResidue({ ...state, residue: false })).toBeUndefined();
});
