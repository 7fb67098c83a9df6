import * as fc from 'fast-check';
import { ImplementationError } from '../../adapters/implementation.ts';
import type { Implementation } from '../../adapters/implementation.ts';
import { callsOf } from '../../oracle/index.ts';
import type { Call } from '../../oracle/index.ts';
import { PROPERTIES } from '../clauses/index.ts';
import { search } from '../run/search.ts';
import { Course } from '../run/course.ts';
import type { SuiteOptions, SuiteOutcome } from '../run/course.ts';
import { Tally } from '../tally/tally.ts';
import type { CaseHead, Phase } from '../tally/case-head.ts';
import { races } from './arbitrary.ts';
import type { Fault, Race } from './race.ts';
import { runInTurn, runRace } from './run-race.ts';

/** A smaller race is tried so often before it is taken not to show the divergence. */
const TRIES = 5;
const SHRINK_LIMIT_MS = 20_000;
/** A counterexample is run again so often, to tell how often it shows. */
const RERUNS = 100;
const RERUN_LIMIT_MS = 20_000;
/** After so long the other kinds are left as the calls that they rest on. */
const SHRINK_ALL_LIMIT_MS = 300_000;

/**
 * Draws races, runs each on the implementation, and judges it under every reading. The first race of each
 * kind of divergence is shrunk. Where processes truly race, a smaller race is run several times before it
 * is given up, and the smallest is run again to tell how often it shows the divergence; one that rests on
 * calls that do not overlap is shown by these alone, one after the other. An implementation
 * that can be scheduled is driven by fast-check's scheduler, so that seed and path tell everything.
 */
export const runRaces = async (
  implementation: Implementation,
  options: SuiteOptions,
): Promise<SuiteOutcome> => {
  if (!implementation.capabilities.concurrent) {
    throw new ImplementationError(
      `${implementation.identity.name} takes one call at a time, so it cannot race`,
      {
        hint: 'Leave out --mode racing, or let the implementation say that it is concurrent.',
      },
    );
  }
  const suite = new RaceSuite(implementation, options);
  if (options.path === undefined) await suite.draw();
  else await suite.replay(options.path);
  return suite.outcome();
};

/** The faults that can be done to a client of this implementation. */
const faultsOf = (implementation: Implementation): readonly Fault['fault'][] =>
  implementation.suspend === undefined ? ['kill'] : ['kill', 'suspend'];

class RaceSuite {
  readonly #implementation: Implementation;
  readonly #options: SuiteOptions;
  readonly #course: Course;
  readonly #tally: Tally;
  readonly #arbitrary: fc.Arbitrary<Race>;
  readonly #isScheduled: boolean;
  /** The race that first showed a kind of divergence, by its place in the draw. */
  readonly #first = new Map<string, number>();

