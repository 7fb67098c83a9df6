import { OBSERVER } from '../../spec/index.ts';
import * as fc from 'fast-check';
import { openReference } from '../../adapters/reference/index.ts';
import type { Behaviour } from '../../adapters/reference/index.ts';
import { tableFor, Tracker, violatedBits } from '../../oracle/compiled/index.ts';
import type { OracleTable } from '../../oracle/compiled/index.ts';
import type { Observed, Reading } from '../../spec/index.ts';
import { Whereabouts } from '../interleaving/interleaving.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';
import { makePace } from '../run/pace.ts';
import { suiteArbitrary } from '../run/suite-arbitrary.ts';

export interface FalseAlarms {
  /** How many were run. */
  readonly interleavings: number;
  readonly operations: number;
  /** The histories that diverge. The reference conforms, so each is a fault of the suite. */
  readonly alarms: readonly (readonly Observed[])[];
}

export interface FalseAlarmOptions {
  readonly seed: number;
  /** How many to run. */
  readonly interleavings: number;
  /** The most client processes of an interleaving. */
  readonly processes: number;
  /** The most steps of an interleaving. */
  readonly maxSteps: number;
  /** Each is judged; one that diverges is enough for an alarm. */
  readonly readings: readonly Reading[];
  /** Another behaviour of the reference, so that the tests can see an alarm. */
  readonly behaviour?: Behaviour;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/** Interleavings of one draw; a signal waits for no more than these. */
const BATCH = 1000;

/**
 * Runs the interleavings that the suite draws on the reference in memory and counts those that diverge.
 * Histories of interleavings that conform are not kept, and operations have no deadline, so that a million
 * takes minutes.
 */
export const findFalseAlarms = async (options: FalseAlarmOptions): Promise<FalseAlarms> => {
  const { seed, interleavings, readings, behaviour } = options;
  await using reference = openReference(behaviour === undefined ? {} : { behaviour });
  const arbitrary = suiteArbitrary(reference, options);
  const tables = new Map<string, readonly OracleTable[]>();
  const alarms: (readonly Observed[])[] = [];
  const pace = makePace();
  let [operations, done] = [0, 0];
  for (let batch = 0; done < interleavings && options.signal?.aborted !== true; batch++) {
    const numRuns = Math.min(BATCH, interleavings - done);
    for (const interleaving of fc.sample(arbitrary, { seed: seed + batch, numRuns })) {
      const observed = await perform(interleaving);
      operations += observed.length;
      if (diverges(observed, interleaving)) alarms.push(observed);
    }
    done += numRuns;
    await pace();
    options.onProgress?.(done);
  }
  return { interleavings: done, operations, alarms };

  async function perform({ processes, windowsInstaller, steps }: Interleaving): Promise<readonly Observed[]> {
    await reference.reset({ processes, ...(windowsInstaller === undefined ? {} : { windowsInstaller }) });
    const whereabouts = new Whereabouts(processes);
    const observed: Observed[] = [];
    for (const step of steps) {
      if (!whereabouts.allows(step)) continue;
      const { process, operation } = step;
      const response = await reference.perform(process, operation);
      observed.push({ process, operation, response });
      if (process !== OBSERVER) whereabouts.follow(process, operation, response);
    }
    return observed;
  }

  function diverges(observed: readonly Observed[], { processes, windowsInstaller }: Interleaving): boolean {
    return tablesOf(windowsInstaller ?? reference.identity.windowsInstaller).some((table) => {
      const tracker = new Tracker(processes, table);
      return observed.some((event) => violatedBits(tracker.step(event)) !== 0);
    });
  }

  function tablesOf(windowsInstaller: string): readonly OracleTable[] {
    const known = tables.get(windowsInstaller);
    if (known !== undefined) return known;
    const made = readings.map((reading) => tableFor({ reading, windowsInstaller }));
    tables.set(windowsInstaller, made);
    return made;
  }
};
