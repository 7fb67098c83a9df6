import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Implementation, RestartHooks } from '../../adapters/implementation.ts';
import { openReference } from '../../adapters/reference/index.ts';
import { READINGS } from '../../spec/index.ts';
import type { Operation, Response } from '../../spec/index.ts';
import { decodePlaces, encodePlaces } from './places.ts';
import { runSuite } from './suite.ts';

/** A reference whose memory outlives a reset, as `instead` makes use of it; only a restart clears it. */
const remembering = (
  instead: (memory: Map<string, number>, operation: Operation, response: Response) => Response,
  forget = true,
): Implementation & RestartHooks => {
  const reference = openReference();
  const memory = new Map<string, number>();
  return {
    identity: reference.identity,
    capabilities: { ...reference.capabilities, versions: [] },
    reset: (options) => reference.reset(options),
    restart: async () => void (forget && memory.clear()),
    perform: async (process, operation, signal) =>
      instead(memory, operation, await reference.perform(process, operation, signal)),
    [Symbol.asyncDispose]: () => reference[Symbol.asyncDispose](),
  };
};

/** After a killed client every later probe is wrong, in other cases too. */
const openLeaky = (): Implementation & RestartHooks =>
  remembering((memory, { op }, response) => {
    if (op === 'kill') memory.set('killed', 1);
    return op === 'probe' && memory.has('killed') ? { type: 'mutex', state: 'owned' } : response;
  });

/** Every so many calls that succeed are refused. */
const openCounting = (every: number): Implementation & RestartHooks =>
  remembering((memory, { op }, response) => {
    if (op !== 'call' || response.type !== 'returned' || response.code !== 0) return response;
    const calls = (memory.get('calls') ?? 0) + 1;
    memory.set('calls', calls);
    return calls % every === 0 ? { type: 'returned', code: 1618 } : response;
  });

/** One idle call is refused, and none after it, not even of a fresh one. */
const openOnce = (): Implementation & RestartHooks =>
  remembering((memory, { op }, response) => {
    if (op !== 'call' || response.type !== 'returned' || response.code !== 0) return response;
    const calls = (memory.get('calls') ?? 0) + 1;
    memory.set('calls', calls);
    return calls === 30 ? { type: 'returned', code: 1618 } : response;
  }, false);

const DRAW = {
  seed: 5,
  numRuns: 150,
  processes: 2,
  maxSteps: 8,
  readings: READINGS,
  deadline: 5000,
} as const;

describe('a divergence that rests on an earlier case', () => {
  it.each([
    ['a reset that leaves something behind', openLeaky],
    ['every 40th call', () => openCounting(40)],
  ])('%s: the replay shows it on a fresh implementation', async (_name, open) => {
    const { tally } = await runSuite(open(), DRAW);
    expect(tally.divergences).not.toEqual([]);
    for (const { signature, head } of tally.divergences.filter(({ seen }) => seen > 0)) {
      const { path = '' } = head;
      const again = await runSuite(open(), { ...DRAW, path });
      expect(again.tally.divergences.map((each) => each.signature)).toContain(signature);
    }
  });

  it('shows few cases and small ones', async () => {
    const { tally } = await runSuite(openLeaky(), DRAW);
    const kinds = tally.divergences.filter(({ clause, seen }) => clause === 'mutex-scope' && seen > 0);
    expect(kinds).not.toEqual([]);
    for (const { head, observed } of kinds) {
      const places = decodePlaces(head.path ?? '');
      expect(places.length).toBeLessThanOrEqual(2);
      expect(observed.length).toBeLessThanOrEqual(4);
    }
  });

  it('for which no time is left is told, and is not said to have been tried', async () => {
    const leaky = openLeaky();
    let passed = 0;
    const now = performance.now.bind(performance);
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + passed);
    onTestFinished(() => clock.mockRestore());
    // To begin afresh takes as long as all that may be run again.
    const restart = async (): Promise<void> => {
      passed += 12_000;
      await leaky.restart?.();
    };
    const { tally, notTriedBehind } = await runSuite({ ...leaky, restart }, DRAW);
    const failing = tally.divergences.filter(({ rate }) => rate !== undefined && rate.shown < rate.of);
    expect(failing).not.toEqual([]);
    expect(notTriedBehind).toEqual(failing.map(({ signature }) => signature));
  });

  it('one that shows alone has no history, and was run again once', async () => {
    const { tally } = await runSuite(openCounting(1), DRAW);
    expect(tally.divergences).not.toEqual([]);
    for (const { head, rate } of tally.divergences) {
      expect(head.path).toMatch(/^[\d:]+$/);
      expect(rate).toEqual({ shown: 1, of: 1 });
    }
  });

  it('one that neither recurs alone nor behind what came before it is flaky', async () => {
    const { tally, notTriedBehind } = await runSuite(openOnce(), DRAW);
    expect(notTriedBehind).toEqual([]);
    expect(tally.divergences).not.toEqual([]);
    for (const { head, rate } of tally.divergences) {
      expect(head.fresh).toBeUndefined();
      expect(rate).toEqual({ shown: 0, of: 1 });
    }
  });
});

it.each([
  [['3'], '3'],
  [['3', '4'], '3,4'],
  [['0', '1', '2', '3', '9:0:1'], '0-3,9:0:1'],
  [['7', '5:1', '6', '7'], '7,5:1,6,7'],
])('places are written and read back: %j', (places, text) => {
  expect(encodePlaces(places)).toBe(text);
  expect(decodePlaces(text)).toEqual(places);
});
