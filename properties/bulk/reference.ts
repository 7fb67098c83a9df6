import * as fc from 'fast-check';
import { Machine } from '../../adapters/reference/index.ts';
import { conforming } from '../../adapters/reference/conforming.ts';
import { Installer } from '../../adapters/reference/installer.ts';
import type { Observed } from '../../oracle/index.ts';
import { OBSERVER } from '../../oracle/index.ts';
import { Tracker, tableFor, violatedBits } from '../../oracle/compiled/index.ts';
import type { Reading } from '../../spec/index.ts';
import { Whereabouts } from '../draw/interleaving.ts';
import { makePace } from '../run/pace.ts';
import { MOST_PROCESSES, packedInterleavings, unpack } from './packed.ts';

export interface BulkOutcome {
  readonly interleavings: number;
  readonly operations: number;
  /** Histories of interleavings that diverge; none is what the reference promises. */
  readonly alarms: readonly (readonly Observed[])[];
}

export interface BulkOptions {
  readonly seed: number;
  readonly interleavings: number;
  readonly maxSteps: number;
  readonly readings: readonly Reading[];
  /** The Windows Installer versions that are played in turns. */
  readonly versions: readonly string[];
  readonly behaviour?: typeof conforming;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/** Interleavings between two looks at the clock and the signal. */
const BATCH = 1000;

/** Runs many interleavings on the reference in memory, judged under several readings; keeps no history. */
export const runInBulk = async (options: BulkOptions): Promise<BulkOutcome> => {
  const { seed, interleavings, maxSteps, readings, versions, behaviour = conforming } = options;
  const played = versions.map((windowsInstaller) => ({
    windowsInstaller,
    tables: readings.map((reading) => tableFor({ reading, windowsInstaller })),
  }));
  const alarms: Observed[][] = [];
  const pace = makePace();
  let operations = 0;
  let done = 0;
  for (let batch = 0; done < interleavings && options.signal?.aborted !== true; batch++) {
    const processes = 1 + (batch % MOST_PROCESSES);
    const turn = played[Math.floor(batch / MOST_PROCESSES) % played.length];
    if (turn === undefined) throw new RangeError('no version to play');
    const { windowsInstaller, tables } = turn;
    const numRuns = Math.min(BATCH, interleavings - done);
    for (const packed of fc.sample(packedInterleavings(processes, maxSteps), {
      seed: seed + batch,
      numRuns,
    })) {
      const observed = await perform(unpack(packed, processes), windowsInstaller);
      operations += observed.length;
      const diverges = tables.some((table) => {
        const tracker = new Tracker(processes, table);
        return observed.some((event) => violatedBits(tracker.step(event)) !== 0);
      });
      if (diverges) alarms.push(observed);
    }
    done += numRuns;
    await pace();
    options.onProgress?.(done);
  }
  return { interleavings: done, operations, alarms };

  async function perform(
    { processes, steps }: ReturnType<typeof unpack>,
    windowsInstaller: string,
  ): Promise<Observed[]> {
    const installer = new Installer(new Machine(processes, windowsInstaller), behaviour);
    const whereabouts = new Whereabouts(processes);
    const observed: Observed[] = [];
    for (const step of steps) {
      if (!whereabouts.allows(step)) continue;
      const { process, operation } = step;
      const response = await installer.perform(process, operation);
      observed.push({ process, operation, response });
      if (process !== OBSERVER) whereabouts.follow(process, operation, response);
    }
    return observed;
  }
};
