/**
 * Concurrent histories as numbers, for the fast checker. An open call has a slot: client calls by process, then
 * observations by kind, then kills by process, because a kill may meet an open call of its process.
 */
import {
  ACTIONS,
  APIS,
  MUTEX_STATES,
  OBSERVATION_NAMES,
  OBSERVER,
  ownerNamed,
  SEQUENCE_TABLES,
  UI_LEVELS,
} from '../../../spec/index.ts';
import type {
  ClauseId,
  Client,
  Context,
  ObservationName,
  Observed,
  Operation,
  Response,
} from '../../../spec/index.ts';
import { CLIENTS, codeOf } from '../../compiled/index.ts';
import type { Call } from '../../pairer.ts';
import { MOST_OWNERS, SITUATION, SLOTS } from './configuration.ts';
import { profileOf } from './profile.ts';
import type { Profile } from './profile.ts';

/** The most clients that a configuration has room for: two slots each, and one for each kind of observation. */
export const MOST_PROCESSES = Math.min(MOST_OWNERS, Math.floor((SITUATION - OBSERVATION_NAMES.length) / 2));

/** The invocations and responses of a history: `profile << 6 | slot << 1 | (1 for a response)`. */
export interface Encoded {
  readonly events: Int32Array;
  readonly profiles: readonly Profile[];
  readonly processes: number;
}

/** Encodes histories of so many processes under one reading. It keeps what it worked out for the next history. */
export class Encoder {
  readonly #processes: number;
  readonly #context: Context;
  readonly #profiles: Profile[] = [];
  /** By process and standing, then by operation and response: the number of the profile. */
  readonly #known: number[][] = [];
  /** By profile: the code of where its process stands afterwards. */
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
    // Open calls from index 1 on, in descending order of their responses. Index 0 stands for one that never responds.
    const responding = new Float64Array(SLOTS + 1);
    responding[0] = Infinity;
    const slots = new Uint8Array(SLOTS + 1);
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
    if (operation.op === 'kill') return process - 1 + killsAfter(this.#processes);
    if (process !== OBSERVER) return process - 1;
    return this.#processes + OBSERVATION_NAMES.indexOf(operation.op as ObservationName);
  }

  #profileOf(call: Observed, standing: number): number {
    const response = this.#responseCode(call.response);
    const known = (this.#known[call.process * CLIENTS.length + standing] ??= []);
    const code = response * OPERATION_CODES + operationCode(call.operation);
    return (known[code] ??= this.#newProfile(call, standing));
  }

  #newProfile(call: Observed, standing: number): number {
    const before = CLIENTS[standing] as Client;
    const profile = profileOf(call, before, this.#processes, this.#context);
    this.#after.push(codeOf(profile.after));
    return this.#profiles.push(profile) - 1;
  }

  /** Responses to the same operation that have the same code are the same to the rules. */
  #responseCode(response: Response): number {
    switch (response.type) {
      case 'returned':
        return response.code === 0 ? SUCCESS : this.#codeOf(response.code);
      case 'held':
        return placeIn(SEQUENCE_TABLES, response.table);
      case 'mutex': {
        const owner = ownerNamed(response);
        return owner === undefined ? placeIn(MUTEX_STATES, response.state) : this.#codeOf(owner);
      }
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

/** How many slots the kill of a process stands after the calls of that process. */
export const killsAfter = (processes: number): number => processes + OBSERVATION_NAMES.length;

/**
 * Whether a call is no part of what is judged. An observation that never came back says nothing, and it would
 * keep its slot from the next one.
 */
export const isLeftOut = (call: Call, only?: ObservationName): boolean =>
  call.process === OBSERVER &&
  (call.responded === Infinity || (only !== undefined && call.operation.op !== only));

/** The clauses that apply to each profile, times the number of its calls. */
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
 * A place in a short list, 0 for none. This compares a few references, where a Map would hash: encoding takes
 * longer than checking, and telling words apart takes most of it.
 */
const placeIn = (words: readonly string[], word: string): number => {
  for (let place = 0; place < words.length; place++) if (words[place] === word) return place;
  return 0;
};

const SUCCESS = SEQUENCE_TABLES.length;
const OTHER_RESPONSES_FROM = SUCCESS + 1;

const FIRST_CALL = ACTIONS.length * UI_LEVELS.length;
const FIRST_OTHER = FIRST_CALL + APIS.length;
/** All codes of operations are below this. */
const OPERATION_CODES = FIRST_OTHER + 3;

/** Starts, then calls, then the others. What only an observer does may share a code with what only a client does. */
const operationCode = (operation: Operation): number => {
  switch (operation.op) {
    case 'start':
      return placeIn(ACTIONS, operation.action) * UI_LEVELS.length + placeIn(UI_LEVELS, operation.ui);
    case 'call':
      return FIRST_CALL + placeIn(APIS, operation.api);
    case 'advance':
    case 'probe':
      return FIRST_OTHER;
    case 'cancel':
    case 'service':
      return FIRST_OTHER + 1;
    case 'kill':
    case 'events':
      return FIRST_OTHER + 2;
  }
};
