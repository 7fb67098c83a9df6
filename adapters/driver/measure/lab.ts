import { setTimeout as delay } from 'node:timers/promises';
import { within } from '../answers.ts';
import { clientFixture } from '../fixtures.ts';
import type { Host } from '../host.ts';
import type { Answer, Request, StartCommand } from '../protocol.ts';
import type { Gone, WorkerProcess } from '../worker-process.ts';
import type { Workers } from '../workers.ts';

/** A busy installer waits some 3 seconds before it refuses; what takes this long does not come back. */
const DEADLINE_MS = 20_000;
const QUIET_DEADLINE_MS = 15_000;
/** As often as the list of what is to be measured asks for. */
const INTERVAL_MS = 20;
const MOST_CHANGES = 200;

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
  readonly mutex: unknown;
  readonly service: unknown;
}

/** The clients and the observer, for measurements: nothing is judged, everything is noted. */
export class Lab {
  readonly host: Host;
  readonly measurer: WorkerProcess;
  private readonly workers: Workers;

  constructor(host: Host, workers: Workers, measurer: WorkerProcess) {
    this.host = host;
    this.workers = workers;
    this.measurer = measurer;
  }

  /** Asks a client; one that does not answer in time is ended. */
  async ask(client: number, request: Request): Promise<Outcome> {
    const worker = await this.workers.client(client);
    return timed(worker.ask(request), () => this.workers.kill(client));
  }

  /** Has a client install its package; it is held in each table unless `hold` is false. */
  start(client: number, options: Partial<StartCommand> = {}): Promise<Outcome> {
    return this.ask(client, installation(this.host, client, options));
  }

  kill(client: number): Promise<void> {
    return this.workers.kill(client);
  }

  /** A command of the measurer's own. */
  async measure(name: string, value?: unknown): Promise<unknown> {
    const answer = await within(this.measurer.ask({ do: 'extra', name, value }), DEADLINE_MS, name);
    return answer.type === 'done' ? answer.value : answer;
  }

  async service(): Promise<unknown> {
    const answer = await within(this.measurer.ask({ do: 'service' }), DEADLINE_MS, 'service');
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
    let end = Infinity;
    while (performance.now() < end) {
      if (state.settled && end === Infinity) end = performance.now() + afterwards;
      const answer = await this.measurer.ask({ do: 'probe' });
      const seen = { mutex: without(answer), service: await this.service() };
      const text = JSON.stringify(seen);
      if (text !== last && changes.length < MOST_CHANGES) {
        changes.push({ at: Math.round(performance.now() - began), ...seen });
      }
      last = text;
      await delay(INTERVAL_MS);
    }
    return [await pending, changes];
  }

  /** Ends what a measurement left, and waits until nobody owns the mutex. */
  async clear(): Promise<void> {
    await this.measure('let-go');
    await this.workers.killClients();
    await this.quiet();
  }

  /** Waits until nobody owns the mutex, but not for ever. */
  async quiet(): Promise<void> {
    const end = performance.now() + QUIET_DEADLINE_MS;
    while (performance.now() < end) {
      const answer = await this.measurer.ask({ do: 'probe' });
      if (answer.type !== 'mutex' || answer.state !== 'owned') return;
      await delay(INTERVAL_MS);
    }
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

/** How long an answer took, and what to do when there is none in time. */
export const timed = async (
  pending: Promise<Answer | Gone>,
  onLate: () => Promise<void>,
): Promise<Outcome> => {
  const began = performance.now();
  const answer = await within(pending, DEADLINE_MS, 'a call').catch(() => undefined);
  const milliseconds = Math.round(performance.now() - began);
  if (answer === undefined) {
    await onLate();
    return { type: 'no answer', milliseconds };
  }
  const { type } = answer;
  if (type === 'returned') return { type, code: answer.code, messages: answer.messages, milliseconds };
  if (type === 'held') return { type, table: answer.table, milliseconds };
  if (type === 'gone') return { type, reason: answer.reason, milliseconds };
  return { type, ...(type === 'error' ? { reason: answer.message } : {}), milliseconds };
};
