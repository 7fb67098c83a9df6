import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clientOf,
  executing,
  GONE,
  IDLE,
  initialState,
  installing,
  intended,
  inUiSequence,
  isObservation,
  keyOf,
  lenient,
  SEQUENCE_TABLES,
  withClient,
} from '../spec/index.ts';
import type { Client, Context, Observed, Operation, Reading, Response, State } from '../spec/index.ts';
import { check } from './check.ts';
import { canPerform } from './can-perform.ts';
import { step } from './step.ts';

const context: Context = { reading: intended, windowsInstaller: '5.0' };
const UI: Client = { at: 'ui', table: 'AdminUISequence' };
const EXECUTE: Client = { at: 'execute', table: 'AdvtExecuteSequence', within: null };
const IN_UI: Client = { at: 'execute', table: 'AdminExecuteSequence', within: 'AdminUISequence' };
const PLACES = [IDLE, UI, GONE, EXECUTE, IN_UI];

const start: Operation = { op: 'start', action: 'INSTALL', ui: 'none' };
const on = (process: number, operation: Operation, response: Response): Observed => ({
  process,
  operation,
  response,
});
const probe = (state: 'absent' | 'owned'): Observed => on(0, { op: 'probe' }, { type: 'mutex', state });
const service = on(0, { op: 'service' }, { type: 'service', state: 4, controlsAccepted: 1 });
const began = on(1, start, { type: 'held', table: 'InstallExecuteSequence' });
const killed = on(1, { op: 'kill' }, { type: 'gone' });
const busy = on(2, start, { type: 'returned', code: 1618 });

