import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { next, OFF, TRIES } from './loop.ts';
import type { Effect, LabEvent, State } from './loop.ts';

/** What a machine may do when it is told to do something; `end` may come at any time. */
const OUTCOMES: Readonly<Record<string, readonly LabEvent[]>> = {
  start: [{ type: 'started' }, { type: 'failed', why: 'no start' }],
  reset: [{ type: 'started' }, { type: 'failed', why: 'no reset' }],
  greet: [{ type: 'hello' }, { type: 'failed', why: 'no hello' }],
  run: [{ type: 'done' }, { type: 'lost', why: 'it panicked' }],
  keep: [{ type: 'kept' }],
  stop: [{ type: 'stopped' }],
};

/** A life: each number chooses an outcome; one in sixteen is Ctrl-C. */
const lives = fc.array(fc.nat(15), { minLength: 1, maxLength: 80 });

const live = (choices: readonly number[]): { readonly effects: readonly Effect[]; readonly state: State } => {
  let state: State = OFF;
  let event: LabEvent = { type: 'begin' };
  const effects: Effect[] = [];
  for (const choice of choices) {
    const [following, effect] = next(state, event);
    state = following;
    effects.push(effect);
    const outcomes = OUTCOMES[effect.do];
    if (outcomes === undefined) event = choice === 15 ? { type: 'end', why: 'over' } : { type: 'case' };
    else if (choice === 15 && effect.do !== 'stop') event = { type: 'end', why: 'Ctrl-C' };
    else event = outcomes[choice % outcomes.length] ?? { type: 'end', why: 'over' };
  }
  return { effects, state };
};

test('no case is run twice on one boot after it ended the machine, and none more often than it may', () => {
  fc.assert(
    fc.property(lives, (choices) => {
      let tries = 0;
      let isFresh = true;
      for (const { do: what } of live(choices).effects) {
        if (what === 'run') {
          tries++;
          expect(tries === 1 || isFresh).toBe(true);
          isFresh = false;
        }
        if (what === 'start' || what === 'reset') isFresh = true;
        if (what.startsWith('tell-')) tries = 0;
        expect(tries).toBeLessThanOrEqual(TRIES);
      }
    }),
  );
});

test('a case runs only on a machine whose agent said hello since its last start or reset', () => {
  fc.assert(
    fc.property(lives, (choices) => {
      let greeted = false;
      for (const { do: what } of live(choices).effects) {
        if (what === 'greet') greeted = true;
        if (what === 'start' || what === 'reset') greeted = false;
        if (what === 'run') expect(greeted).toBe(true);
      }
    }),
  );
});

test('a machine that was started is stopped once, and nothing is done to it afterwards', () => {
  fc.assert(
    fc.property(lives, (choices) => {
      const { effects, state } = live(choices);
      const at = effects.findIndex(({ do: what }) => what === 'stop');
      const later = effects.slice(at + 1).filter(({ do: what }) => !what.startsWith('tell-'));
      if (at >= 0) expect(later).toEqual([]);
      if (state.at === 'over') expect(at).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('what a lost machine showed is kept before it is reset or stopped', () => {
  fc.assert(
    fc.property(lives, (choices) => {
      const { effects } = live(choices);
      for (const [index, { do: what }] of effects.entries()) {
        if (what === 'reset') {
          const before = effects.slice(0, index).findLast((each) => !each.do.startsWith('tell-'));
          expect(before?.do).toBe('keep');
        }
      }
    }),
  );
});

test('a case that ends the machine each time is set apart, and the next one gets a fresh boot', () => {
  const say = (state: State, type: LabEvent['type']): readonly [State, Effect] =>
    next(state, { type, why: 'it panicked' } as LabEvent);
  let state: State = OFF;
  const done: string[] = [];
  for (const type of [
    'begin',
    'started',
    'hello',
    'case',
    'lost',
    'kept',
    'started',
    'hello',
    'lost',
    'kept',
    'case',
    'started',
    'hello',
    'done',
    'end',
    'stopped',
  ] as const) {
    const [following, effect] = say(state, type as LabEvent['type']);
    state = following;
    done.push(effect.do);
  }
  expect(done).toEqual([
    'start',
    'greet',
    'tell-ready',
    'run',
    'keep',
    'reset',
    'greet',
    'run',
    'keep',
    'tell-crashed',
    'reset',
    'greet',
    'run',
    'tell-done',
    'stop',
    'tell-over',
  ]);
  expect(state).toMatchObject({ at: 'over', boot: 3 });
});
