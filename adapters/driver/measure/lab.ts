import { setTimeout as delay } from 'node:timers/promises';
import { attempt, NO_ANSWER, TRY_DEADLINE_MS, within } from '../answers.ts';
import { clientFixture } from '../fixtures.ts';
import { InstallerLogs } from '../installer-logs.ts';
import type { Host, Launch } from '../host.ts';
import type { Answer, Request, StartCommand } from '../protocol.ts';
import { WorkerProcess } from '../worker-process.ts';
import type { Gone } from '../worker-process.ts';
import type { Workers } from '../workers.ts';

const QUIET_DEADLINE_MS = 15_000;
/** As often as the list of what is to be measured asks for. */
const INTERVAL_MS = 20;
const MOST_CHANGES = 200;
/** A call that is held in each table has ended after two; some are for what nobody knows. */
const MOST_STEPS = 4;

export const UI = { none: 2, reduced: 4 } as const;

/** What an operation came to. */
export interface Outcome {
  readonly type: (Answer | Gone)['type'] | 'no answer';
  readonly code?: number;
  readonly table?: string;
  readonly messages?: readonly unknown[];
  readonly reason?: string;
  readonly milliseconds: number;
}

/** What was seen at a moment, in milliseconds from the beginning, when it was not what was seen before. */
export interface Change {
  readonly at: number;
  /** When the look before it was. */
  readonly before: number;
  readonly mutex: unknown;
  readonly service: unknown;
}

/** The clients and the observer, for measurements: nothing is judged, everything is noted. */
export class Lab implements AsyncDisposable {
  readonly host: Host;
  private readonly workers: Workers;
  private readonly signal: AbortSignal;
  /** Ends what a measurement does when the measurement itself is late. */
  private late = new AbortController();
  private measurer: Promise<WorkerProcess> | undefined;
  private readonly logs: InstallerLogs;
  /** The clients whose call has not come back. */
  private readonly inCall = new Set<number>();
  /** On which thread msi.dll calls the handler. */
  readonly handlerThread: () => Promise<string>;

  /** @param signal - ends everything at once, with the workers */
  constructor(host: Host, workers: Workers, handlerThread: () => Promise<string>, signal: AbortSignal) {
    this.host = host;
    this.workers = workers;
    this.handlerThread = handlerThread;
    this.logs = new InstallerLogs(host);
    this.signal = signal;
  }

  /** @throws {Error} when the measurement does not end in time, or the signal ends all of them */
  async inTime<T>(name: string, measure: () => Promise<T>, milliseconds: number): Promise<T> {
    this.late = new AbortController();
    this.logs.name = `measure-${name.replaceAll(/\W+/g, '-')}`;
    const measured = measure();
    measured.catch(() => undefined);
    try {
      return await within(unlessAborted(measured, this.signal), milliseconds, 'the measurement');
    } finally {
      this.late.abort();
    }
  }

  private get isOver(): boolean {
    return this.signal.aborted || this.late.signal.aborted;
  }

  /** A process of its own, which looks at what is raw and meddles with the mutex. */
  private async raw(request: Request): Promise<Answer | Gone> {
    const { measurer = this.host.launch } = this.host;
    let worker = await (this.measurer ??= WorkerProcess.start(measurer));
    if (!worker.isAlive) worker = await (this.measurer = WorkerProcess.start(measurer));
    return within(worker.ask(request), TRY_DEADLINE_MS, request.do === 'extra' ? request.name : request.do);
  }

  /** Asks a client; one that does not answer in time is ended. */
  async ask(client: number, request: Request): Promise<Outcome> {
    if (this.isOver) throw new Error('it was late');
    if (request.do === 'start') await this.logs.follow(client, await this.workers.client(client));
    this.inCall.add(client);
    const outcome = await timed(this.workers, client, request);
    // A call from inside of another one leaves that as it was.
    const isOver = outcome.type === 'returned' && request.do !== 'call';
    if (isOver || outcome.type === 'gone' || outcome.type === 'no answer') this.inCall.delete(client);
    return outcome;
  }

  /** Who a client is, and where the installer's own log of it is. */
  async identify(client: number): Promise<{ readonly pid: number; readonly log: string | undefined }> {
    const worker = await this.workers.client(client);
    await this.logs.follow(client, worker);
    return { pid: worker.ready.pid, log: this.logs.fileOf(worker) };
  }

  /** Has a client install its package; it is held in each table unless `hold` is false. */
  start(client: number, options: Partial<StartCommand> = {}): Promise<Outcome> {
    return this.ask(client, installation(this.host, client, options));
  }

  /** Lets a client go on to the end of its call; one that does not come to it is ended. */
  async end(client: number): Promise<void> {
    for (let step = 0; step < MOST_STEPS && this.inCall.has(client); step++) {
      await this.ask(client, { do: 'advance' });
    }
    if (this.inCall.has(client)) await this.kill(client);
  }

