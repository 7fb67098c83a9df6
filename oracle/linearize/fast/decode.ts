import type { Client, Context, ObservationName, State } from '../../../spec/index.ts';
import { clientOf, executing, IDLE } from '../../../spec/index.ts';
import type { Call } from '../../pairer.ts';
import { INSIDE, OWNER, OWNER_BITS, RESIDUE } from './configuration.ts';
import { isLeftOut } from './encode.ts';
import type { Encoded } from './encode.ts';
import type { Explained } from './search.ts';
import type { Calls, Standpoint } from '../linearize.ts';
import { movesOf } from '../moves.ts';
import type { Move, Phase } from '../moves.ts';
import type { Profile } from './profile.ts';

interface Open {
  /** Where the call is in the list of calls. */
  readonly place: number;
  readonly call: Call;
  /** Its invocation as an event. */
  readonly code: number;
  /** Where its process stands afterwards. */
  readonly after: Client;
}

/**
 * Follows an encoded history event by event, and translates between the configurations of the fast checker and
 * the states of the readable one at the place where it is.
 */
export class Decoder {
  readonly #calls: readonly Call[];
  readonly #encoded: Encoded;
  readonly #context: Context;
  readonly #only: ObservationName | undefined;
  /** By slot, in the order of the invocations. */
  readonly #open = new Map<number, Open>();
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

  /** How many events come before the place where it is. */
  get event(): number {
    return this.#event;
  }

  /** Goes on to the place before this event. */
  goTo(event: number): void {
    const { events, profiles } = this.#encoded;
    for (; this.#event < event; this.#event++) {
      const code = events[this.#event] as number;
      const slot = (code >> 1) & 31;
      if ((code & 1) === 0) {
        while (isLeftOut(this.#calls[this.#next] as Call, this.#only)) this.#next++;
        const place = this.#next++;
        const { after } = profiles[code >> 6] as Profile;
        this.#open.set(slot, { place, call: this.#calls[place] as Call, code, after });
      } else {
        const { call, after } = this.#open.get(slot) as Open;
        this.#standing[call.process] = after;
        this.#open.delete(slot);
      }
    }
  }

  /**
   * Goes on as {@link goTo} does, and gives the calls that are open on the way. Those that respond after the
   * place where it then is have no response yet.
   */
  follow(event: number): Calls {
    const calls = new Map([...this.#open.values()].map(({ place, call }) => [place, call]));
    const first = this.#next;
    this.goTo(event);
    for (let place = first; place < this.#next; place++) {
      const call = this.#calls[place] as Call;
      if (!isLeftOut(call, this.#only)) calls.set(place, call);
    }
    for (const { place, call } of this.#open.values()) calls.set(place, { ...call, responded: Infinity });
    return calls;
  }

  /** The call that responds next, by its place. */
  responding(): number {
    const code = this.#encoded.events[this.#event] as number;
    return (this.#open.get((code >> 1) & 31) as Open).place;
  }

  /** The states that configurations at this place stand for. */
  standpoints(configurations: Int32Array): readonly Standpoint[] {
    return Array.from(configurations, (each) => this.#standpoint(each));
  }

  /** This place as one from which the fast checker can go on. */
  explained(standpoints: readonly Standpoint[]): Explained {
    const configurations = standpoints.map(({ state, phases }) => {
      let configuration = ((executing(state) ?? 0) << OWNER) | (state.residue ? RESIDUE : 0);
      for (const [slot, { place }] of this.#open) {
        const phase = phases.get(place);
        if (phase === 'done') configuration |= 1 << slot;
        if (phase === 'inside') configuration |= INSIDE;
      }
      return configuration;
    });
    return {
      event: this.#event,
      open: [...this.#open.values()].map(({ code }) => code),
      configurations: Int32Array.from(new Set(configurations)),
    };
  }

  #standpoint(configuration: number): Standpoint {
    const isDone = (slot: number): boolean => (configuration & (1 << slot)) !== 0;
    const inside = (configuration & INSIDE) === 0 ? undefined : (configuration & OWNER_BITS) >> OWNER;
    const residue = (configuration & RESIDUE) !== 0;
    const standing = [...this.#standing];
    const phases = new Map<number, Exclude<Phase, 'waiting'>>();
    // In the order of the invocations, because a kill ends what the call of its process led to.
    for (const [slot, { place, call, after }] of this.#open) {
      const { process, operation } = call;
      // To the fast checker a kill that changes nothing may be done before the call that its process is in.
      const isEarly = operation.op === 'kill' && this.#open.has(process - 1) && !isDone(process - 1);
      if (isDone(slot) && !isEarly) {
        phases.set(place, 'done');
        standing[process] = after;
      } else if (process === inside && operation.op !== 'kill') {
        phases.set(place, 'inside');
        standing[process] = this.#entered(call, { clients: standing.slice(1), residue });
      }
    }
    return { state: { clients: standing.slice(1), residue }, phases };
  }

  /** Where a process stands in the table that its call passes through. */
  #entered(call: Call, before: State): Client {
    const moves = movesOf(before, call, 'waiting', this.#context);
    const { outcome } = moves.find(({ phase }) => phase === 'inside') as Move;
    return clientOf(outcome.state, call.process);
  }
}
