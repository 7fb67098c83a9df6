import { OBSERVER } from '../events.ts';
import type { ObservationName } from '../events.ts';
import type { Context } from '../rules.ts';
import { clientOf, executing, GONE, IDLE, initialState, withClient } from '../state.ts';
import type { Client, State } from '../state.ts';
import type { Call } from './calls.ts';
import { INSIDE, OWNER, OWNER_BITS, RESIDUE, SLOTS } from './configuration.ts';
import { isLeftOut } from './encode.ts';
import type { Encoded } from './encode.ts';
import type { Explained } from './fast.ts';
import type { Calls, Standpoint } from './linearize.ts';
import { movesOf } from './moves.ts';

/** An open call: its place in the list of calls, and its invocation as an event. */
interface Open {
  readonly place: number;
  readonly code: number;
}

/** Follows an encoded history, and says in states what its configurations mean, and the other way round. */
export class Course {
  readonly #calls: readonly Call[];
  readonly #encoded: Encoded;
  readonly #context: Context;
  readonly #only: ObservationName | undefined;
  readonly #open: (Open | undefined)[] = Array.from({ length: SLOTS }, () => undefined);
  /** By process: where it stands when nothing of it is open. */
  readonly #standing: Client[];
  #event = 0;
  #next = 0;

  /** @param only - as it was encoded */
  constructor(calls: readonly Call[], encoded: Encoded, context: Context, only?: ObservationName) {
    this.#calls = calls;
    this.#encoded = encoded;
    this.#context = context;
    this.#only = only;
    this.#standing = Array.from({ length: encoded.processes + 1 }, () => IDLE);
  }

  /** Goes on to the place before this event. */
  goTo(event: number): void {
    const { events, profiles } = this.#encoded;
    for (; this.#event < event; this.#event++) {
      const code = events[this.#event] ?? 0;
      const slot = (code >> 1) & 31;
      if ((code & 1) === 0) {
        while (isLeftOut(this.#calls[this.#next] as Call, this.#only)) this.#next++;
        this.#open[slot] = { place: this.#next++, code };
        continue;
      }
      const ended = this.#open[slot];
      const process = this.#calls[ended?.place ?? 0]?.process ?? OBSERVER;
      const after = profiles[(ended?.code ?? 0) >> 6]?.after;
      if (process !== OBSERVER && after !== undefined) this.#standing[process] = after;
      this.#open[slot] = undefined;
    }
  }

  /** How many events come before the place that it is at. */
  get event(): number {
    return this.#event;
  }

  /** Goes on as {@link goTo}: the calls that are open on the way. Nothing is known yet of what responds later. */
  follow(event: number): Calls {
    const first = this.#next;
    const places = this.#open.flatMap((open) => open?.place ?? []);
    this.goTo(event);
    for (let place = first; place < this.#next; place++) {
      if (!isLeftOut(this.#calls[place] as Call, this.#only)) places.push(place);
    }
    const open = new Set(this.#open.map((each) => each?.place));
    return new Map(
      places.map((place) => {
        const call = this.#calls[place] as Call;
        return [place, open.has(place) ? { ...call, responded: Infinity } : call];
      }),
    );
  }

  /** The call that responds next. */
  responding(): number {
    const code = this.#encoded.events[this.#event] ?? 0;
    return this.#open[(code >> 1) & 31]?.place ?? 0;
  }

  standpoints(configurations: Int32Array): Standpoint[] {
    return Array.from(configurations, (each) => this.#standpoint(each));
  }

  explained(standpoints: readonly Standpoint[]): Explained {
    const configurations = standpoints.map(({ state, phases }) => {
      const owner = executing(state) ?? 0;
      let configuration = (owner << OWNER) | (state.residue ? RESIDUE : 0);
      for (const [slot, open] of this.#open.entries()) {
        const phase = open === undefined ? undefined : phases.get(open.place);
        if (phase === 'done') configuration |= 1 << slot;
        if (phase === 'inside') configuration |= INSIDE;
      }
      return configuration;
    });
    return {
      event: this.#event,
      open: this.#open.flatMap((open) => open?.code ?? []),
      configurations: Int32Array.from(new Set(configurations)),
    };
  }

  #standpoint(configuration: number): Standpoint {
    const { processes } = this.#encoded;
    let state: State = { ...initialState(processes), residue: (configuration & RESIDUE) !== 0 };
    for (let process = 1; process <= processes; process++) {
      state = withClient(state, process, this.#standing[process] ?? IDLE);
    }
    const isDoneIn = (slot: number): boolean => (configuration & (1 << slot)) !== 0;
    const phases = new Map<number, 'inside' | 'done'>();
    const inside = (configuration & INSIDE) === 0 ? 0 : (configuration & OWNER_BITS) >> OWNER;
    for (const [slot, open] of this.#open.entries()) {
      const call = open === undefined ? undefined : this.#calls[open.place];
      if (open === undefined || call === undefined) continue;
      const { process, operation } = call;
      // The configuration may have a kill that changes nothing done before the call that its process is in.
      const waits =
        operation.op === 'kill' && this.#open[process - 1] !== undefined && !isDoneIn(process - 1);
      const isDone = isDoneIn(slot) && !waits;
      const isInside = !isDone && inside > 0 && process === inside && operation.op !== 'kill';
      if (isDone || isInside) phases.set(open.place, isDone ? 'done' : 'inside');
      if (process === OBSERVER || !(isDone || isInside)) continue;
      // The slots of kills come last: they end what the call of their process led to.
      const after = operation.op === 'kill' ? GONE : this.#encoded.profiles[open.code >> 6]?.after;
      state = withClient(state, process, isDone ? (after ?? IDLE) : this.#entered(state, call));
    }
    return { state, phases };
  }

  /** Where a process stands in the table that its call passes through. */
  #entered(state: State, call: Call): Client {
    const free = { ...state, residue: false };
    const move = movesOf(free, call, 'waiting', this.#context).find(({ phase }) => phase === 'inside');
    return move === undefined ? IDLE : clientOf(move.outcome.state, call.process);
  }
}