  kill(client: number): Promise<void> {
    this.inCall.delete(client);
    return this.workers.kill(client);
  }

  /** A command of the measurer's own. */
  async measure(name: string, value?: unknown): Promise<unknown> {
    const answer = await this.raw({ do: 'extra', name, value });
    return answer.type === 'done' ? answer.value : answer;
  }

  async service(): Promise<unknown> {
    const answer = await this.raw({ do: 'service' });
    return answer.type === 'service' ? without(answer) : answer;
  }

  async look(): Promise<{ readonly mutex: unknown; readonly service: unknown }> {
    return { mutex: await this.measure('mutex'), service: await this.service() };
  }

  /** Looks again and again until the promise is settled and some time after, and keeps what changed. */
  async watch<T>(pending: Promise<T>, afterwards: number): Promise<readonly [T, readonly Change[]]> {
    const began = performance.now();
    const changes: Change[] = [];
    const state = { settled: false };
    const settle = (): void => void (state.settled = true);
    pending.then(settle, settle);
    let last = '';
    let before = 0;
    let end = Infinity;
    while (performance.now() < end && !this.isOver) {
      if (state.settled && end === Infinity) end = performance.now() + afterwards;
      const answer = await this.raw({ do: 'probe' });
      const seen = { mutex: without(answer), service: await this.service() };
      const text = JSON.stringify(seen);
      const at = Math.round(performance.now() - began);
      if (text !== last && changes.length < MOST_CHANGES) changes.push({ at, before, ...seen });
      [last, before] = [text, at];
      await delay(INTERVAL_MS);
    }
    return [await pending, changes];
  }

  /** Has somebody else, a process of its own, do the same as a client, and ends it. */
  async withOther(launch: Launch, request: Request): Promise<Outcome> {
    await using worker = await WorkerProcess.start(launch);
    const once = { client: async () => worker, kill: () => worker.kill() };
    // Awaited here: the worker must outlive it.
    return await timed(once, 0, request);
  }

  /** Ends what a measurement left, and waits until nobody owns the mutex. */
  async clear(): Promise<void> {
    await this.measure('let-go');
    // To start a client takes longer than most measurements, so those that stand idle stay.
    await Promise.all([...this.inCall].map((client) => this.kill(client)));
    await this.quiet();
  }

  /** Waits until nobody owns the mutex, but not for ever. */
  async quiet(): Promise<void> {
    const end = performance.now() + QUIET_DEADLINE_MS;
    while (performance.now() < end && !this.signal.aborted) {
      const answer = await this.raw({ do: 'probe' });
      if (answer.type !== 'mutex' || answer.state !== 'owned') return;
      await delay(INTERVAL_MS);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const worker = await this.measurer?.catch(() => undefined);
    await worker?.[Symbol.asyncDispose]();
  }
}

/** The command that makes a client install its package, as Windows allows it. */
export const installation = (
  host: Host,
  client: number,
  options: Partial<StartCommand> = {},
): StartCommand => {
  const { level = UI.none } = options;
  return {
    do: 'start',
    action: 'INSTALL',
    level,
    withUi: level === UI.reduced,
    package: clientFixture(host, client).path,
    route: 'natural',
    hold: true,
    ...(host.isOurs ? {} : { sameThread: false }),
    ...options,
  };
};

/** A reply without what names its kind. */
const without = ({ type: _type, ...rest }: Answer | Gone): unknown => {
  const { id: _id, ...values } = rest as { readonly id?: number };
  return values;
};

/** What an operation came to, and after how long. */
const timed = async (
  workers: Pick<Workers, 'client' | 'kill'>,
  client: number,
  request: Request,
): Promise<Outcome> => {
  await workers.client(client);
  const began = performance.now();
  const answer = await attempt(workers, client, request);
  const milliseconds = Math.round(performance.now() - began);
  const { type } = answer;
  if (type === 'returned') return { type, code: answer.code, messages: answer.messages, milliseconds };
  if (type === 'held') return { type, table: answer.table, milliseconds };
  if (type === 'gone' && answer.reason === NO_ANSWER) return { type: 'no answer', milliseconds };
  if (type === 'gone') return { type, reason: answer.reason, milliseconds };
  return { type, ...(type === 'error' ? { reason: answer.message } : {}), milliseconds };
};

/** @throws {Error} when the signal ends it first */
const unlessAborted = async <T>(pending: Promise<T>, signal: AbortSignal): Promise<T> => {
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const end = (): void => reject(new Error('it was ended'));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true, signal: settled.signal });
  });
  return Promise.race([pending, aborted]).finally(() => settled.abort());
};
