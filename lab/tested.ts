/**
 * One machine under test. It is an implementation like any other: the suite asks for cases, and whatever a case does
 * to the machine is met here, by the automaton of `loop.ts`. Longer than 250 lines: each effect of that automaton acts on
 * the same machine, agent and evidence.
 */
import { match, P } from 'ts-pattern';
import { CrashedMachineError, ImplementationError } from '../adapters/implementation.ts';
import type {
  Identity,
  Measurement,
  NotOffered,
  OpenedImplementation,
  ResetOptions,
  WholeCase,
} from '../adapters/implementation.ts';
import type { Capabilities, Observed, Operation, Response } from '../spec/index.ts';
import { Agent, ENDED } from './agent.ts';
import type { MachineDefinition } from './definition/schema.ts';
import { keepEvidence, whereToLook } from './evidence.ts';
import type { Loss } from './evidence.ts';
import { bootOf, next, OFF, TRIES } from './loop.ts';
import type { Effect, LabEvent, State } from './loop.ts';
import type { Machine } from './machine/machine.ts';
import { describeTask, lostIn } from './task.ts';
import type { Outcome, Task } from './task.ts';

export interface TestedOptions {
  readonly definition: MachineDefinition;
  readonly machine: Machine;
  /** Where screenshots and consoles of failures go. */
  readonly evidence: string;
  /** Told in a sentence what becomes of the machine; the label goes before it. */
  readonly onNews: (sentence: string) => void;
  readonly onLoss: (loss: Loss) => void;
  /** It could not be stopped, and may still run. */
  readonly onStays: () => void;
  /** Ends everything, as Ctrl-C does. */
  readonly signal: AbortSignal;
}

/** What the automaton leaves to whoever waits. */
type Told = Extract<Effect, { readonly do: `tell-${string}` }>;

export class TestedMachine implements OpenedImplementation {
  /** Each time that it was lost. */
  readonly losses: Loss[] = [];
  private readonly options: TestedOptions;
  private readonly ending = new AbortController();
  private readonly agent: Agent;
  private state: State = OFF;
  /** What runs, or is to be run again. */
  private task: Task = { measurement: '' };
  private cases = 0;
  private outcome: Outcome | ImplementationError = [];
  private driving: Promise<Told> = Promise.resolve({ do: 'tell-nothing' });
  private stopFailed: string | undefined;

  private constructor(options: TestedOptions) {
    this.options = options;
    this.agent = new Agent(options.definition, options.machine, this.ending.signal);
    const end = (): void => this.ending.abort();
    options.signal.addEventListener('abort', end, { once: true });
    if (options.signal.aborted) end();
  }

  /** Starts a machine and awaits its agent. @throws {ImplementationError} when there is none; it is stopped then */
  static async boot(options: TestedOptions): Promise<TestedMachine> {
    const tested = new TestedMachine(options);
    const told = await tested.tell({ type: 'begin' });
    if (told.do === 'tell-ready') return tested;
    throw new ImplementationError(tested.whyOver(told));
  }

  /** Whether a lost machine gets a fresh boot; one that nobody here can start has to come back by itself. */
  private get isReset(): boolean {
    return this.options.definition.kind !== 'none';
  }

  get boots(): number {
    return bootOf(this.state);
  }

  /** The label is what results call it. */
  get identity(): Identity {
    const { name, ...self } = this.agent.self.identity;
    const { label } = this.options.definition;
    return { ...self, id: label, name: label, system: name };
  }

  get capabilities(): Capabilities {
    return this.agent.self.capabilities;
  }

  get notOffered(): readonly NotOffered[] {
    return this.agent.self.notOffered ?? [];
  }

  /** Something else may install on the machine, and nobody tells: what does not recur decides nothing. */
  async intruder(): Promise<undefined> {
    return undefined;
  }

  get measurementNames(): readonly string[] {
    return this.agent.opened().measurementNames ?? [];
  }

  readonly notes = (): Readonly<Record<string, unknown>> => ({
    ...this.agent.self.notes,
    lab: { boots: this.boots, losses: this.losses },
  });

  async performAll(wanted: WholeCase): Promise<readonly Observed[]> {
    return (await this.ask({ case: ++this.cases, wanted })) as readonly Observed[];
  }

  async measureOne(name: string): Promise<Measurement> {
    return (await this.ask({ measurement: name })) as Measurement;
  }

