import type { Context } from '../../../spec/index.ts';
import { initialState, keyOf } from '../../../spec/index.ts';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Call } from '../../pairer.ts';
import { waitsFor } from '../order.ts';
import { Decoder } from './decode.ts';
import { Encoder, isLeftOut } from './encode.ts';
import { BEGINNING, findUnexplained } from './search.ts';
import { DEFAULT_BUDGET } from '../linearize.ts';
import type { Standpoint } from '../linearize.ts';
import { movesOf, withoutResidue } from '../moves.ts';
import { boundariesOf } from '../order.ts';
import { histories, withinCalls } from '../testing/histories.ts';
import { byNight } from '../../../testing/bounds.ts';

/** More on demand: MSICONFORM_HISTORIES=100000. */
const RUNS = 10 * Number(process.env['MSICONFORM_HISTORIES'] ?? byNight(50, 100));

const keyOfStandpoint = ({ state, phases }: Standpoint): string =>
  `${keyOf(state)} ${[...phases].sort(([a], [b]) => a - b).join(' ')}`;

/** All that follows from these when so many calls are open, by the definition. */
const following = (
  from: readonly Standpoint[],
  open: ReadonlySet<number>,
  calls: readonly Call[],
  context: Context,
): Standpoint[] => {
  const all = new Map(from.map((each) => [keyOfStandpoint(each), each]));
  // A Map goes through what is added to it on the way.
  for (const { state, phases } of all.values()) {
    const add = (next: Standpoint): unknown => all.set(keyOfStandpoint(next), next);
    const ended = withoutResidue(state);
    if (ended !== undefined) add({ state: ended, phases });
    for (const place of open) {
      const call = calls[place] as Call;
      if ([...open].some((other) => phases.get(other) !== 'done' && waitsFor(call, calls[other] as Call)))
        continue;
      for (const { outcome, phase } of movesOf(state, call, phases.get(place) ?? 'waiting', context)) {
        if (outcome.violates.length === 0) {
          add({ state: outcome.state, phases: new Map(phases).set(place, phase) });
        }
      }
    }
  }
  return [...all.values()];
};

/** Where the machine may be after so many events, by the definition. */
const standpointsAt = (
  event: number,
  calls: readonly Call[],
  processes: number,
  context: Context,
): readonly Standpoint[] => {
  const open = new Set<number>();
  let all: Standpoint[] = [{ state: initialState(processes), phases: new Map() }];
  for (const { call, kind } of boundariesOf(calls.entries()).slice(0, event)) {
    if (kind === 'invoked') open.add(call);
    all = following(all, open, calls, context);
    if (kind === 'invoked') continue;
    open.delete(call);
    all = all
      .filter(({ phases }) => phases.get(call) === 'done')
      .map(({ state, phases }) => ({
        state,
        phases: new Map([...phases].filter(([place]) => place !== call)),
      }));
  }
  return all;
};

it('says in states what the configurations of the fast checker mean, and the other way round', () => {
  let within = 0;
  fc.assert(
    fc.property(
      fc.oneof(histories(16), withinCalls),
      fc.nat(),
      ({ calls: drawn, processes, context }, choice) => {
        const calls = drawn.filter((call) => !isLeftOut(call));
        const encoded = new Encoder(processes, context).encode(calls);
        const whole = findUnexplained(encoded);
        const last = whole.type === 'explained' ? encoded.events.length : whole.event;
        const event = choice % (last + 1);
        const reached = findUnexplained(encoded, DEFAULT_BUDGET, BEGINNING, event);
        const configurations = reached.type === 'explained' ? reached.configurations : Int32Array.of();

        const decoder = new Decoder(calls, encoded, context);
        decoder.goTo(event);
        const possible = standpointsAt(event, calls, processes, context);
        const said = decoder.standpoints(configurations);
        expect(said.length).toBeGreaterThan(0);
        const keys = new Set(possible.map(keyOfStandpoint));
        expect(said.map(keyOfStandpoint).filter((key) => !keys.has(key))).toEqual([]);
        if (said.some(({ phases }) => [...phases.values()].includes('inside'))) within++;

        for (const standpoints of [said, possible]) {
          const from = decoder.explained(standpoints);
          expect(from.event).toBe(event);
          const verdict = findUnexplained(encoded, DEFAULT_BUDGET, from);
          expect({ ...verdict, configurations: [] }).toEqual({ ...whole, configurations: [] });
        }
      },
    ),
    { numRuns: RUNS },
  );
  expect(within).toBeGreaterThan(RUNS / 20);
});
