/**
 * What becomes of one machine, from its first start to its end, as a pure automaton: an event leads to the next state
 * and to the one thing that is done next. Whoever drives it does that, and tells what came of it.
 *
 *   off → starting → greeting → ready ⇄ running        any → stopping → over
 *            resetting ↑                   ↓
 *                └── again ← keeping ← a case that ended its machine
 *                             └→ lost: its case is set apart, and the next one begins with a reset
 */
import { match, P } from 'ts-pattern';

/** How often a case that ends its machine is begun, each time on a fresh boot but the first. */
export const TRIES = 2;

/** What is done when screenshot and console are kept. */
type Afterwards = 'again' | 'set-apart' | 'give-up';

export type State =
  | { readonly at: 'off' }
  /** `tries` is how often the case was begun that waits for the machine. */
  | {
      readonly at: 'starting' | 'resetting' | 'greeting';
      readonly boot: number;
      readonly tries: number | undefined;
    }
  | { readonly at: 'ready'; readonly boot: number }
  | { readonly at: 'running'; readonly boot: number; readonly tries: number }
  | {
      readonly at: 'keeping';
      readonly boot: number;
      readonly tries: number;
      readonly why: string;
      readonly afterwards: Afterwards;
    }
  | { readonly at: 'lost'; readonly boot: number }
  | { readonly at: 'stopping' | 'over'; readonly boot: number; readonly why: string };

export type LabEvent =
  | { readonly type: 'begin' }
  | { readonly type: 'case' }
  | { readonly type: 'started' }
  | { readonly type: 'hello' }
  | { readonly type: 'done' }
  | { readonly type: 'kept' }
  | { readonly type: 'stopped' }
  /** The machine did not start, or no agent that was awaited said hello. */
  | { readonly type: 'failed'; readonly why: string }
  /** The case ended the machine, or hung it. */
  | { readonly type: 'lost'; readonly why: string }
  /** Nothing more is wanted of it. */
  | { readonly type: 'end'; readonly why: string };

export type Effect =
  | { readonly do: 'start' }
  /** A fresh boot in the place of a machine that is lost. */
  | { readonly do: 'reset' }
  | { readonly do: 'greet' }
  | { readonly do: 'run' }
  /** Keeps screenshot and console. */
  | { readonly do: 'keep'; readonly why: string }
  | { readonly do: 'stop' }
  /** Tells whoever waits: the machine is there; the case is done; the case crashed the machine; there is no machine. */
  | { readonly do: 'tell-ready' | 'tell-done' | 'tell-nothing' }
  | { readonly do: 'tell-crashed' | 'tell-over'; readonly why: string };

export const OFF: State = { at: 'off' };

export const bootOf = (state: State): number => (state.at === 'off' ? 0 : state.boot);

/** @throws {RangeError} for an event that cannot come there: a fault of whoever drives */
export const next = (state: State, event: LabEvent): readonly [State, Effect] =>
  match<readonly [State, LabEvent], readonly [State, Effect]>([state, event])
    .with([{ at: P.union('stopping', 'over') }, { type: 'end' }], ([same]) => [same, { do: 'tell-nothing' }])
    .with([P._, { type: 'end' }], ([{ at }, { why }]) =>
      at === 'off'
        ? [
            { at: 'over', boot: 0, why },
            { do: 'tell-over', why },
          ]
        : [{ at: 'stopping', boot: bootOf(state), why }, { do: 'stop' }],
    )
    .with([{ at: 'off' }, { type: 'begin' }], () => [
      { at: 'starting', boot: 1, tries: undefined },
      { do: 'start' },
    ])
    .with([{ at: P.union('starting', 'resetting') }, { type: 'started' }], ([{ boot, tries }]) => [
      { at: 'greeting', boot, tries },
      { do: 'greet' },
    ])
    .with(
      [{ at: P.union('starting', 'resetting', 'greeting') }, { type: 'failed' }],
      ([{ boot, tries }, { why }]) => [
        { at: 'keeping', boot, tries: tries ?? 0, why, afterwards: 'give-up' },
        { do: 'keep', why },
      ],
    )
    .with([{ at: 'greeting' }, { type: 'hello' }], ([{ boot, tries }]) =>
      tries === undefined
        ? [{ at: 'ready', boot }, { do: 'tell-ready' }]
        : [{ at: 'running', boot, tries: tries + 1 }, { do: 'run' }],
    )
    .with([{ at: 'ready' }, { type: 'case' }], ([{ boot }]) => [
      { at: 'running', boot, tries: 1 },
      { do: 'run' },
    ])
    .with([{ at: 'lost' }, { type: 'case' }], ([{ boot }]) => [
      { at: 'resetting', boot: boot + 1, tries: 0 },
      { do: 'reset' },
    ])
    .with([{ at: 'over' }, { type: 'case' }], ([over]) => [over, { do: 'tell-over', why: over.why }])
    .with([{ at: 'running' }, { type: 'done' }], ([{ boot }]) => [{ at: 'ready', boot }, { do: 'tell-done' }])
    .with([{ at: 'running' }, { type: 'lost' }], ([{ boot, tries }, { why }]) => [
      { at: 'keeping', boot, tries, why, afterwards: tries < TRIES ? 'again' : 'set-apart' },
      { do: 'keep', why },
    ])
    .with([{ at: 'keeping' }, { type: 'kept' }], ([{ boot, tries, why, afterwards }]) =>
      match<Afterwards, readonly [State, Effect]>(afterwards)
        .with('again', () => [{ at: 'resetting', boot: boot + 1, tries }, { do: 'reset' }])
        .with('set-apart', () => [
          { at: 'lost', boot },
          { do: 'tell-crashed', why },
        ])
        .with('give-up', () => [{ at: 'stopping', boot, why }, { do: 'stop' }])
        .exhaustive(),
    )
    .with([{ at: 'stopping' }, { type: 'stopped' }], ([{ boot, why }]) => [
      { at: 'over', boot, why },
      { do: 'tell-over', why },
    ])
    .otherwise(() => {
      throw new RangeError(`"${event.type}" cannot come when the machine is ${state.at}`);
    });
