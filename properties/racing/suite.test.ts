import { describe, expect, it } from 'vitest';
import { conforming, openReference } from '../../adapters/reference/index.ts';
import type { Behaviour } from '../../adapters/reference/index.ts';
import type { Implementation } from '../../adapters/implementation.ts';
import { READINGS } from '../../spec/index.ts';
import type { CaseHead } from '../interleaving/case-head.ts';
import type { UnstampedEvent } from '../../oracle/index.ts';
import type { SuiteOptions } from '../run/options.ts';
import { runRaces } from './suite.ts';

const OPTIONS: SuiteOptions = {
  seed: 42,
  numRuns: 200,
  processes: 3,
  maxSteps: 12,
  readings: READINGS,
  deadline: 5000,
};

/** Looks whether the mutex is set and takes it a moment later, without waiting for it. */
const testThenTake: Behaviour = {
  ...conforming,
  enterExecute: (machine, process, table) => {
    conforming.enterExecute(machine, process, table);
    return true;
  },
};

describe('runRaces', () => {
  it('sees a race that lockstep cannot see, and shows the calls that it rests on', async () => {
    const { tally } = await runRaces(openReference({ behaviour: testThenTake }), OPTIONS);
    // Two calls that both went on: each was called before the other came back.
    const races = tally.divergences.filter(({ clause, calls = [] }) => {
      const [first, second] = calls;
      const overlap = (second?.invoked ?? Infinity) < (first?.responded ?? 0);
      return clause === '1618-mutex' && calls.length === 2 && overlap;
    });
    expect(races).not.toEqual([]);
  });

  it('finds a divergence again from seed and path alone', async () => {
    const { tally } = await runRaces(openReference({ behaviour: testThenTake }), OPTIONS);
    expect(tally.divergences).not.toEqual([]);
    for (const { signature, head } of tally.divergences) {
      const path = head.path ?? '';
      const again = await runRaces(openReference({ behaviour: testThenTake }), { ...OPTIONS, path });
      expect(again.tally.divergences.map((divergence) => divergence.signature)).toContain(signature);
      expect(again.tally.interleavings).toBe(1);
    }
  });

  it('tells the rate of what shows at times only, and that of what shows always', async () => {
    const { tally } = await runRaces(unsteady(), { ...OPTIONS, bail: 20 });
    const rates = tally.divergences.map(({ rate }) => rate);
    expect(rates.map((rate) => rate?.of)).toEqual(rates.map(() => 100));
    const shown = rates.map((rate) => rate?.shown ?? 0);
    expect(Math.min(...shown)).toBeLessThan(60);
    expect(Math.max(...shown)).toBe(100);
  });

  it('writes a history in which each invocation stands before its response', async () => {
    const open = new Set<string>();
    const recorder = {
      beginCase: (_head: CaseHead) => open.clear(),
      event: ({ kind, process, op }: UnstampedEvent) => {
        if (kind === 'invoke') open.add(`${process} ${op}`);
        else expect(open.delete(`${process} ${op}`)).toBe(true);
      },
    };
    const { tally } = await runRaces(openReference(), { ...OPTIONS, recorder });
    expect(tally.divergences).toEqual([]);
    expect(tally.interleavings).toBe(OPTIONS.numRuns);
  });

  it('does not race an implementation that takes one call at a time', async () => {
    const reference = openReference();
    const single = { ...reference, capabilities: { ...reference.capabilities, concurrent: false } };
    await expect(runRaces(single, OPTIONS)).rejects.toThrow('cannot race');
  });
});

/** Runs freely; its service never says that it installs, and its mutex is not seen at times. */
const unsteady = (): Implementation => {
  const reference = openReference();
  let probes = 0;
  return {
    identity: reference.identity,
    capabilities: { ...reference.capabilities, versions: [], observations: ['probe', 'service'] },
    reset: (options) => reference.reset(options),
    async perform(process, operation, signal) {
      const response = await reference.perform(process, operation, signal);
      if (response.type === 'service') return { ...response, controlsAccepted: 1 };
      if (response.type === 'mutex' && response.state === 'owned' && ++probes % 4 === 0) {
        return { ...response, state: 'free' };
      }
      return response;
    },
    [Symbol.asyncDispose]: () => reference[Symbol.asyncDispose](),
  };
};
