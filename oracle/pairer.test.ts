import type { OperationName, Response } from '../spec/index.ts';
import { describe, expect, it } from 'vitest';
import { responseKindOf } from './history.ts';
import { callsOf, observedIn, Pairer } from './pairer.ts';
import type { UnstampedEvent } from './history.ts';

const invoke = (process: number, op: OperationName): UnstampedEvent => ({
  kind: 'invoke',
  process,
  op,
  args: op === 'start' ? { action: 'INSTALL', ui: 'none' } : {},
});
const respond = (process: number, op: OperationName, value: Response): UnstampedEvent => ({
  kind: responseKindOf(value),
  process,
  op,
  value,
});
const HELD: Response = { type: 'held', table: 'InstallExecuteSequence' };
const GONE: Response = { type: 'gone' };

describe('callsOf', () => {
  it('pairs by process, in the order of the invocations', () => {
    const calls = callsOf([
      invoke(1, 'start'),
      invoke(0, 'probe'),
      invoke(0, 'service'),
      respond(0, 'probe', { type: 'mutex', state: 'free' }),
      respond(1, 'start', HELD),
    ]);
    expect(calls.map(({ operation, invoked, responded }) => [operation.op, invoked, responded])).toEqual([
      ['start', 0, 8],
      ['probe', 2, 6],
      ['service', 4, Infinity],
    ]);
  });

  it('takes a kill that ends a call for the end of that call', () => {
    const events = [invoke(1, 'start'), invoke(1, 'kill')];
    const ends = [respond(1, 'start', GONE), respond(1, 'kill', GONE)];
    for (const order of [ends, ends.toReversed()]) {
      const calls = callsOf([...events, ...order]);
      expect(calls.map(({ operation, response }) => [operation.op, response])).toEqual([['start', GONE]]);
    }
  });

  it('leaves a kill where it was when the call that it met came back', () => {
    const [start, kill] = callsOf([
      invoke(1, 'start'),
      invoke(1, 'kill'),
      respond(1, 'start', HELD),
      respond(1, 'kill', GONE),
    ]);
    expect([start?.invoked, start?.responded, kill?.invoked, kill?.responded]).toEqual([0, 4, 2, 6]);
  });

  it('ends a call before the kill of its process when its response was read later', () => {
    const [start, kill] = callsOf([
      invoke(1, 'start'),
      invoke(1, 'kill'),
      respond(1, 'kill', GONE),
      invoke(2, 'start'),
      respond(1, 'start', HELD),
    ]);
    expect(start?.response).toEqual(HELD);
    expect([start?.invoked, start?.responded, kill?.invoked, kill?.responded]).toEqual([0, 3, 2, 4]);
  });

  it('ends a call that nobody waits for when its process begins anew', () => {
    const [open, next] = callsOf([
      invoke(1, 'start'),
      respond(1, 'start', { type: 'open', reason: 'deadline' }),
      invoke(1, 'start'),
    ]);
    expect(open?.responded).toBeLessThan(next?.invoked ?? 0);
    expect(next?.responded).toBe(Infinity);
  });

  it('names the event that does not fit', () => {
    expect(() => callsOf([respond(2, 'start', HELD)])).toThrow('event 1 answers "start", which process 2');
    expect(() => callsOf([invoke(1, 'start'), invoke(1, 'advance')])).toThrow(
      'event 2 invokes advance while process 1 still waits for event 1 (start)',
    );
  });

  it('takes what was asked for from what was answered', () => {
    expect(() => callsOf([invoke(1, 'start'), respond(1, 'advance', HELD)])).toThrow(
      new RangeError('event 2 answers "advance", which process 1 was not asked'),
    );
    expect(() => callsOf([invoke(1, 'start'), invoke(2, 'start'), respond(3, 'start', HELD)])).toThrow(
      'event 3 answers "start", which process 3',
    );
    expect(() => callsOf([invoke(0, 'probe'), respond(0, 'service', HELD)])).toThrow(
      'event 2 answers "service", which process 0',
    );
    const answered = [invoke(1, 'start'), respond(1, 'start', HELD)];
    expect(() => callsOf([...answered, respond(1, 'start', HELD)])).toThrow(
      'event 3 answers "start", which process 1',
    );
    expect(() => callsOf([...answered, invoke(1, 'kill'), invoke(1, 'kill')])).toThrow(
      'event 4 invokes kill',
    );
  });

  const ends = (events: readonly UnstampedEvent[]): readonly (readonly [string, string, number])[] =>
    callsOf(events).map(({ operation, response, responded }) => [operation.op, response.type, responded]);
  const OPEN: Response = { type: 'open', reason: 'deadline' };

  it('leaves a call open that nobody waits for, and one that the history ends before', () => {
    expect(ends([invoke(1, 'start'), respond(1, 'start', OPEN)])).toEqual([['start', 'open', Infinity]]);
    expect(callsOf([invoke(1, 'start')])[0]?.response).toEqual({
      type: 'open',
      reason: 'the history ends before a response',
    });
  });

  it('leaves calls one after another as they are, and an observer with many', () => {
    const one = [invoke(1, 'start'), respond(1, 'start', HELD)];
    const other = [invoke(1, 'advance'), respond(1, 'advance', HELD)];
    expect(ends([...one, ...other])).toEqual([
      ['start', 'held', 2],
      ['advance', 'held', 6],
    ]);
    const looks = [invoke(0, 'probe'), respond(0, 'probe', OPEN), invoke(0, 'service'), invoke(2, 'start')];
    expect(ends(looks)).toEqual([
      ['probe', 'open', Infinity],
      ['service', 'open', Infinity],
      ['start', 'open', Infinity],
    ]);
  });

  it('leaves a kill that came after the end of its process where it is', () => {
    const died = [invoke(1, 'start'), respond(1, 'start', GONE)];
    expect(ends([...died, invoke(1, 'kill'), respond(1, 'kill', GONE)])).toEqual([
      ['start', 'gone', 2],
      ['kill', 'gone', 6],
    ]);
  });

  it('ends a call when the kill that it died of ends, or when its own end is read, whichever is later', () => {
    const both = [invoke(1, 'start'), invoke(1, 'kill')];
    const [start, kill] = [respond(1, 'start', GONE), respond(1, 'kill', GONE)];
    expect(ends([...both, start, kill])).toEqual([['start', 'gone', 6]]);
    expect(ends([...both, kill, start])).toEqual([['start', 'gone', 6]]);
    const lost = [invoke(1, 'start'), respond(1, 'start', OPEN), invoke(1, 'kill'), kill];
    expect(ends(lost)).toEqual([['start', 'gone', 6]]);
  });

  it('ends with the next process a call whose kill never came back', () => {
    const killed = [invoke(1, 'start'), respond(1, 'start', OPEN), invoke(1, 'kill')];
    const again = [...killed, respond(1, 'kill', OPEN), invoke(1, 'start')];
    expect(ends(again)).toEqual([
      ['start', 'gone', 7],
      ['start', 'open', Infinity],
    ]);
    const before = [invoke(2, 'start'), respond(2, 'start', HELD)];
    expect(ends([...before, ...again])).toEqual([
      ['start', 'held', 2],
      ['start', 'gone', 11],
      ['start', 'open', Infinity],
    ]);
  });

  it('ends a call that came back, though it was read later, before the end of its process', () => {
    const events = [
      invoke(1, 'start'),
      invoke(1, 'kill'),
      respond(1, 'kill', GONE),
      respond(1, 'start', HELD),
    ];
    expect(ends(events)).toEqual([
      ['start', 'held', 3],
      ['kill', 'gone', 4],
    ]);
  });
});

