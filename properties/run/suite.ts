/** Longer than 250 lines: drawing, running again and shrinking share what was found and which kinds are known. */
import type * as fc from 'fast-check';
import { RunState } from './run-state.ts';
import type { Share } from './budget.ts';
import type { SuiteOptions, SuiteOutcome } from './options.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';
import { chooseOrigins, compareOrigins } from '../tally/origins.ts';
import type { Driven, Lead, Shrunk } from './lead.ts';
import { intruderIn, MOST_VOID, RERUNS, unfit } from './intruder.ts';
import { runCase } from './run-case.ts';
import { suiteArbitrary } from './suite-arbitrary.ts';
import type { UnstampedEvent } from '../../oracle/index.ts';
import { Tally } from '../tally/tally.ts';
import { planTour } from '../draw/tour.ts';
import { Drawn, lookBehind } from './behind.ts';
import type { Placed } from './behind.ts';
import { makePace } from './pace.ts';
import { placeAt } from './place.ts';
import { decodePlaces, encodePlaces } from './places.ts';
import { shrinkFrom, search } from './search.ts';
import type { CaseHead, Phase } from '../interleaving/case-head.ts';

/**
 * Draws interleavings, runs each on the implementation, judges it under every reading, and shrinks the
 * first interleaving of each kind of divergence.
 */
export const runSuite = async (implementation: Driven, options: SuiteOptions): Promise<SuiteOutcome> => {
  const suite = new Suite(implementation, options);
  if (options.path === undefined) {
    await suite.draw();
  } else {
    await suite.replay(options.path);
  }
  return { tally: suite.tally, ...suite.state.outcome };
};

class Suite {
  readonly #implementation: Driven;
  readonly #options: SuiteOptions;
  readonly state: RunState;
  readonly tally: Tally;
  readonly #arbitrary: fc.Arbitrary<Interleaving>;
  /** Run before the draw; they take the first places of it. */
  readonly #tour: readonly [Interleaving][];
  /** Where the interleaving stands that first showed a kind of divergence. */
  readonly #first = new Map<string, string>();
  /** Kept only where it can be run again afresh. */
  readonly #drawn = new Drawn<Interleaving>();
  /** What each kind was shrunk to. */
  readonly #shrunk: Shrunk[] = [];
  /** The kinds that were run again. */
  readonly #confirmed = new Set<string>();

  constructor(implementation: Driven, options: SuiteOptions) {
    this.#implementation = implementation;
    this.#options = options;
    this.state = new RunState(options);
    this.tally = new Tally(options.readings, implementation.identity.windowsInstaller, options.bail);
    this.#arbitrary = suiteArbitrary(implementation, options);
    const tour =
      options.strategy === 'tour'
        ? planTour(implementation.capabilities, options.processes).interleavings
        : [];
    this.#tour = tour.map((interleaving) => [interleaving]);
  }

