/** Two drivers of one msi.dll, Node with koffi and the native agent, give the same answers. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeStep, runCase, suiteArbitrary } from '../../properties/index.ts';
import type { Interleaving } from '../../properties/index.ts';
import type { OpenedImplementation } from '../implementation.ts';
import { wineFactory } from '../wine/index.ts';
import { whyNoAgent } from './testing/available.ts';
import { byNight, IN_CI } from '../../testing/bounds.ts';

const why = await whyNoAgent();
if (why !== undefined) process.stderr.write(`skipped: the agent under Wine (${why})\n`);

const RUNS = Number(process.env['MSICONFORM_DIFFERENTIAL'] ?? byNight(12, 60));

describe.skipIf(why !== undefined || !IN_CI)(
  'the agent and the koffi worker',
  { timeout: 60_000 + RUNS * 2_000 },
  () => {
    const machines: OpenedImplementation[] = [];
    beforeAll(async () => {
      for (const driver of ['node', 'agent'] as const) machines.push(await wineFactory.open({ driver }));
    }, 180_000);
    afterAll(() => Promise.all(machines.map((machine) => machine[Symbol.asyncDispose]())));

    it('offer the same and are the same installer', () => {
      const [node, agent] = machines;
      expect(agent?.capabilities).toEqual(node?.capabilities);
      expect(agent?.notOffered).toEqual(node?.notOffered);
      expect(agent?.identity).toEqual(node?.identity);
    });

    const answersOf = async (
      machine: OpenedImplementation,
      interleaving: Interleaving,
    ): Promise<readonly string[]> => {
      const { observed, failure } = await runCase(machine, interleaving, {
        deadline: 30_000,
        emit: () => {},
      });
      return [
        ...observed.map((each) => `${describeStep(each)} -> ${JSON.stringify(each.response)}`),
        ...(failure === undefined ? [] : [failure.message]),
      ];
    };

    it(`answer every operation of ${RUNS} interleavings alike`, async () => {
      const [node, agent] = machines as [OpenedImplementation, OpenedImplementation];
      const drawn = fc.sample(suiteArbitrary(node, { processes: 3, maxSteps: 20 }), RUNS);
      const { seed } = fc.readConfigureGlobal();
      for (const [index, interleaving] of drawn.entries()) {
        const [one, other] = await Promise.all([
          answersOf(node, interleaving),
          answersOf(agent, interleaving),
        ]);
        expect(other, `interleaving ${index} of seed ${seed}`).toEqual(one);
      }
    });
  },
);
