/** The agent of a machine, through all its boots: awaited, held against what is expected, asked, given up. */
import { setTimeout as delay } from 'node:timers/promises';
import { openRemote } from '../adapters/agent/connect/remote.ts';
import { RefusedError } from '../adapters/agent/connect/talk.ts';
import { within } from '../adapters/deadline.ts';
import { ImplementationError } from '../adapters/implementation.ts';
import type { OpenedImplementation } from '../adapters/implementation.ts';
import type { MachineDefinition } from './definition/schema.ts';
import { MachineError } from './machine/machine.ts';
import type { Machine } from './machine/machine.ts';
import { strangerIn } from './stranger.ts';
import type { Self } from './stranger.ts';
import type { Outcome, Task } from './task.ts';

const [BOOT_SECONDS, CASE_SECONDS] = [300, 180];
/** The agent gives up a measurement after two minutes, and then waits until nobody owns the mutex. */
const MEASUREMENT_SECONDS = 180;
/** A machine that runs already needs no time to boot. */
const STANDING_SECONDS = 60;
const [ALIVE_MS, BYE_MS] = [20_000, 5_000];
/** From one look for the agent to the next: soon at first, then seldom. */
const [LEAST_PAUSE_MS, MOST_PAUSE_MS] = [100, 5_000];

const REFUSALS = 3;

export const ENDED = 'it was ended';

export class Agent {
  private readonly definition: MachineDefinition;
  private readonly machine: Machine;
  private readonly ending: AbortSignal;
  private known: Self | undefined;
  private current: OpenedImplementation | undefined;
  /** Drops the line to the agent of this boot. */
  private line = new AbortController();

  constructor(definition: MachineDefinition, machine: Machine, ending: AbortSignal) {
    this.definition = definition;
    this.machine = machine;
    this.ending = ending;
  }

  /** What it said of itself at its first hello. */
  get self(): Self {
    if (this.known === undefined) throw new Error('the agent has not said hello yet');
    return this.known;
  }

  /** @throws {ImplementationError} when there is none */
  opened(): OpenedImplementation {
    if (this.current === undefined) throw new ImplementationError('no agent is connected');
    return this.current;
  }

  /** Awaits its hello for as long as the machine may boot. @throws {Error} with the sentence why there is none */
  async greet(): Promise<void> {
    const { kind, bootSeconds = kind === 'none' ? STANDING_SECONDS : BOOT_SECONDS } = this.definition;
    const seconds = bootSeconds;
    const until = performance.now() + seconds * 1000;
    let last = 'nobody answered';
    let refusals = 0;
    let pause = LEAST_PAUSE_MS;
    for (;;) {
      const late = (): string => `no agent said hello within ${seconds} s of its start: ${last}`;
      const left = until - performance.now();
      if (left <= 0) throw new MachineError(late());
      this.line = new AbortController();
      try {
        const opening = openRemote(
          this.machine.way,
          (stage) => (last = stage),
          process.env,
          this.line.signal,
        );
        const opened = await this.unlessOver(opening, left, late);
        const self = selfOf(opened);
        this.current = opened;
        const stranger = strangerIn(self, this.definition.expect, this.known);
        if (stranger !== undefined) throw new StrangerError(stranger);
        this.known ??= self;
        await this.machine.booted();
        return;
      } catch (error) {
        this.drop();
        if (error instanceof StrangerError || error instanceof MachineError) throw error;
        last = (error as Error).message;
        // An agent that refuses is up; what it lacks does not come by waiting, but for an earlier controller.
        if (error instanceof RefusedError && ++refusals >= REFUSALS) throw error;
        await delay(Math.min(pause, Math.max(0, until - performance.now())));
        pause = Math.min(MOST_PAUSE_MS, pause * 1.5);
      }
    }
  }

  /**
   * Runs a case, or makes a measurement.
   * @returns the failure when it could not be done and the machine is well
   * @throws {Error} with the sentence when the machine is lost
   */
  async run(task: Task): Promise<Outcome | ImplementationError> {
    const { current } = this;
    const [what, seconds, answer] =
      'measurement' in task
        ? ['the measurement', MEASUREMENT_SECONDS, current?.measureOne?.(task.measurement)]
        : ['the case', this.definition.caseSeconds ?? CASE_SECONDS, current?.performAll?.(task.wanted)];
    if (current === undefined || answer === undefined) throw new MachineError(`its agent cannot do ${what}`);
    const late = (): string => `it hung: no answer to ${what} within ${seconds} s`;
    try {
      return await this.unlessOver<Outcome>(answer, seconds * 1000, late);
    } catch (error) {
      if (error instanceof MachineError || !(error instanceof ImplementationError)) throw error;
      // An agent that takes a reset is well, and so is its machine.
      try {
        await this.unlessOver<void>(current.reset({ processes: 1 }), ALIVE_MS, () => error.message);
      } catch (after) {
        throw after instanceof MachineError ? after : error;
      }
      return error;
    }
  }

  /** Takes leave of it, so that it cleans up; not for long. */
  async bye(): Promise<void> {
    const { current } = this;
    this.current = undefined;
    if (current === undefined) return;
    const left = within(
      Promise.resolve(current[Symbol.asyncDispose]()),
      BYE_MS,
      () => new Error('no answer to bye'),
    );
    await left.catch(() => undefined);
  }

  /** Forgets it: its machine is gone, or is none of ours. */
  drop(): void {
    this.line.abort();
    this.current = undefined;
  }

  /** @throws {MachineError} when the machine ends first, or is late; {@link ENDED} when nobody wants it any more */
  private async unlessOver<T>(pending: Promise<T>, milliseconds: number, late: () => string): Promise<T> {
    const { ending } = this;
    let onEnd = (): void => undefined;
    const over = new Promise<never>((_, reject) => {
      onEnd = () => reject(new MachineError(ENDED));
      ending.addEventListener('abort', onEnd, { once: true });
      if (ending.aborted) onEnd();
      void this.machine.ended.then((why) => reject(new MachineError(why)));
    });
    over.catch(() => undefined);
    try {
      return await within(Promise.race([pending, over]), milliseconds, () => new MachineError(late()));
    } finally {
      ending.removeEventListener('abort', onEnd);
      pending.catch(() => undefined);
    }
  }
}

class StrangerError extends Error {}

const selfOf = ({ identity, capabilities, notOffered = [], notes }: OpenedImplementation): Self => ({
  identity,
  capabilities,
  notOffered,
  notes: notes?.() ?? {},
});
