import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  APIS,
  applicationOf,
  IDLE,
  intended,
  isObservation,
  lenient,
  OBSERVATION_NAMES,
  SEQUENCE_TABLES,
  strict,
  UI_LEVELS,
} from '../../../spec/index.ts';
import type { ClauseId, Client, Observed, Operation, Response } from '../../../spec/index.ts';
import type { Call } from '../../pairer.ts';
import { Encoder, exercisedIn, MOST_PROCESSES } from './encode.ts';
import { boundariesOf } from '../order.ts';
import { profileOf } from './profile.ts';
import type { Profile } from './profile.ts';

const PROCESSES = 2;
const contexts = [intended, lenient, strict].map((reading) => ({ reading, windowsInstaller: '5.0' }));

const clientOperations: readonly Operation[] = [
  ...ACTIONS.flatMap((action) => UI_LEVELS.map((ui) => ({ op: 'start' as const, action, ui }))),
  ...APIS.map((api) => ({ op: 'call' as const, api })),
  { op: 'advance' },
  { op: 'cancel' },
  { op: 'kill' },
];
const clientResponses: readonly Response[] = [
  ...SEQUENCE_TABLES.map((table) => ({ type: 'held' as const, table })),
  ...[0, 1602, 1618].map((code) => ({ type: 'returned' as const, code })),
  { type: 'gone' },
  { type: 'open', reason: 'deadline' },
  { type: 'unsupported' },
];
const observations: readonly (readonly [Operation, Response])[] = [
  ...(['absent', 'free', 'owned', 'denied'] as const).map(
    (state) => [{ op: 'probe' }, { type: 'mutex', state }] as const,
  ),
  ...([1, 2, 'other'] as const).map(
    (owner) => [{ op: 'probe' }, { type: 'mutex', state: 'owned', owner }] as const,
  ),
  ...[
    [4, 1],
    [4, 4],
    [4, 5],
    [3, 0x10000 + 4],
  ].map(
    ([state = 0, controlsAccepted = 0]) =>
      [{ op: 'service' }, { type: 'service', state, controlsAccepted }] as const,
  ),
  ...[[], [1], [2], [1, 2]].map(
    (named) => [{ op: 'events' }, { type: 'events', installing: named.map(applicationOf) }] as const,
  ),
  ...(['probe', 'service', 'events'] as const).map((op) => [{ op }, { type: 'unsupported' }] as const),
];

const alone = (event: Observed, responded = 1): Call => ({ ...event, invoked: 0, responded });
const profileIn = (encoded: { events: Int32Array; profiles: readonly Profile[] }, at: number): Profile => {
  const profile = encoded.profiles[(encoded.events[at] ?? 0) >>> 6];
  if (profile === undefined) throw new Error(`no profile at ${at}`);
  return profile;
};

const every: readonly Observed[] = [
  ...clientOperations.flatMap((operation) =>
    clientResponses.map((response) => ({ process: 2, operation, response })),
  ),
  ...observations.map(([operation, response]) => ({ process: 0, operation, response })),
];
const start: Operation = { op: 'start', action: 'INSTALL', ui: 'full' };
const leads: readonly Observed[] = [
  { process: 2, operation: start, response: { type: 'returned', code: 0 } },
  { process: 2, operation: { op: 'kill' }, response: { type: 'gone' } },
  ...SEQUENCE_TABLES.map((table) => ({
    process: 2,
    operation: start,
    response: { type: 'held' as const, table },
  })),
];

describe.each(contexts)('an encoder that has seen every call, under $reading.name', (context) => {
  it('gives each, wherever its process stands, the profile that the rules give it, and no other twice', () => {
    const encoder = new Encoder(PROCESSES, context);
    const wrong = leads.flatMap((lead) => {
      const { after } = profileOf(lead, IDLE, PROCESSES, context);
      return every.filter((event) => {
        const given = profileIn(
          encoder.encode([alone(lead), { ...alone(event), invoked: 2, responded: 3 }]),
          2,
        );
        const due = profileOf(event, event.process === 0 ? IDLE : after, PROCESSES, context);
        return JSON.stringify(given) !== JSON.stringify(due);
      });
    });
    expect(wrong).toEqual([]);
    const { length } = encoder.encode([]).profiles;
    for (const event of every) encoder.encode([alone(event)]);
    expect(encoder.encode([]).profiles.length).toBe(length);
  });
});

const anyCall = fc.oneof(
  fc.record({
    process: fc.integer({ min: 1, max: PROCESSES }),
    operation: fc.constantFrom(...clientOperations),
    response: fc.constantFrom(...clientResponses),
  }),
  fc.constantFrom(...observations).map(([operation, response]) => ({ process: 0, operation, response })),
);

/**
 * Calls that overlap as they like, some beginning and ending in the same place, though a process has one at
 * a time and an observer one of a kind.
 */
