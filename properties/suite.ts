import * as fc from 'fast-check';
import type { ImplementationError } from '../adapters/implementation.ts';
import type { Implementation } from '../adapters/implementation.ts';
import type { Reading } from '../spec/index.ts';
import { interleavings } from './arbitrary.ts';
import { PROPERTIES } from './clauses/index.ts';
import type { Interleaving } from './interleaving.ts';
import { runCase } from './run-case.ts';
import type { Unstamped } from './run-case.ts';
import { Tally } from './tally.ts';
import { planTour } from './tour.ts';
import type { CaseHead, Phase } from './tally.ts';

/** How interleavings come about. */
export type Strategy = 'random' | 'tour';

export interface SuiteOptions {
  readonly seed: number;
  /** How many interleavings to draw, 1 or more. */
  readonly numRuns: number;
  /** `tour` runs a covering tour first, then draws. */
  readonly strategy?: Strategy;
  /** The most client processes of an interleaving. */
  readonly processes: number;
  /** The most steps of an interleaving. */
  readonly maxSteps: number;
  /** Each is judged; the first is the one that coverage is counted under. */
  readonly readings: readonly Reading[];
  /** Milliseconds for one operation. */
  readonly deadline: number;
  /** Runs the one interleaving at this place instead of drawing. */
  readonly path?: string;
  /** Runs only every `count`-th interleaving, from the `index`-th (from 1). */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Stops drawing after so many kinds of divergence. */
  readonly bail?: number;
  readonly signal?: AbortSignal;
  readonly recorder?: Recorder;
  readonly onProgress?: (progress: Progress) => void;
}

/** Takes a run's cases and events as they happen. */
export interface Recorder {
  beginCase(head: CaseHead): void;
  event(event: Unstamped): void;
}

export interface Progress {
  readonly phase: Phase;
  readonly done: number;
  readonly total: number;
  readonly divergences: number;
}

export interface SuiteOutcome {
  readonly tally: Tally;
  /** Cases in which the implementation could not be driven. */
  readonly failures: readonly CaseFailure[];
  /** Whether the run was ended before its last interleaving, by a signal, by bail or by failures. */
  readonly stopped: 'signal' | 'bail' | 'failures' | undefined;
}

export interface CaseFailure {
  readonly case: number;
  readonly error: ImplementationError;
}

/** So many cases in a row that cannot be driven end the run: the rest would fail the same way. */
const FAILURES_IN_A_ROW = 3;

/**
 * Draws interleavings, runs each on the implementation, judges it under every reading, and shrinks the
 * first interleaving of each kind of divergence.
 */
export const runSuite = async (
  implementation: Implementation,
  options: SuiteOptions,
): Promise<SuiteOutcome> => {
  const suite = new Suite(implementation, options);
  if (options.path === undefined) {
    await suite.draw();
  } else {
    await suite.replay(options.path);
  }
  return suite.outcome();
};

/** The interleavings that the suite draws for this implementation. */
export const suiteArbitrary = (
  implementation: Implementation,
  { processes, maxSteps }: Pick<SuiteOptions, 'processes' | 'maxSteps'>,
): fc.Arbitrary<Interleaving> =>
  interleavings({
    capabilities: implementation.capabilities,
    maxProcesses: Math.min(processes, implementation.capabilities.processes),
    maxSteps,
    profiles: PROPERTIES.map((property) => property.profile),
  });

class Suite {
  readonly #implementation: Implementation;
  readonly #options: SuiteOptions;
  readonly #tally: Tally;
  readonly #arbitrary: fc.Arbitrary<Interleaving>;
  /** Run before the draw; they take the first places of it. */
  readonly #tour: readonly [Interleaving][];
  readonly #failures: CaseFailure[] = [];
  /** Where the interleaving stands that first showed a kind of divergence. */
  readonly #first = new Map<string, string>();
  #cases = 0;
  #failuresInARow = 0;
  #stopped: SuiteOutcome['stopped'];

  constructor(implementation: Implementation, options: SuiteOptions) {
    this.#implementation = implementation;
    this.#options = options;
    this.#tally = new Tally(options.readings, implementation.identity.windowsInstaller);
    this.#arbitrary = suiteArbitrary(implementation, options);
    const tour =
      options.strategy === 'tour'
        ? planTour(implementation.capabilities, options.processes).interleavings
        : [];
    this.#tour = tour.map((interleaving) => [interleaving]);
  }

