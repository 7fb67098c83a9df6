/** Concurrent histories as numbers, for the fast checker. */
import { ACTIONS, APIS, SEQUENCE_TABLES, UI_LEVELS } from '../../spec/index.ts';
import type { ClauseId } from '../../spec/index.ts';
import { OBSERVATION_NAMES, OBSERVER } from '../events.ts';
import type { MutexState, ObservationName, Observed, Operation, Response } from '../events.ts';
import type { Context } from '../rules.ts';
import { IDLE } from '../state.ts';
import type { Client } from '../state.ts';
import type { Call } from './calls.ts';
import { profileOf } from './profile.ts';
import type { Profile } from './profile.ts';

/** The most clients that a configuration of the fast checker has room for. */
export const MOST_PROCESSES = 11;

/** The invocations and responses of a history: `profile << 6 | slot << 1 | (1 for a response)`. */
export interface Encoded {
  readonly events: Int32Array;
  readonly profiles: readonly Profile[];
  readonly processes: number;
}

/** Encodes histories of so many processes under one reading; what it learns serves the next history too. */
export class Encoder {
  readonly #processes: number;
  readonly #context: Context;
  readonly #profiles: Profile[] = [];
  /** From process and standing, then operation and response, to a profile. */
  readonly #known: number[][] = [];
  /** Where a process may stand; all begin at the first. */
  readonly #standings: Client[] = [IDLE];
  /** By profile: the standing afterwards. */
  readonly #after: number[] = [];
  readonly #responses = new Map<string | number, number>();

  /** @throws {RangeError} for more than {@link MOST_PROCESSES} processes */
  constructor(processes: number, context: Context) {
    if (processes > MOST_PROCESSES) {
      throw new RangeError(
        `${processes} processes are too many for one code: it has room for ${MOST_PROCESSES}`,
      );
    }
    this.#processes = processes;
    this.#context = context;
  }

  /**
   * @param calls in the order of their invocations, all processes idle before the first; of a process and of
   *   a kind of observation one at a time, as `callsOf` gives them
   * @param only the one kind of observation that is looked at; all when not given
   * @param events room for two numbers a call, of which the result is a part
   */
  encode(
    calls: readonly Call[],
    only?: ObservationName,
    events: Int32Array = new Int32Array(2 * calls.length),
  ): Encoded {
    const standing = new Uint8Array(this.#processes + 1);
    // The open calls from 1, those that respond first at the end; before them lies one that never responds.
    const responding = new Float64Array(32);
    responding[0] = Infinity;
    const slots = new Uint8Array(32);
    let open = 0;
    let length = 0;
    for (const call of calls) {
      if (isLeftOut(call, only)) continue;
      while ((responding[open] as number) <= call.invoked) {
        events[length++] = ((slots[open--] as number) << 1) | 1;
      }
      const profile = this.#profileOf(call, standing[call.process] as number);
      standing[call.process] = this.#after[profile] as number;
      const slot = this.#slotOf(call);
      events[length++] = (profile << 6) | (slot << 1);
      if (call.responded === Infinity) continue;
      let place = ++open;
      for (; (responding[place - 1] as number) <= call.responded; place--) {
        responding[place] = responding[place - 1] as number;
        slots[place] = slots[place - 1] as number;
      }
      responding[place] = call.responded;
      slots[place] = slot;
    }
    while (open > 0) events[length++] = ((slots[open--] as number) << 1) | 1;
    return { events: events.subarray(0, length), profiles: this.#profiles, processes: this.#processes };
  }

  #slotOf({ process, operation }: Call): number {
    // A kill may meet an open call of its process.
    if (operation.op === 'kill') return process - 1 + killsAfter(this.#processes);
    if (process !== OBSERVER) return process - 1;
    return this.#processes + OBSERVATION_NAMES.indexOf(operation.op as ObservationName);
  }

  #profileOf(call: Observed, standing: number): number {
    const response = this.#responseCode(call.response);
    const known = (this.#known[(call.process << 4) | standing] ??= []);
    return (known[(response << 6) | operationCode(call.operation)] ??= this.#newProfile(call, standing));
  }

  #newProfile(call: Observed, standing: number): number {
    const before = this.#standings[standing] as Client;
    const profile = profileOf(call, before, this.#processes, this.#context);
    this.#after.push(this.#standingId(profile.after));
    return this.#profiles.push(profile) - 1;
  }

  #standingId(client: Client): number {
    const key = JSON.stringify(client);
    const known = this.#standings.findIndex((each) => JSON.stringify(each) === key);
    return known < 0 ? this.#standings.push(client) - 1 : known;
  }

  /** To one operation, responses of one code are one to the rules. */
  #responseCode(response: Response): number {
    switch (response.type) {
      case 'returned':
        return response.code === 0 ? SUCCESS : this.#codeOf(response.code);
      case 'held':
        return placeIn(SEQUENCE_TABLES, response.table);
      case 'mutex':
        return placeIn(MUTEX_STATES, response.state);
      case 'service':
        return this.#codeOf(response.controlsAccepted);
      case 'events':
        return this.#codeOf(`events ${response.installing.join()}`);
      case 'gone':
      case 'open':
      case 'unsupported':
        return this.#codeOf(response.type);
    }
  }

  #codeOf(key: string | number): number {
    const known = this.#responses.get(key);
    if (known !== undefined) return known;
    const code = OTHER_RESPONSES_FROM + this.#responses.size;
    this.#responses.set(key, code);
    return code;
  }
}

/** How many slots the kill of a process comes after the calls of that process. */
export const killsAfter = (processes: number): number => processes + OBSERVATION_NAMES.length;

/** An observation that never came back says nothing, and would keep its slot from the next one. */
export const isLeftOut = (call: Call, only?: ObservationName): boolean =>
  call.process === OBSERVER &&
  (call.responded === Infinity || (only !== undefined && call.operation.op !== only));

/** The clauses that bear on each profile, times the number of its calls. */
export const exercisedIn = ({ events, profiles }: Encoded): ReadonlyMap<ClauseId, number> => {
  const times = new Float64Array(profiles.length);
  for (const event of events) if ((event & 1) === 0) times[event >>> 6] = (times[event >>> 6] as number) + 1;
  const exercised = new Map<ClauseId, number>();
  for (const [id, { applies }] of profiles.entries()) {
    const count = times[id] as number;
    if (count > 0) for (const clause of applies) exercised.set(clause, (exercised.get(clause) ?? 0) + count);
  }
  return exercised;
};

/**
 * A place in a short list, 0 for none: a few comparisons of references, where a Map would hash. Encoding
 * takes longer than checking, and most of it goes into telling words apart.
 */
const placeIn = (words: readonly string[], word: string): number => {
  for (let place = 0; place < words.length; place++) if (words[place] === word) return place;
  return 0;
};

const MUTEX_STATES = ['absent', 'free', 'owned', 'denied'] as const satisfies readonly MutexState[];
const SUCCESS = SEQUENCE_TABLES.length;
const OTHER_RESPONSES_FROM = SUCCESS + 1;

/** Below 64: starts, calls from 16, and others from 32. What only an observer does may share a code. */
const operationCode = (operation: Operation): number => {
  switch (operation.op) {
    case 'start':
      return (placeIn(ACTIONS, operation.action) << 2) | placeIn(UI_LEVELS, operation.ui);
    case 'call':
      return 16 | placeIn(APIS, operation.api);
    case 'advance':
    case 'probe':
      return 32;
    case 'cancel':
    case 'service':
      return 33;
    case 'kill':
    case 'events':
      return 34;
  }
};