const histories = fc
  .array(fc.record({ event: anyCall, length: fc.integer({ min: 1, max: 8 }), lost: fc.nat(9) }), {
    maxLength: 12,
  })
  .map((drawn) => {
    const free = new Map<string, number>();
    let now = 0;
    return drawn.map(({ event, length, lost }): Call => {
      const { process, operation } = event;
      const kind = isObservation(operation) || operation.op === 'kill' ? operation.op : 'call';
      const thread = `${process} ${kind}`;
      const invoked = Math.max(now + 1, free.get(thread) ?? 0);
      now = invoked;
      const isLost = lost === 0 && (process === 0 || kind === 'call');
      const responded = isLost ? Infinity : invoked + length;
      if (!isLost || process !== 0) free.set(thread, isLost ? invoked + 40 : responded);
      return { ...event, invoked, responded };
    });
  });

describe('an encoded history', () => {
  const [context] = contexts;
  if (context === undefined) throw new Error('there is no context');

  it('is the order of its invocations and responses, without observations that never came back', () => {
    const encoder = new Encoder(PROCESSES, context);
    fc.assert(
      fc.property(histories, (calls) => {
        const kept = calls.filter(({ process, responded }) => process !== 0 || responded !== Infinity);
        const { events, profiles, processes } = encoder.encode(calls);
        expect(processes).toBe(PROCESSES);
        const boundaries = boundariesOf(kept.entries());
        expect(events.length).toBe(boundaries.length);
        const standing = new Map<number, Client>();
        const slots = new Map<number, number>();
        const held = new Map<number, number>();
        for (const [at, { call, kind }] of boundaries.entries()) {
          const event = events[at] ?? 0;
          const slot = (event >> 1) & 31;
          if (kind === 'responded') {
            expect([event, held.get(slot)]).toEqual([(slot << 1) | 1, call]);
            held.delete(slot);
            continue;
          }
          const made = kept[call];
          if (made === undefined) throw new Error('no call');
          expect([event & 1, held.get(slot)]).toEqual([0, undefined]);
          // A call that nobody waits for keeps its slot until its process begins anew.
          if (made.responded !== Infinity) held.set(slot, call);
          slots.set(call, slot);
          const profile = profiles[event >>> 6];
          expect(profile).toEqual(profileOf(made, standing.get(made.process) ?? IDLE, PROCESSES, context));
          if (made.process !== 0) standing.set(made.process, profile?.after ?? IDLE);
        }
        const slotNames = [...slots].map(([call, slot]) => `${slot} ${kept[call]?.process}`);
        expect(new Set(slotNames).size).toBe(new Set(slots.values()).size);
      }),
      { numRuns: 60 },
    );
  });

  it('of one kind of observation is that of a history without the others', () => {
    const encoder = new Encoder(PROCESSES, context);
    fc.assert(
      fc.property(histories, fc.constantFrom(...OBSERVATION_NAMES), (calls, only) => {
        const view = calls.filter(({ process, operation }) => process !== 0 || operation.op === only);
        expect(encoder.encode(calls, only)).toEqual(encoder.encode(view));
      }),
      { numRuns: 60 },
    );
  });

  it('is exercised as often as a clause bears on its calls', () => {
    const encoder = new Encoder(PROCESSES, context);
    fc.assert(
      fc.property(histories, (calls) => {
        const kept = calls.filter(({ process, responded }) => process !== 0 || responded !== Infinity);
        const encoded = encoder.encode(calls);
        const expected: Partial<Record<ClauseId, number>> = {};
        const invocations = [...encoded.events].flatMap((event, at) => ((event & 1) === 0 ? [at] : []));
        expect(invocations.length).toBe(kept.length);
        for (const at of invocations) {
          for (const clause of profileIn(encoded, at).applies) expected[clause] = (expected[clause] ?? 0) + 1;
        }
        expect(Object.fromEntries(exercisedIn(encoded))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('has a slot for each client, for each thing to look at, and for the kill of each client', () => {
    const most = new Encoder(MOST_PROCESSES, context);
    const slotOf = (process: number, operation: Operation): number => {
      const call = alone({ process, operation, response: { type: 'unsupported' } });
      return ((most.encode([call]).events[0] ?? 0) >> 1) & 31;
    };
    const clients = Array.from({ length: MOST_PROCESSES }, (_, index) => index + 1);
    expect([
      ...clients.map((process) => slotOf(process, { op: 'advance' })),
      ...(['probe', 'service', 'events'] as const).map((op) => slotOf(0, { op })),
      ...clients.map((process) => slotOf(process, { op: 'kill' })),
    ]).toEqual(Array.from({ length: 2 * MOST_PROCESSES + 3 }, (_, slot) => slot));
  });

  it('has room for eleven clients and no more', () => {
    expect(() => new Encoder(MOST_PROCESSES + 1, context)).toThrow(
      new RangeError('12 processes are too many for one code: it has room for 11'),
    );
  });
});