  private async ask(task: Task): Promise<Outcome> {
    this.task = task;
    const told = await this.tell({ type: 'case' });
    return match(told)
      .with({ do: 'tell-done' }, () => {
        if (this.outcome instanceof ImplementationError) throw this.outcome;
        return this.outcome;
      })
      .with({ do: 'tell-crashed' }, ({ why }) => {
        throw new CrashedMachineError(
          `it crashed the machine ${TRIES} times${this.isReset ? ', the last time on a fresh boot' : ''}: ${why}`,
        );
      })
      .with({ do: 'tell-over' }, () => {
        throw new ImplementationError(this.whyOver(told));
      })
      .with({ do: P.union('tell-ready', 'tell-nothing') }, () => [])
      .exhaustive();
  }

  async reset(options: ResetOptions): Promise<void> {
    await this.agent.opened().reset(options);
  }

  async perform(process: number, operation: Operation, signal?: AbortSignal): Promise<Response> {
    return this.agent.opened().perform(process, operation, signal);
  }

  /** Ends the machine, whatever it does. @throws {ImplementationError} when it may still run */
  async [Symbol.asyncDispose](): Promise<void> {
    // What waits in the middle of a case is given up; a machine at rest is left in order.
    if (this.state.at !== 'ready') this.ending.abort();
    await this.driving.catch(() => undefined);
    await this.tell({ type: 'end', why: 'it is not wanted any more' });
    const { stopFailed } = this;
    this.stopFailed = undefined;
    if (stopFailed !== undefined) throw new ImplementationError(stopFailed);
  }

  private whyOver(told: Told): string {
    const why = told.do === 'tell-over' ? told.why : 'it is not wanted any more';
    const { stopFailed } = this;
    this.stopFailed = undefined;
    return stopFailed === undefined ? why : `${why}; then ${stopFailed}`;
  }

  /** Lets the automaton go on until somebody is to be told. */
  private tell(event: LabEvent): Promise<Told> {
    this.driving = this.drive(event);
    return this.driving;
  }

  private async drive(first: LabEvent): Promise<Told> {
    let event = first;
    for (;;) {
      const [state, effect] = next(this.state, event);
      this.state = state;
      if (isTold(effect)) return effect;
      event = await this.act(effect);
      if (this.ending.signal.aborted && effect.do !== 'stop') event = { type: 'end', why: ENDED };
    }
  }

  private act(effect: Exclude<Effect, Told>): Promise<LabEvent> {
    const { machine, onNews } = this.options;
    return match(effect)
      .with({ do: 'start' }, () =>
        this.attempt('failed', () => machine.start(this.ending.signal), { type: 'started' }),
      )
      .with({ do: 'reset' }, () => {
        this.agent.drop();
        return this.attempt('failed', () => machine.reset(this.ending.signal), { type: 'started' });
      })
      .with({ do: 'greet' }, async () => {
        const began = performance.now();
        const event = await this.attempt('failed', () => this.agent.greet(), { type: 'hello' });
        if (event.type === 'hello' && !this.ending.signal.aborted) {
          const { name, windowsInstaller } = this.agent.self.identity;
          const seconds = ((performance.now() - began) / 1000).toFixed(1);
          onNews(`${name}, Windows Installer ${windowsInstaller}, says hello after ${seconds} s`);
        }
        return event;
      })
      .with({ do: 'run' }, () =>
        this.attempt('lost', async () => void (this.outcome = await this.agent.run(this.task)), {
          type: 'done',
        }),
      )
      .with({ do: 'keep' }, async ({ why }): Promise<LabEvent> => {
        await this.keep(why);
        return { type: 'kept' };
      })
      .with({ do: 'stop' }, async (): Promise<LabEvent> => {
        if (!this.ending.signal.aborted) await this.agent.bye();
        try {
          await machine.stop();
        } catch (error) {
          this.stopFailed = (error as Error).message;
          this.options.onStays();
        }
        this.agent.drop();
        return { type: 'stopped' };
      })
      .exhaustive();
  }

  private async attempt(bad: 'failed' | 'lost', act: () => Promise<void>, good: LabEvent): Promise<LabEvent> {
    try {
      await act();
      return good;
    } catch (error) {
      return { type: bad, why: (error as Error).message };
    }
  }

  private async keep(why: string): Promise<void> {
    const { machine, evidence, onNews } = this.options;
    const { state, boots } = this;
    if (state.at !== 'keeping') return;
    const isBooted = state.afterwards !== 'give-up';
    const loss = { boot: boots, why, ...(isBooted ? lostIn(this.task) : {}) };
    const kept = await keepEvidence(machine, evidence, loss);
    this.losses.push(kept);
    this.options.onLoss(kept);
    if (!isBooted) return;
    const again = this.isReset ? 'it is run again on a fresh boot' : 'it is run again when its agent answers';
    const after = state.afterwards === 'again' ? again : 'it is set apart';
    onNews(`${describeTask(this.task)} ended the machine: ${why}; ${after} (${whereToLook(kept)})`);
  }
}

const isTold = (effect: Effect): effect is Told => effect.do.startsWith('tell-');