  async draw(): Promise<void> {
    const { seed } = this.#options;
    const numRuns = this.#tour.length + this.#options.numRuns;
    let index = -1;
    const draw = async (interleaving: Interleaving): Promise<boolean> => {
      index++;
      // A failure ends the draw: that is the only thing that fails here.
      if (this.state.isOver(this.#first.size, this.tally.decides)) return true;
      if (this.state.isOfAnotherShard(index)) return false;
      const phase = index < this.#tour.length ? 'tour' : 'random';
      if (this.#implementation.restart !== undefined) this.#drawn.keep(String(index), interleaving);
      await this.#run(interleaving, phase, String(index));
      this.#progress(phase, index + 1, numRuns);
      return false;
    };
    await search(this.#arbitrary, draw, { seed, numRuns, examples: [...this.#tour], endOnFailure: true });
    await this.#shrinkAll();
    await this.#confirmAfresh();
  }

  /** A shrink may come upon kinds that no draw showed; they are shrunk in their turn. */
  async #shrinkAll(): Promise<void> {
    const drawn = new Set(this.#first.keys());
    let leads = [...this.#first].map(([signature, path]) => this.#lead(signature, path, [], drawn));
    const all = [...leads];
    const budget = this.state.budget('shrink');
    let shrunk = 0;
    while (leads.length > 0) {
      const found: Lead[] = [];
      for (const [index, lead] of leads.sort(compareOrigins).entries()) {
        if (this.state.hasToEnd) {
          this.state.unfinished.push(...leads.slice(index).map(({ signature }) => signature));
          return;
        }
        using time = budget.share(leads.length - index);
        const shown = await this.#shrink(lead, time);
        const [via, known] = [[...lead.via, lead.signature], new Set([...lead.known, ...shown.keys()])];
        for (const [signature, path] of shown) {
          if (!lead.known.has(signature)) found.push(this.#lead(signature, path, via, known));
        }
        this.#progress('shrink', ++shrunk, Math.max(all.length, shrunk));
      }
      all.push(...found);
      // A shard cannot know which kinds another shard came upon earlier in the draw.
      const chosen = this.#options.shard === undefined ? chooseOrigins(all) : undefined;
      leads = found.filter((lead) => chosen === undefined || chosen.get(lead.signature) === lead);
    }
  }

  #lead(signature: string, path: string, via: readonly string[], known: ReadonlySet<string>): Lead {
    const first = Number.parseInt(path, 10);
    return { signature, path, via, known, first, toured: first < this.#tour.length };
  }

  async replay(path: string): Promise<void> {
    const places = decodePlaces(path);
    const at = (place: string): readonly Interleaving[] =>
      placeAt(this.#arbitrary, this.#tour, this.#options.seed, place);
    // One that was shrunk may lead nowhere, which is told before any is run. To find many may take long.
    const shrunk = new Map(places.filter((place) => place.includes(':')).map((place) => [place, at(place)]));
    const pace = makePace();
    for (const [index, place] of places.entries()) {
      await pace();
      if (this.state.isOver(0, false)) return;
      const sofar = encodePlaces(places.slice(0, index + 1));
      for (const interleaving of shrunk.get(place) ?? at(place))
        await this.#run(interleaving, 'replay', sofar);
    }
  }

  /** @returns where each kind was first seen on the way */
  async #shrink({ signature, path: at, via }: Lead, time: Share): Promise<ReadonlyMap<string, string>> {
    const { seed } = this.#options;
    const shrinking = { shrinks: signature, ...(via.length === 0 ? {} : { via }) };
    const seen = new Map<string, string>();
    // Each kind is shrunk by itself, because another shard may have the kind before it: see Tally.
    const remembered = new Map<string, ReadonlySet<string>>();
    let isCut = false;
    let smallest: Placed<Interleaving> | undefined;
    const shows = async (interleaving: Interleaving, here: string): Promise<boolean> => {
      const key = JSON.stringify(interleaving);
      const shown = remembered.get(key) ?? (await this.#run(interleaving, 'shrink', here, shrinking));
      remembered.set(key, shown);
      for (const each of shown) if (!seen.has(each)) seen.set(each, here);
      if (shown.has(signature) || here === at) smallest = { path: here, value: interleaving };
      return shown.has(signature);
    };
    // The first interleaving is the one that showed the kind. It has to be kept, or the kind would not be shown.
    const isOver = (): boolean => this.#options.signal?.aborted === true || (isCut ||= time.isUsedUp());
    await shrinkFrom(this.#arbitrary, at, shows, { seed, examples: [...this.#tour] }, isOver);
    if (isCut) this.state.unfinished.push(signature);
    if (smallest === undefined) return seen;
    this.#shrunk.push({ signature, at, smallest });
    if (this.#implementation.intruder !== undefined && smallest.path !== at)
      await this.#runAgain(signature, smallest.value, smallest.path);
    return seen;
  }

  /**
   * Where the implementation can be begun afresh, each kind is run again alone: what does not recur is run behind the
   * cases that came before it, or is flaky.
   */
  async #confirmAfresh(): Promise<void> {
    if (this.#implementation.restart === undefined) return;
    const { signal, seed } = this.#options;
    const budget = this.state.budget('rerun');
    const restart = async (): Promise<void> => this.#implementation.restart?.();
    const notAlone: Shrunk[] = [];
    for (const [index, shrunk] of this.#shrunk.entries()) {
      using time = budget.share(this.#shrunk.length - index);
      if (time.isUsedUp() || this.state.hasToEnd) break;
      await restart();
      const { signature, smallest } = shrunk;
      if (!(await this.#runAgain(signature, smallest.value, smallest.path))) notAlone.push(shrunk);
    }
    for (const [index, { signature, at, smallest }] of notAlone.entries()) {
      using time = budget.share(notAlone.length - index);
      const isOver = (): boolean => time.isUsedUp() || signal?.aborted === true;
      const draw = { seed, examples: [...this.#tour] };
      const isDone = await lookBehind({
        signature,
        isTriedAlone: smallest.path === at,
        drawn: this.#drawn.upTo(at),
        restart,
        run: (each, path) => this.#run(each, 'shrink', path, { shrinks: signature, fresh: true }),
        shrink: (from, shows) => shrinkFrom(this.#arbitrary, from, shows, draw, isOver),
        isOver,
      });
      if (!isDone) this.state.notTriedBehind.push(signature);
    }
  }

  async #run(
    interleaving: Interleaving,
    phase: Phase,
    path: string,
    shrinking: Pick<CaseHead, 'shrinks' | 'via' | 'fresh'> = {},
    triesLeft = MOST_VOID,
  ): Promise<ReadonlySet<string>> {
    const { recorder, deadline, signal } = this.#options;
    const { processes, windowsInstaller } = interleaving;
    const version = windowsInstaller === undefined ? {} : { windowsInstaller };
    const head: CaseHead = { case: this.state.begin(), phase, processes, ...version, path, ...shrinking };
    recorder?.beginCase(head);
    // The installer's own logs tell what it did in a case that is run again.
    const isLogged = phase === 'rerun';
    if (isLogged) await this.#implementation.keepLogs?.(`case-${head.case}`);
    const emit = (event: UnstampedEvent): void => recorder?.event(event);
    const run = await runCase(this.#implementation, interleaving, {
      deadline,
      emit,
      ...(signal === undefined ? {} : { signal }),
    });
    if (isLogged) await this.#implementation.keepLogs?.(undefined);
    const intruder = await intruderIn(this.#implementation, deadline);
    if (intruder !== undefined) {
      recorder?.voidCase?.(intruder);
      this.state.voidCases++;
      const goesOn = triesLeft > 0 && signal?.aborted !== true && !this.state.isLate;
      if (goesOn) return this.#run(interleaving, phase, path, shrinking, triesLeft - 1);
      this.state.end(head.case, unfit(intruder));
      return new Set();
    }
    this.state.end(head.case, run.failure);
    const signatures = this.tally.add(head, run.observed);
    if (phase !== 'rerun') await this.#confirm(signatures, interleaving, path);
    for (const signature of phase === 'shrink' || phase === 'rerun' ? [] : signatures) {
      // A case of a tour has many steps, so a drawn case is better to shrink.
      const first = this.#first.get(signature);
      const isOfTour = first !== undefined && Number(first) < this.#tour.length;
      if (first === undefined || (isOfTour && phase === 'random')) this.#first.set(signature, path);
    }
    return signatures;
  }

  /** Where others may install, each new kind is run again: what does not recur is told to be flaky. */
  async #confirm(signatures: ReadonlySet<string>, interleaving: Interleaving, path: string): Promise<void> {
    if (this.#implementation.intruder === undefined) return;
    for (const signature of signatures) {
      if (this.#confirmed.has(signature)) continue;
      this.#confirmed.add(signature);
      for (let time = 0; time < RERUNS; time++) await this.#runAgain(signature, interleaving, path);
    }
  }

  /** Once more, unless there is no time. @returns whether it showed the kind */
  async #runAgain(signature: string, interleaving: Interleaving, path: string): Promise<boolean> {
    if (this.state.isLate || this.#options.signal?.aborted === true) return false;
    return (await this.#run(interleaving, 'rerun', path, { shrinks: signature })).has(signature);
  }

  #progress(phase: Phase, done: number, total: number): void {
    this.#options.onProgress?.({ phase, done, total, divergences: this.#first.size });
  }
}