  constructor(implementation: Implementation, options: SuiteOptions) {
    this.#implementation = implementation;
    this.#options = options;
    this.#course = new Course(options);
    this.#isScheduled = implementation.scheduleWith !== undefined;
    this.#tally = new Tally(options.readings, implementation.identity.windowsInstaller);
    this.#arbitrary = races({
      capabilities: implementation.capabilities,
      maxProcesses: Math.min(options.processes, implementation.capabilities.processes),
      maxSteps: options.maxSteps,
      profiles: PROPERTIES.map((property) => property.profile),
      faults: faultsOf(implementation),
    });
  }

  outcome(): SuiteOutcome {
    const { failures, stopped } = this.#course;
    return { tally: this.#tally, failures, stopped };
  }

  async draw(): Promise<void> {
    const { seed, numRuns } = this.#options;
    let index = -1;
    const draw = async (race: Race): Promise<boolean> => {
      index++;
      if (this.#course.isOver(this.#first.size) || this.#course.isOfAnotherShard(index)) return false;
      this.#take(await this.#run(race, { phase: 'random', path: String(index) }), index);
      this.#progress('random', index + 1, numRuns);
      return false;
    };
    await search(this.#arbitrary, draw, { seed, numRuns });
    let shrunk = 0;
    const end = performance.now() + SHRINK_ALL_LIMIT_MS;
    for (const [signature, at] of this.#first) {
      if (
        (this.#course.isOver(this.#first.size) && this.#course.stopped !== 'bail') ||
        performance.now() > end
      )
        return;
      await this.#shrink(signature, at);
      this.#progress('shrink', ++shrunk, this.#first.size);
    }
  }

  async replay(path: string): Promise<void> {
    const { seed } = this.#options;
    const end = performance.now() + RERUN_LIMIT_MS;
    const times = this.#isScheduled ? 1 : RERUNS;
    for (
      let time = 0;
      time < times && performance.now() < end && !this.#course.isOver(this.#first.size);
      time++
    ) {
      for (const race of fc.sample(this.#arbitrary, { seed, path, numRuns: 1 })) {
        await this.#run(race, { phase: 'replay', path });
      }
    }
  }

  #take(signatures: ReadonlySet<string>, index: number): void {
    for (const signature of signatures) if (!this.#first.has(signature)) this.#first.set(signature, index);
  }

  /** Makes the counterexample of a kind smaller, and tells how often it shows. */
  async #shrink(signature: string, at: number): Promise<void> {
    const shown = this.#tally.divergences.find((each) => each.signature === signature);
    const calls = shown?.calls ?? [];
    if (shown !== undefined && !this.#isScheduled && !someOverlap(calls)) {
      // Perhaps no race is needed to show it, nor what came before.
      const steps = calls.map(({ process, operation }) => ({ process, operation }));
      const processes = Math.max(1, ...steps.map(({ process }) => process));
      const { windowsInstaller } = shown.head;
      const version = windowsInstaller === undefined ? {} : { windowsInstaller };
      const race = { processes, ...version, steps, faults: [] };
      const head = { phase: 'shrink', path: String(at), shrinks: signature } as const;
      if ((await this.#run(race, head, runInTurn)).has(signature)) {
        await this.#rerun(signature, String(at), race, runInTurn);
        return;
      }
    }
    const smallest = await this.#smallest(signature, at);
    if (smallest !== undefined && !this.#isScheduled) {
      await this.#rerun(signature, smallest.path, smallest.race, runRace);
    }
  }

  async #smallest(
    signature: string,
    at: number,
  ): Promise<{ readonly race: Race; readonly path: string } | undefined> {
    const { seed } = this.#options;
    // fast-check tries the children of the last failure in order: so the path of each try is known.
    let parent = '';
    let child = at;
    let smallest: { readonly race: Race; readonly path: string } | undefined;
    const end = performance.now() + SHRINK_LIMIT_MS;
    const shows = async (race: Race): Promise<boolean> => {
      const path = parent + String(child);
      const head = { phase: 'shrink', path, shrinks: signature } as const;
      // The first try is the race that showed it, and is taken whether or not it does so again.
      const shown = performance.now() < end && (await this.#shows(race, head));
      if (!shown && parent !== '') {
        child++;
        return false;
      }
      smallest = { race, path };
      parent = `${path}:`;
      child = 0;
      return true;
    };
    await search(this.#arbitrary, shows, { seed, path: String(at), numRuns: 1 });
    return smallest;
  }

  async #shows(race: Race, head: RaceHead & { readonly shrinks: string }): Promise<boolean> {
    const tries = this.#isScheduled ? 1 : TRIES;
    for (let time = 0; time < tries; time++) {
      if (this.#options.signal?.aborted === true) return false;
      const signatures = await this.#run(race, head);
      if (signatures.has(head.shrinks)) return true;
    }
    return false;
  }

  async #rerun(signature: string, path: string, race: Race, run: typeof runRace): Promise<void> {
    const end = performance.now() + RERUN_LIMIT_MS;
    for (let time = 0; time < RERUNS && performance.now() < end; time++) {
      if (this.#options.signal?.aborted === true) return;
      this.#progress('rerun', time, RERUNS);
      await this.#run(race, { phase: 'rerun', path, shrinks: signature }, run);
    }
  }

  async #run(race: Race, { phase, path, shrinks }: RaceHead, run = runRace): Promise<ReadonlySet<string>> {
    const { recorder, deadline, signal } = this.#options;
    const { processes, windowsInstaller, faults, schedule } = race;
    const head: CaseHead = {
      case: this.#course.begin(),
      phase,
      processes,
      ...(windowsInstaller === undefined ? {} : { windowsInstaller }),
      path,
      ...(shrinks === undefined ? {} : { shrinks }),
      ...(faults.length === 0 ? {} : { faults }),
      ...(schedule === undefined || !this.#isScheduled ? {} : { schedule }),
    };
    recorder?.beginCase(head);
    const { events, failure } = await run(this.#implementation, race, {
      deadline,
      emit: (event) => recorder?.event(event),
      ...(signal === undefined ? {} : { signal }),
    });
    this.#course.end(head.case, failure);
    return this.#tally.addRace(head, callsOf(events));
  }

  #progress(phase: Phase, done: number, total: number): void {
    this.#options.onProgress?.({ phase, done, total, divergences: this.#first.size });
  }
}

const someOverlap = (calls: readonly Call[]): boolean =>
  calls.some((call) => calls.some((other) => call.invoked < other.invoked && other.invoked < call.responded));

type RaceHead = Pick<CaseHead, 'phase' | 'path' | 'shrinks'> & { readonly path: string };