describe('observedIn', () => {
  const START = { op: 'start', action: 'INSTALL', ui: 'none' };
  const ended: Response = { type: 'open', reason: 'the history ends before a response' };

  it('pairs by process, in the order of the responses; what waits at the end is open', () => {
    const observed = observedIn([
      invoke(1, 'start'),
      invoke(2, 'start'),
      invoke(0, 'probe'),
      respond(0, 'probe', { type: 'mutex', state: 'free' }),
      respond(1, 'start', HELD),
    ]);
    expect(observed).toEqual([
      { process: 0, operation: { op: 'probe' }, response: { type: 'mutex', state: 'free' } },
      { process: 1, operation: START, response: HELD },
      { process: 2, operation: START, response: ended },
    ]);
  });

  it('leaves a call that nobody waits for at its place, and a kill after it an operation of its own', () => {
    const open: Response = { type: 'open', reason: 'deadline' };
    const events = [invoke(1, 'start'), respond(1, 'start', open), invoke(1, 'kill')];
    expect(observedIn([...events, respond(1, 'kill', GONE)]).map(({ response }) => response)).toEqual([
      open,
      GONE,
    ]);
  });

  it('has one call of a process at a time, kills and looks included', () => {
    expect(() => observedIn([invoke(1, 'start'), invoke(1, 'kill')])).toThrow(
      'event 2 invokes kill while process 1 still waits for event 1 (start)',
    );
    expect(() => observedIn([invoke(0, 'probe'), invoke(0, 'events')])).toThrow('event 2 invokes events');
    expect(() => observedIn([respond(1, 'start', HELD)])).toThrow('event 1 answers "start", which process 1');
  });
});

it('calls an event what the caller calls it', () => {
  const pairer = new Pairer('lockstep');
  pairer.invoke(1, { op: 'advance' }, 17);
  expect(() => pairer.invoke(1, { op: 'kill' }, 40)).toThrow(
    'event 40 invokes kill while process 1 still waits for event 17 (advance)',
  );
  expect(() => pairer.respond(2, 'kill', GONE, 41)).toThrow('event 41 answers "kill", which process 2');
});
