import { conforming, openReference } from '../../adapters/reference/index.ts';
import type { Behaviour } from '../../adapters/reference/index.ts';
import { runSuite } from '../../properties/index.ts';
import type { Strategy } from '../../properties/index.ts';
import { DEFAULT_READING, READINGS } from '../../spec/index.ts';
import { resultOf } from '../result.ts';
import type { HistoryHead } from '../schema/history.ts';
import type { Result } from '../schema/result.ts';

/** A conforming implementation and faulty ones, each broken in one way. */
export const BEHAVIOURS = {
  conforming,
  'blind to its own UI': { ...conforming, seesOwnUiSequence: () => false },
  'no mutex': { ...conforming, mutexState: () => 'absent', seesMutexSet: () => false },
  'always refuses': { ...conforming, seesMutexSet: () => true },
  'service always on': { ...conforming, serviceStatus: () => ({ state: 4, controlsAccepted: 4 }) },
  'keeps nothing': {
    ...conforming,
    mutexState: () => 'absent',
    seesMutexSet: () => false,
    seesOwnUiSequence: () => false,
    serviceStatus: () => ({ state: 4, controlsAccepted: 0 }),
    applicationsInLog: () => [],
  },
} as const satisfies Readonly<Record<string, Behaviour>>;

export type BehaviourName = keyof typeof BEHAVIOURS;

export interface Draw {
  readonly behaviour: BehaviourName;
  readonly seed: number;
  readonly numRuns: number;
  readonly strategy?: Strategy;
}

/** A real run in memory. */
export const run = async (
  { behaviour, seed, numRuns, strategy = 'random' }: Draw,
  shard?: { readonly index: number; readonly count: number },
): Promise<Result> => {
  const identity = { id: 'reference', name: behaviour };
  const implementation = openReference({ behaviour: BEHAVIOURS[behaviour], identity });
  const draw = { processes: strategy === 'tour' ? 2 : 3, maxSteps: 12, numRuns, strategy };
  const part = shard === undefined ? {} : { shard };
  const options = { seed, ...draw, ...part, readings: READINGS, deadline: 5000 };
  const { tally } = await runSuite(implementation, options);
  const head: HistoryHead = {
    format: 'msiconform-history',
    version: 1,
    implementation: { ...implementation.identity },
    capabilities: structuredClone(implementation.capabilities) as HistoryHead['capabilities'],
    mode: 'lockstep',
    seed,
    startedAt: new Date(0).toISOString(),
    draw,
    ...part,
  };
  return resultOf({
    head,
    tally,
    tail: { end: 'complete', failures: [], durationMs: 0 },
    readings: READINGS,
    reading: DEFAULT_READING,
    drawn: true,
  });
};
