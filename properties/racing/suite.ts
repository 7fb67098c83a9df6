import type * as fc from 'fast-check';
import { ImplementationError } from '../../adapters/implementation.ts';
import type { Implementation, RacingHooks } from '../../adapters/implementation.ts';
import { callsOf } from '../../oracle/index.ts';
import { CLAUSES } from '../../spec/index.ts';
import { search, shrinkFrom } from '../run/search.ts';
import { intruderIn, MOST_VOID, unfit } from '../run/intruder.ts';
import { RunState } from '../run/run-state.ts';
import type { Budget, Share } from '../run/budget.ts';
import type { SuiteOptions, SuiteOutcome } from '../run/options.ts';
import { Tally } from '../tally/tally.ts';
import type { CaseHead, Phase } from '../interleaving/case-head.ts';
import { races } from '../draw/races.ts';
import type { Race } from '../interleaving/race.ts';
import { faultsOf } from './faults-of.ts';
import { raceAt } from './race-at.ts';
import { runInTurn, runRace } from './run-race.ts';
import { someOverlap } from './some-overlap.ts';

/** A smaller race is tried so often before it is taken not to show the divergence. */
const TRIES = 5;
/** A counterexample is run again so often, to tell how often it shows. */
const RERUNS = 100;

/**
 * Draws races, runs each on the implementation, and judges it under every reading. The first race of each
 * kind of divergence is shrunk. Where processes truly race, a smaller race is run several times before it
 * is given up, and the smallest is run again to tell how often it shows the divergence; one that rests on
 * calls that do not overlap is shown by these alone, one after the other. An implementation
 * that can be scheduled is driven by fast-check's scheduler, so that seed and path tell everything.
 */
