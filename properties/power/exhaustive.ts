import type { Context, Observed, Step } from '../../spec/index.ts';
import { OBSERVER } from '../../spec/index.ts';
import type { Implementation } from '../../adapters/implementation.ts';
import {
  CLIENT_KINDS,
  OBSERVATION_KINDS,
  tableFor,
  Tracker,
  violatedBits,
} from '../../oracle/compiled/index.ts';
import { Whereabouts } from '../interleaving/interleaving.ts';
import { makePace } from '../run/pace.ts';

export interface ExhaustiveOptions {
  readonly processes: number;
  /** Operations of an interleaving. */
  readonly depth: number;
  readonly context: Context;
  readonly signal?: AbortSignal;
  readonly onProgress?: (interleavings: number) => void;
}

export interface ExhaustiveOutcome {
  /** Interleavings of that many operations, up to a renumbering of the processes. */
  readonly interleavings: number;
  readonly operations: number;
  /** Histories that diverge, up to their first divergence. */
  readonly divergences: readonly (readonly Observed[])[];
  readonly complete: boolean;
}

const KINDS: readonly Step['operation'][] = CLIENT_KINDS;
const LOOKS: readonly Step[] = OBSERVATION_KINDS.map((operation) => ({ process: OBSERVER, operation }));

/**
 * Every interleaving of so many operations, on a real implementation: at each point every operation that
 * can be done there, one of each kind that the rules can tell apart. A machine cannot be forked, so each
 * interleaving runs from a reset. Processes are alike until they do something, so a process takes its
 * first step only after those before it.
 */
export const runExhaustively = async (
  implementation: Implementation,
  options: ExhaustiveOptions,
): Promise<ExhaustiveOutcome> => {
  const { processes, depth, context } = options;
  const table = tableFor(context);
  const divergences: Observed[][] = [];
  const choices: number[] = Array.from({ length: depth }, () => 0);
  const pace = makePace();
  let [interleavings, operations] = [0, 0];
  for (;;) {
    await pace();
    if (options.signal?.aborted === true) break;
    const branches: number[] = [];
    const observed: Observed[] = [];
    const whereabouts = new Whereabouts(processes);
    const tracker = new Tracker(processes, table);
    let used = 0;
    await implementation.reset({ processes, windowsInstaller: context.windowsInstaller });
    for (let place = 0; place < depth; place++) {
      const steps = stepsFor(Math.min(processes, used + 1), whereabouts);
      const step = steps[choices[place] ?? 0];
      if (step === undefined) break;
      branches.push(steps.length);
      const { process, operation } = step;
      const response = await implementation.perform(process, operation);
      const event = { process, operation, response };
      observed.push(event);
      used = Math.max(used, process);
      if (process !== OBSERVER) whereabouts.follow(process, operation, response);
      if (violatedBits(tracker.step(event)) !== 0) {
        divergences.push(observed);
        // Longer interleavings with the same beginning show nothing new.
        break;
      }
    }
    interleavings++;
    operations += observed.length;
    if (interleavings % 1000 === 0) options.onProgress?.(interleavings);
    if (!advance(choices, branches)) return { interleavings, operations, divergences, complete: true };
  }
  return { interleavings, operations, divergences, complete: false };
};

/** The next choices in order, like counting with a different base at each place. @returns false at the end */
const advance = (choices: number[], branches: readonly number[]): boolean => {
  for (let place = branches.length - 1; place >= 0; place--) {
    const next = (choices[place] ?? 0) + 1;
    choices.fill(0, place + 1);
    if (next < (branches[place] ?? 0)) {
      choices[place] = next;
      return true;
    }
  }
  return false;
};

const stepsFor = (processes: number, whereabouts: Whereabouts): readonly Step[] => [
  ...LOOKS,
  ...Array.from({ length: processes }, (_, index) => index + 1).flatMap((process) =>
    KINDS.map((operation) => ({ process, operation })).filter((step) => whereabouts.allows(step)),
  ),
];