describe('a state', () => {
  it('begins with everybody idle and nothing left behind', () => {
    expect(initialState(2)).toEqual({ clients: [IDLE, IDLE], residue: false });
  });

  it('has a key that tells it from every other', () => {
    const states = [false, true].flatMap((residue) =>
      PLACES.flatMap((left) => PLACES.map((right): State => ({ clients: [left, right], residue }))),
    );
    expect(new Set(states.map(keyOf)).size).toBe(states.length);
    expect(keyOf({ clients: [IN_UI, UI], residue: true })).toBe(
      '+AdminExecuteSequence<AdminUISequence AdminUISequence',
    );
    expect(keyOf({ clients: [EXECUTE, GONE], residue: false })).toBe('AdvtExecuteSequence< gone');
  });

  it('knows its clients by number, from 1', () => {
    const state: State = { clients: [UI, EXECUTE], residue: false };
    expect(clientOf(state, 1)).toBe(UI);
    expect(clientOf(state, 2)).toBe(EXECUTE);
    for (const stranger of [0, 3]) {
      expect(() => clientOf(state, stranger)).toThrow(
        `process ${stranger} is not among the 2 clients of this case`,
      );
    }
    expect(withClient(state, 2, GONE)).toEqual({ clients: [UI, GONE], residue: false });
  });

  it('is installing while a client is in an execute table or something is left behind', () => {
    expect(PLACES.map((place) => executing({ clients: [IDLE, place], residue: false }))).toEqual([
      undefined,
      undefined,
      undefined,
      2,
      2,
    ]);
    expect(executing({ clients: [EXECUTE, IDLE], residue: false })).toBe(1);
    expect(PLACES.map((place) => installing({ clients: [place], residue: false }))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(installing({ clients: [IDLE], residue: true })).toBe(true);
  });

  it('has a client in a UI sequence also while its execute table runs inside', () => {
    expect(PLACES.map(inUiSequence)).toEqual([false, true, false, false, true]);
  });
});

describe('what can be done where', () => {
  const can = (operation: Operation): readonly boolean[] =>
    PLACES.map((place) => canPerform(place, operation));
  it.each([
    [start, [true, false, true, false, false]],
    [{ op: 'call', api: 'MsiApplyPatch' } as const, [true, true, false, true, true]],
    [{ op: 'advance' } as const, [false, true, false, true, true]],
    [{ op: 'kill' } as const, [false, true, false, true, true]],
    [{ op: 'cancel' } as const, [false, true, false, false, false]],
    [{ op: 'probe' } as const, [true, true, true, true, true]],
    [{ op: 'service' } as const, [true, true, true, true, true]],
    [{ op: 'events' } as const, [true, true, true, true, true]],
  ])('%j', (operation, places) => {
    expect(can(operation)).toEqual(places);
    expect(isObservation(operation)).toBe(['probe', 'service', 'events'].includes(operation.op));
  });
});

describe('a step of a set of states', () => {
  const idle = initialState(2);
  const after = (...events: readonly Observed[]): readonly string[] =>
    events
      .reduce<readonly State[]>((states, event) => step(states, event, context).states, [idle])
      .map(keyOf);

  it('keeps every state that explains the answers', () => {
    expect(after(began)).toEqual(['InstallExecuteSequence< idle']);
    expect(after(began, killed)).toEqual(['gone idle', '+gone idle']);
    expect(after(began, killed, busy)).toEqual(['+gone idle']);
    // What is left may end at any moment, and a mutex that is seen not to be set shows that it has.
    expect(after(began, killed, busy, probe('absent'))).toEqual(['gone idle']);
    expect(after(began, killed, service, service)).toEqual(['gone idle', '+gone idle']);
    expect(after(began, killed, on(2, start, { type: 'held', table: 'AdvtExecuteSequence' }))).toEqual([
      'gone AdvtExecuteSequence<',
    ]);
  });

  it('blames what no state can spare, goes on from what breaks least, and names each clause once', () => {
    const { states, violates, applies } = step([idle], busy, context);
    expect([states.map(keyOf), violates, applies]).toEqual([['idle idle'], ['1618-only'], ['1618-only']]);
    const spared = step([idle, { ...idle, residue: true }], busy, context);
    expect([spared.states.map(keyOf), spared.violates, spared.applies]).toEqual([
      ['+idle idle'],
      [],
      ['1618-mutex'],
    ]);
    const both = step(
      [{ clients: [EXECUTE, EXECUTE], residue: false }],
      on(0, { op: 'events' }, { type: 'events', installing: [] }),
      context,
    );
    expect([both.violates, both.applies]).toEqual([['event-log'], ['event-log']]);
  });

  it('lists no state twice', () => {
    const { states } = step([idle, { ...idle, residue: true }], service, context);
    expect(states.map(keyOf).toSorted()).toEqual(['+idle idle', 'idle idle']);
  });
});

describe('a whole history', () => {
  it('is judged event by event, and goes on after a divergence', () => {
    const history = [busy, began, probe('absent'), busy, probe('owned')];
    const { findings, exercised } = check(history, 2, context);
    expect(
      findings.map(({ clause, index, event, before }) => [clause, index, event, before.map(keyOf)]),
    ).toEqual([
      ['1618-only', 0, busy, ['idle idle']],
      ['mutex-held', 2, probe('absent'), ['InstallExecuteSequence< idle']],
    ]);
    expect([...exercised]).toEqual([
      ['1618-only', 2],
      ['mutex-held', 2],
      ['1618-mutex', 1],
    ]);
  });

  it('does not let a dead installation explain refusals once the mutex is seen not to be set', () => {
    const history = [began, killed, busy, probe('absent'), busy, busy];
    const found = (reading: Reading): readonly unknown[] =>
      check(history, 2, { ...context, reading }).findings.map(({ clause, index }) => [clause, index]);
    expect(found(intended)).toEqual([
      ['1618-only', 4],
      ['1618-only', 5],
    ]);
    // Where "set only while" is not "set throughout", an unset mutex says nothing.
    expect(found(lenient)).toEqual([]);
  });

  it('conforms when it is empty', () => {
    expect(check([], 3, context)).toEqual({ findings: [], exercised: new Map() });
  });

  it('never loses all states, whatever is answered', () => {
    const operations: readonly Operation[] = [
      start,
      { op: 'advance' },
      { op: 'kill' },
      { op: 'cancel' },
      { op: 'call', api: 'MsiOpenPackage' },
    ];
    const responses: readonly Response[] = [
      ...SEQUENCE_TABLES.map((table): Response => ({ type: 'held', table })),
      { type: 'returned', code: 1618 },
      { type: 'returned', code: 0 },
      { type: 'gone' },
      { type: 'unsupported' },
    ];
    const event = fc.record({
      process: fc.integer({ min: 1, max: 2 }),
      operation: fc.constantFrom(...operations),
      response: fc.constantFrom(...responses),
    });
    fc.assert(
      fc.property(fc.array(event), fc.constantFrom(intended, lenient), (history, reading) => {
        let states: readonly State[] = [initialState(2)];
        for (const each of history) {
          const stepped = step(states, each, { ...context, reading });
          expect(stepped.states.length).toBeGreaterThan(0);
          expect(stepped.applies).toEqual(expect.arrayContaining([...stepped.violates]));
          expect(new Set(stepped.states.map(keyOf)).size).toBe(stepped.states.length);
          states = stepped.states;
        }
      }),
    );
  });
});
