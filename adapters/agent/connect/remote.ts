/** The Windows Installer of a machine on which an agent is its own controller, over one of the ways to it. */
import type { Capabilities, Observed, Operation, Response } from '../../../spec/index.ts';
import { MEASUREMENT_NAMES } from '../../driver/measure/index.ts';
import { ImplementationError } from '../../implementation.ts';
import type {
  Identity,
  Measurement,
  OpenedImplementation,
  NotOffered,
  ResetOptions,
  WholeCase,
} from '../../implementation.ts';
import { requireRevision, AGENT_REVISION } from '../../announcement.ts';
import { openChannel } from './open-channel.ts';
import { Talk } from './talk.ts';
import type { Reply } from './talk.ts';
import type { Way } from './way.ts';

interface Hello extends Reply {
  readonly identity: Identity;
  readonly capabilities: Capabilities;
  readonly notOffered: readonly NotOffered[];
  readonly notes: Readonly<Record<string, unknown>>;
  /** Whether it can measure; a stand-in cannot. */
  readonly measures?: boolean;
}

interface MeasurementReply extends Reply {
  readonly durationMs: number;
  readonly values?: unknown;
  readonly failed?: string;
}

interface CaseReply extends Reply {
  readonly events: readonly {
    readonly process: number;
    readonly kind: string;
    readonly op: Operation['op'];
    readonly args?: Readonly<Record<string, string>>;
    readonly value?: Response;
  }[];
  readonly failure?: string;
}

/** To say who it is; to make the packages and try what is offered; to say good-bye. */
const [GREETING_MS, HELLO_MS, BYE_MS] = [20_000, 180_000, 20_000];
/** So often is a silent agent asked whether it is there, which tells it that we are. */
const PING_MS = 15_000;
/** The agent gives a measurement two minutes, and then waits until nobody owns the mutex. */
const MEASUREMENT_MS = 180_000;
/** What a case may take beside its operations, each of which has the deadline. */
const RESET_MS = 60_000;

const TOKEN_VARIABLE = 'MSICONFORM_TOKEN';

/**
 * @param signal - leaves the agent at once, at any time: whatever waits for an answer is rejected
 * @throws {ImplementationError} when there is no agent, or it is of another revision, or refuses
 */
export const openRemote = async (
  way: Way,
  onProgress: (message: string) => void = () => undefined,
  environment: NodeJS.ProcessEnv = process.env,
  signal?: AbortSignal,
): Promise<OpenedImplementation> => {
  const channel = await openChannel(way, onProgress, signal);
  onProgress('somebody is there, and has not said hello yet');
  const talk = new Talk(channel);
  const leave = (): void => void talk[Symbol.asyncDispose]().catch(() => undefined);
  signal?.addEventListener('abort', leave, { once: true });
  if (signal?.aborted === true) leave();
  try {
    if (channel.greets) requireRevision(await talk.greeting(GREETING_MS));
    onProgress('the agent makes its packages and tries what is offered');
    const token = environment[TOKEN_VARIABLE];
    const hello = { op: 'hello', revision: AGENT_REVISION, ...(token === undefined ? {} : { token }) };
    return new Remote(talk, (await talk.ask(hello, HELLO_MS)) as Hello);
  } catch (error) {
    await talk[Symbol.asyncDispose]();
    throw error;
  }
};

class Remote implements OpenedImplementation {
  readonly identity: Identity;
  readonly capabilities: Capabilities;
  readonly notOffered: readonly NotOffered[];
  readonly notes: () => Readonly<Record<string, unknown>>;
  readonly measurementNames: readonly string[];
  private readonly talk: Talk;
  private readonly heartbeat: NodeJS.Timeout;
  private busy: Promise<unknown> = Promise.resolve();

  constructor(talk: Talk, { identity, capabilities, notOffered, notes, measures }: Hello) {
    this.talk = talk;
    this.identity = identity;
    this.capabilities = capabilities;
    this.notOffered = notOffered;
    this.notes = () => notes;
    this.measurementNames = measures === true ? MEASUREMENT_NAMES : [];
    this.heartbeat = setInterval(() => {
      this.alone(() => this.talk.ask({ op: 'ping' }, GREETING_MS)).catch(() => undefined);
    }, PING_MS);
    this.heartbeat.unref();
  }

  /** One request at a time: the agent answers in order. */
  private async alone<T>(act: () => Promise<T>): Promise<T> {
    const before = this.busy;
    const mine = before.then(act, act);
    this.busy = mine.catch(() => undefined);
    return mine;
  }

  async reset({ processes }: ResetOptions): Promise<void> {
    await this.alone(() => this.talk.ask({ op: 'reset', processes }, RESET_MS));
  }

  async perform(process: number, operation: Operation, signal?: AbortSignal): Promise<Response> {
    const asked = this.alone(() => this.talk.ask({ process, ...operation }, RESET_MS));
    const ended = new Promise<Response>((resolve) => {
      signal?.addEventListener(
        'abort',
        () => resolve({ type: 'open', reason: 'no answer before the deadline' }),
        {
          once: true,
        },
      );
    });
    return Promise.race([asked.then((reply) => (reply as Reply & { value: Response }).value), ended]);
  }

  /** One round trip for a whole interleaving, however slow the way is. */
  async performAll({ processes, steps, deadline }: WholeCase): Promise<readonly Observed[]> {
    const request = {
      op: 'case',
      processes,
      deadline,
      steps: steps.map(({ process, operation }) => ({ process, ...operation })),
    };
    const milliseconds = RESET_MS + deadline * (steps.length + 1);
    const { events, failure } = (await this.alone(() => this.talk.ask(request, milliseconds))) as CaseReply;
    if (failure !== undefined) throw new ImplementationError(`the agent could not run the case: ${failure}`);
    return observedOf(events);
  }

  /** Something else may install on that machine, and nobody tells: what does not recur decides nothing. */
  async intruder(): Promise<undefined> {
    return undefined;
  }

  async measureOne(name: string): Promise<Measurement> {
    const asked = this.alone(() => this.talk.ask({ op: 'measure', name }, MEASUREMENT_MS));
    const { durationMs, values, failed } = (await asked) as MeasurementReply;
    return { name, durationMs, ...(failed === undefined ? { values } : { failed }) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.heartbeat);
    await this.alone(() => this.talk.ask({ op: 'bye' }, BYE_MS)).catch(() => undefined);
    await this.talk[Symbol.asyncDispose]();
  }
}

/** Lockstep: each response stands behind its invocation. */
const observedOf = (events: CaseReply['events']): readonly Observed[] =>
  events.flatMap(({ process, kind, op, args }, index) => {
    const response = events[index + 1]?.value;
    if (kind !== 'invoke' || response === undefined) return [];
    return [{ process, operation: { op, ...args } as Operation, response }];
  });
