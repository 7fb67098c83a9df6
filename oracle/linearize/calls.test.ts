import { describe, expect, it } from 'vitest';
import type { OperationName, Response } from '../events.ts';
import { kindOf } from '../history.ts';
import { callsOf } from './calls.ts';
import type { UnstampedEvent } from './calls.ts';

const invoke = (process: number, op: OperationName): UnstampedEvent => ({
  kind: 'invoke',
  process,
  op,
  args: op === 'start' ? { action: 'INSTALL', ui: 'none' } : {},
});
const respond = (process: number, op: OperationName, value: Response): UnstampedEvent => ({
  kind: kindOf(value),
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
    expect(() => callsOf([respond(2, 'start', HELD)])).toThrow('event 0: process 2 answers "start"');
    expect(() => callsOf([invoke(1, 'start'), invoke(1, 'advance')])).toThrow('event 1: process 1 is still');
  });
});
