import type { Operation, OperationName, Response } from '../../spec/index.ts';
import { OBSERVER } from '../../spec/index.ts';
import * as fc from 'fast-check';
import { setTimeout as delay } from 'node:timers/promises';
import type { Implementation, RacingHooks, ImplementationError } from '../../adapters/implementation.ts';
import { argumentsOf, responseKindOf } from '../../oracle/index.ts';
import type { UnstampedEvent } from '../../oracle/index.ts';
import { Whereabouts } from '../interleaving/interleaving.ts';
import { asImplementationError, openAfter, perform, withWait, resetFor, runCase } from '../run/run-case.ts';
import type { RunCaseOptions } from '../run/run-case.ts';
import type { Fault } from '../interleaving/fault.ts';
import type { Race } from '../interleaving/race.ts';

/** Decides who goes on next, for an implementation that lets itself be scheduled. */
interface Scheduler {
  schedule(task: Promise<void>, label: string): Promise<void>;
  /** Lets tasks go on one by one until this is settled. */
  waitFor(all: Promise<void>): Promise<void>;
}

/** fast-check's, the same again for the same number. */
const schedulerFor = (schedule: number): Scheduler | undefined =>
  fc.sample(fc.scheduler(), { seed: schedule, numRuns: 1 })[0];

/** One race as it went. */
export interface RaceRun {
  readonly events: readonly UnstampedEvent[];
  /** Why the implementation could not be driven to the end; such a case is no divergence. */
  readonly failure: ImplementationError | undefined;
}

/** Runs the processes of a race at the same time, and records each invocation and response as it happens. */
export const runRace = async (
  implementation: Implementation & RacingHooks,
  race: Race,
  options: RunCaseOptions,
): Promise<RaceRun> => {
  try {
    await resetFor(implementation, race, options.deadline);
  } catch (error) {
    return { events: [], failure: asImplementationError(error) };
  }
  const running = new RunningRace(implementation, race, options);
  await running.run();
  return { events: running.events, failure: running.failure };
};

/** Runs the steps of a race one after the other, in their order. */
export const runInTurn: typeof runRace = async (implementation, race, options) => {
  const events: UnstampedEvent[] = [];
  const emit = (event: UnstampedEvent): void => {
    events.push(event);
    options.emit(event);
  };
  const { failure } = await runCase(implementation, race, { ...options, emit });
  return { events, failure };
};

/** A call between its invocation and its response. */
interface Underway {
  readonly op: OperationName;
  /** Whether the implementation has been asked. */
  begun: boolean;
  /** Whether the process was killed before that. */
  dead: boolean;
  end: Promise<void>;
}

const KILL = { op: 'kill' } as const;

class RunningRace {
  readonly events: UnstampedEvent[] = [];
  failure: ImplementationError | undefined;
  readonly #implementation: Implementation & RacingHooks;
  readonly #race: Race;
  readonly #options: RunCaseOptions;
  readonly #scheduler: Scheduler | undefined;
  readonly #whereabouts: Whereabouts;
  /** By process: the call it is in, and the kill it is suffering. */
  readonly #calls = new Map<number, Underway>();
  readonly #kills = new Map<number, Promise<void>>();
  readonly #strikes: Promise<void>[] = [];
  #faults: readonly Fault[];

  constructor(implementation: Implementation & RacingHooks, race: Race, options: RunCaseOptions) {
    this.#implementation = implementation;
    this.#race = race;
    this.#options = options;
    this.#scheduler =
      implementation.scheduleWith === undefined ? undefined : schedulerFor(race.schedule ?? 0);
    this.#whereabouts = new Whereabouts(race.processes);
    this.#faults = race.faults;
  }