export const runRaces = async (
  implementation: Implementation & RacingHooks,
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

class RaceSuite {
  readonly #implementation: Implementation & RacingHooks;
  readonly #options: SuiteOptions;
  readonly #state: RunState;
  readonly #tally: Tally;
  readonly #arbitrary: fc.Arbitrary<Race>;
  readonly #isScheduled: boolean;
  /** The race that first showed a kind of divergence, by its place in the draw. */
  readonly #first = new Map<string, number>();

  constructor(implementation: Implementation & RacingHooks, options: SuiteOptions) {
    this.#implementation = implementation;
    this.#options = options;
    this.#state = new RunState(options);
    this.#isScheduled = implementation.scheduleWith !== undefined;
    this.#tally = new Tally(options.readings, implementation.identity.windowsInstaller, options.bail);
    this.#arbitrary = races({
      capabilities: implementation.capabilities,
      maxProcesses: Math.min(options.processes, implementation.capabilities.processes),
      maxSteps: options.maxSteps,
      profiles: CLAUSES.map(({ weights }) => weights),
      faults: faultsOf(implementation),
    });
  }

  outcome(): SuiteOutcome {
    return { tally: this.#tally, ...this.#state.outcome };
  }

  async draw(): Promise<void> {
    const { seed, numRuns } = this.#options;
    let index = -1;
    const draw = async (race: Race): Promise<boolean> => {
      index++;
      // A failure ends the draw: that is the only thing that fails here.
      if (this.#state.isOver(this.#first.size, this.#tally.decides)) return true;
      if (this.#state.isOfAnotherShard(index)) return false;
      this.#take(await this.#run(race, { phase: 'random', path: String(index) }), index);
      this.#progress('random', index + 1, numRuns);
      return false;
    };
    await search(this.#arbitrary, draw, { seed, numRuns, endOnFailure: true });
    let shrunk = 0;
    const [shrinking, reruns] = [this.#state.budget('shrink'), this.#state.budget('rerun')];
    for (const [signature, at] of this.#first) {
      if (this.#state.hasToEnd) {
        this.#state.unfinished.push(signature);
        continue;
      }
      const parts = this.#first.size - shrunk;
      const smallest = await this.#smallest(signature, at, shrinking, parts);
      if (smallest !== undefined && !this.#isScheduled) {
        using time = reruns.share(parts);
        await this.#rerun(signature, smallest, time);
      }
      this.#progress('shrink', ++shrunk, this.#first.size);
    }
  }

  async replay(path: string): Promise<void> {
    const { seed } = this.#options;
    using time = this.#state.budget('rerun').share(1);
    const times = this.#isScheduled ? 1 : RERUNS;
    for (
      let run = 0;
      run < times && !time.isUsedUp() && !this.#state.isOver(this.#first.size, false);
      run++
    ) {
      for (const race of raceAt(this.#arbitrary, seed, path)) {
        await this.#run(race, { phase: 'replay', path });
      }
    }
  }

  #take(signatures: ReadonlySet<string>, index: number): void {
    for (const signature of signatures) if (!this.#first.has(signature)) this.#first.set(signature, index);
  }

  /** Makes the counterexample of a kind smaller. */
  async #smallest(
    signature: string,
    at: number,
    budget: Budget,
    parts: number,
  ): Promise<Smallest | undefined> {
    using time = budget.share(parts);
    const shown = this.#tally.divergences.find((each) => each.signature === signature);
    const calls = shown?.calls ?? [];
    if (shown !== undefined && !this.#isScheduled && !someOverlap(calls)) {
      // Perhaps the divergence needs no race, and no steps before it.
      const steps = calls.map(({ process, operation }) => ({ process, operation }));
      const processes = Math.max(1, ...steps.map(({ process }) => process));
      const { windowsInstaller } = shown.head;
      const version = windowsInstaller === undefined ? {} : { windowsInstaller };
      const race = { processes, ...version, steps, faults: [] };
      const path = String(at);
      const head = { phase: 'shrink', path, shrinks: signature } as const;
      if ((await this.#run(race, head, runInTurn)).has(signature)) return { race, path, run: runInTurn };
    }
    return this.#smallestRace(signature, at, time);
  }

  async #smallestRace(signature: string, at: number, time: Share): Promise<Smallest | undefined> {
    const { seed } = this.#options;
    let smallest: Smallest | undefined;
    let isCut = false;
    const isOver = (): boolean => this.#options.signal?.aborted === true || (isCut ||= time.isUsedUp());
    const shows = async (race: Race, path: string): Promise<boolean> => {
      const head = { phase: 'shrink', path, shrinks: signature } as const;
      // The first one is the race that showed it, and is taken whether or not it does so again.
      const shown = (!isOver() && (await this.#shows(race, head, time))) || smallest === undefined;
      if (shown) smallest = { race, path, run: runRace };
      return shown;
    };
    await shrinkFrom(this.#arbitrary, String(at), shows, { seed }, isOver);
    if (isCut) this.#state.unfinished.push(signature);
    return smallest;
  }

  async #shows(race: Race, head: RaceHead & { readonly shrinks: string }, time: Share): Promise<boolean> {
    const tries = this.#isScheduled ? 1 : TRIES;
    for (let run = 0; run < tries && !time.isUsedUp(); run++) {
      if (this.#options.signal?.aborted === true) return false;
      const signatures = await this.#run(race, head);
      if (signatures.has(head.shrinks)) return true;
    }
    return false;
  }

  /** Tells how often the smallest race shows it. */
  async #rerun(signature: string, { race, path, run }: Smallest, time: Share): Promise<void> {
    for (let done = 0; done < RERUNS && !time.isUsedUp(); done++) {
      if (this.#options.signal?.aborted === true) return;
      this.#progress('rerun', done, RERUNS);
      await this.#run(race, { phase: 'rerun', path, shrinks: signature }, run);
    }
  }

  async #run(
    race: Race,
    { phase, path, shrinks }: RaceHead,
    run = runRace,
    triesLeft = MOST_VOID,
  ): Promise<ReadonlySet<string>> {
    const { recorder, deadline, signal } = this.#options;
    const { processes, windowsInstaller, faults, schedule } = race;
    const head: CaseHead = {
      case: this.#state.begin(),
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
    const intruder = await intruderIn(this.#implementation, deadline);
    if (intruder !== undefined) {
      recorder?.voidCase?.(intruder);
      this.#state.voidCases++;
      const goesOn = triesLeft > 0 && signal?.aborted !== true && !this.#state.isLate;
      if (goesOn)
        return this.#run(
          race,
          { phase, path, ...(shrinks === undefined ? {} : { shrinks }) },
          run,
          triesLeft - 1,
        );
      this.#state.end(head.case, unfit(intruder));
      return new Set();
    }
    this.#state.end(head.case, failure);
    return this.#tally.addRace(head, callsOf(events));
  }

  #progress(phase: Phase, done: number, total: number): void {
    this.#options.onProgress?.({ phase, done, total, divergences: this.#first.size });
  }
}

/** What the race of a kind was shrunk to, and how it is run. */
interface Smallest {
  readonly race: Race;
  readonly path: string;
  readonly run: typeof runRace;
}

type RaceHead = Pick<CaseHead, 'phase' | 'path' | 'shrinks'> & { readonly path: string };