  outcome(): SuiteOutcome {
    return { tally: this.#tally, failures: this.#failures, stopped: this.#stopped };
  }

  async draw(): Promise<void> {
    const { seed, shard } = this.#options;
    const numRuns = this.#tour.length + this.#options.numRuns;
    let index = -1;
    const draw = fc.asyncProperty(this.#arbitrary, async (interleaving) => {
      index++;
      if (this.#ended()) return;
      if (shard !== undefined && index % shard.count !== shard.index - 1) return;
      const phase = index < this.#tour.length ? 'tour' : 'random';
      await this.#run(interleaving, phase, String(index));
      this.#progress(phase, index + 1, numRuns);
    });
    await fc.check(draw, { seed, numRuns, examples: [...this.#tour] });
    const byDraw = ([left, at]: [string, string], [right, other]: [string, string]): number =>
      Number(at) - Number(other) || (left < right ? -1 : 1);
    let shrunk = 0;
    for (const [signature, at] of [...this.#first].sort(byDraw)) {
      await this.#shrinkAll(signature, at);
      this.#progress('shrink', ++shrunk, this.#first.size);
    }
  }

  /** A shrink may come upon kinds that no draw showed; they are shrunk in their turn. */
  async #shrinkAll(signature: string, at: string): Promise<void> {
    const known = new Set(this.#first.keys());
    const queue: (readonly [string, string])[] = [[signature, at]];
    for (const [kind, place] of queue) {
      if (this.#ended() && this.#stopped !== 'bail') return;
      for (const [shown, here] of await this.#shrink(kind, place, signature)) {
        if (known.has(shown)) continue;
        known.add(shown);
        // A shard cannot know which of its shrinks the whole run would do, so it tells them apart: see Tally.
        if (this.#options.shard === undefined) this.#first.set(shown, here);
        queue.push([shown, here]);
      }
    }
  }

  /** The interleaving at a place of the draw; fast-check's sample knows no examples, its check does. */
  #at(path: string): readonly Interleaving[] {
    const found: Interleaving[] = [];
    const keep = fc.property(this.#arbitrary, (interleaving) => void found.push(interleaving));
    const [examples, numRuns] = [[...this.#tour], 1];
    fc.check(keep, { seed: this.#options.seed, path, numRuns, examples });
    return found;
  }

  async replay(path: string): Promise<void> {
    for (const interleaving of this.#at(path)) {
      await this.#run(interleaving, 'replay', path);
    }
  }

  /** @returns where each kind was first seen on the way */
  async #shrink(signature: string, at: string, from: string): Promise<ReadonlyMap<string, string>> {
    const { seed } = this.#options;
    const seen = new Map<string, string>();
    // Nothing is carried over from one kind to the next, of which another shard may have the first: see Tally.
    const remembered = new Map<string, ReadonlySet<string>>();
    // fast-check tries the children of the last failure in order: so the path of each try is known.
    let path = at;
    let failed = false;
    let child = 0;
    const shows = fc.asyncProperty(this.#arbitrary, async (interleaving) => {
      // What is not seen again is not shrunk; fast-check would go on to its siblings.
      if (!failed && child > 0) return true;
      const here = failed ? `${path}:${child}` : at;
      child++;
      if (this.#options.signal?.aborted === true) return true;
      const key = JSON.stringify(interleaving);
      const shown =
        remembered.get(key) ?? (await this.#run(interleaving, 'shrink', here, { shrinks: signature, from }));
      remembered.set(key, shown);
      for (const each of shown) if (!seen.has(each)) seen.set(each, here);
      if (!shown.has(signature)) return true;
      path = here;
      failed = true;
      child = 0;
      return false;
    });
    await fc.check(shows, { seed, path: at, numRuns: 1, examples: [...this.#tour] });
    return seen;
  }

  async #run(
    interleaving: Interleaving,
    phase: Phase,
    path: string,
    shrinking: Pick<CaseHead, 'shrinks' | 'from'> = {},
  ): Promise<ReadonlySet<string>> {
    const { recorder, deadline, signal } = this.#options;
    const { processes, windowsInstaller } = interleaving;
    const version = windowsInstaller === undefined ? {} : { windowsInstaller };
    const head: CaseHead = { case: ++this.#cases, phase, processes, ...version, path, ...shrinking };
    recorder?.beginCase(head);
    const emit = (event: Unstamped): void => recorder?.event(event);
    const run = await runCase(this.#implementation, interleaving, {
      deadline,
      emit,
      ...(signal === undefined ? {} : { signal }),
    });
    if (run.failure === undefined) {
      this.#failuresInARow = 0;
    } else {
      this.#failures.push({ case: head.case, error: run.failure });
      this.#failuresInARow++;
    }
    const signatures = this.#tally.add(head, run.observed);
    for (const signature of phase === 'shrink' ? [] : signatures) {
      // The steps of a tour's case are many, so a drawn one is better to shrink.
      const first = this.#first.get(signature);
      const isOfTour = first !== undefined && Number(first) < this.#tour.length;
      if (first === undefined || (isOfTour && phase === 'random')) this.#first.set(signature, path);
    }
    return signatures;
  }

  #ended(): boolean {
    const { signal, bail } = this.#options;
    if (signal?.aborted === true) this.#stopped = 'signal';
    else if (this.#failuresInARow >= FAILURES_IN_A_ROW) this.#stopped = 'failures';
    else if (bail !== undefined && this.#first.size >= bail) this.#stopped = 'bail';
    return this.#stopped !== undefined;
  }

  #progress(phase: Phase, done: number, total: number): void {
    this.#options.onProgress?.({ phase, done, total, divergences: this.#first.size });
  }
}