  async run(): Promise<void> {
    const processes = [OBSERVER, ...Array.from({ length: this.#race.processes }, (_, index) => index + 1)];
    const pause = (process: number): Promise<void> => this.#pause(process);
    this.#implementation.scheduleWith?.(this.#scheduler === undefined ? undefined : pause);
    try {
      const all = Promise.all(processes.map((process) => this.#act(process))).then(() => this.#settle());
      await (this.#scheduler === undefined ? all : this.#scheduler.waitFor(all));
    } finally {
      this.#implementation.scheduleWith?.(undefined);
    }
  }

  /** Waits for the faults: some may still be under way, and others may strike meanwhile. */
  async #settle(): Promise<void> {
    for (let done = 0; done < this.#strikes.length;) {
      const begun = this.#strikes.length;
      await Promise.all(this.#strikes);
      done = begun;
    }
  }

  /** Does the steps of one process, one after the other. */
  async #act(process: number): Promise<void> {
    for (const step of this.#race.steps.filter((each) => each.process === process)) {
      // A step that is left out is not in the history, so it takes no time.
      if (!this.#whereabouts.allows(step)) continue;
      await this.#pause(process);
      while (this.#kills.has(process)) await this.#kills.get(process);
      if (this.#options.signal?.aborted === true || this.failure !== undefined) return;
      if (!this.#whereabouts.allows(step)) continue;
      const underway: Underway = { op: step.operation.op, begun: false, dead: false, end: Promise.resolve() };
      underway.end = this.#call(process, step.operation, underway);
      this.#calls.set(process, underway);
      await underway.end;
      this.#calls.delete(process);
    }
  }

  async #call(process: number, operation: Operation, underway: Underway): Promise<void> {
    this.#record({ process, kind: 'invoke', op: operation.op, args: argumentsOf(operation) });
    await this.#pause(process);
    underway.begun = true;
    const response: Response = underway.dead ? { type: 'gone' } : await this.#perform(process, operation);
    await this.#pause(process);
    this.#record({ process, kind: responseKindOf(response), op: operation.op, value: response });
    if (process !== OBSERVER) this.#whereabouts.follow(process, operation, response);
  }

  async #perform(process: number, operation: Operation): Promise<Response> {
    const asked = performance.now();
    try {
      const response = await perform(this.#implementation, process, operation, this.#options.deadline);
      return withWait(response, asked);
    } catch (error) {
      const failure = asImplementationError(error);
      this.failure ??= failure;
      return openAfter(failure);
    }
  }

  #record(event: UnstampedEvent): void {
    this.events.push(event);
    this.#options.emit(event);
    const due = this.#faults.find(({ after }) => after <= this.events.length);
    if (due === undefined) return;
    this.#faults = this.#faults.filter((fault) => fault !== due);
    const failed = (error: unknown): void => void (this.failure ??= asImplementationError(error));
    this.#strikes.push(
      Promise.resolve()
        .then(() => this.#strike(due))
        .catch(failed),
    );
  }

  async #strike(fault: Fault): Promise<void> {
    if (this.failure !== undefined) return;
    if (fault.fault === 'suspend') {
      await using _suspended = await this.#implementation.suspend?.(fault.process);
      await delay(fault.milliseconds);
      return;
    }
    const { process } = fault;
    const doesSomething = this.#calls.has(process) || this.#whereabouts.allows({ process, operation: KILL });
    const dies = this.#kills.has(process) || this.#calls.get(process)?.op === KILL.op;
    if (!doesSomething || dies) return;
    const kill = this.#killed(process).finally(() => this.#kills.delete(process));
    this.#kills.set(process, kill);
    await kill;
  }

  async #killed(process: number): Promise<void> {
    const call = this.#calls.get(process);
    if (call?.begun === false) call.dead = true;
    this.#record({ process, kind: 'invoke', op: KILL.op, args: {} });
    await this.#pause(process);
    let response = await this.#perform(process, KILL);
    // A call that was under way when its process died may be held in the process that took its place.
    await call?.end;
    if (this.#whereabouts.allows({ process, operation: KILL })) response = await this.#perform(process, KILL);
    await this.#pause(process);
    this.#record({ process, kind: responseKindOf(response), op: KILL.op, value: response });
    this.#whereabouts.follow(process, KILL, response);
  }

  #pause(process: number): Promise<void> {
    return this.#scheduler?.schedule(Promise.resolve(), `process ${process}`) ?? Promise.resolve();
  }
}
