import { ImplementationError } from '../../implementation.ts';
import type { Announcement } from '../../announcement.ts';
import type { Channel } from './channel.ts';

/** What an agent answers; only what is used of it. */
export interface Reply {
  readonly id?: number;
  readonly type: string;
  readonly message?: string;
  readonly agent?: Announcement;
}

/** An agent is there, and does not want this controller, or has no machine for it. */
export class RefusedError extends ImplementationError {}

/** Requests and their replies, one at a time. */
export class Talk implements AsyncDisposable {
  private readonly channel: Channel;
  private readonly waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  private greet: ((agent: Announcement) => void) | undefined;
  private lastId = 0;
  private over: ImplementationError | undefined;
  private stranger: string | undefined;
  private fail: (error: ImplementationError) => void = () => undefined;

  constructor(channel: Channel) {
    this.channel = channel;
    channel.onMessage((message) => this.take(message));
    channel.onEnd((reason) => this.end(this.gone(reason)));
  }

  /** What the agent says of itself before it is asked. */
  async greeting(milliseconds: number): Promise<Announcement> {
    return this.inTime('who it is', milliseconds, (resolve) => {
      this.greet = resolve;
    });
  }

  /** @throws {ImplementationError} when there is no answer in time, or a refusal */
  async ask(request: Readonly<Record<string, unknown>>, milliseconds: number): Promise<Reply> {
    const id = ++this.lastId;
    const reply = await this.inTime<Reply>(String(request['op']), milliseconds, (resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.channel
        .send(JSON.stringify({ id, ...request }))
        .catch((error: Error) => reject(this.gone(error.message)));
    }).finally(() => this.waiting.delete(id));
    if (reply.type === 'error') throw new ImplementationError(`the agent could not: ${reply.message}`);
    if (reply.type === 'refused') throw new RefusedError(`the agent refused: ${reply.message}`);
    return reply;
  }

  private async inTime<T>(
    what: string,
    milliseconds: number,
    begin: (resolve: (value: T) => void, reject: (error: Error) => void) => void,
  ): Promise<T> {
    if (this.over !== undefined) throw this.over;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        timer = setTimeout(() => {
          const said = this.stranger === undefined ? '' : `; it said ${JSON.stringify(this.stranger)}`;
          reject(
            new ImplementationError(
              `the agent did not tell ${what} within ${milliseconds / 1000} seconds${said}`,
            ),
          );
        }, milliseconds);
        this.fail = reject;
        begin(resolve, reject);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  private take(message: string): void {
    const reply = parse(message);
    if (reply === undefined) {
      // A banner of ssh, a login prompt, a shell: kept, to be shown when no agent answers.
      if (message.trim() !== '') this.stranger ??= message.slice(0, 120);
      return;
    }
    if (reply.type === 'agent' && reply.agent !== undefined) this.greet?.(reply.agent);
    else if (reply.type === 'refused') this.end(new RefusedError(`the agent refused: ${reply.message}`));
    else this.waiting.get(reply.id ?? 0)?.resolve(reply);
  }

  private gone(reason: string): ImplementationError {
    const said =
      this.stranger === undefined ? '' : `; it said ${JSON.stringify(this.stranger)}, which is no agent`;
    return new ImplementationError(`the agent is gone: ${reason}${said}`);
  }

  private end(error: ImplementationError): void {
    if (this.over !== undefined) return;
    this.over = error;
    this.fail(error);
    for (const { reject } of this.waiting.values()) reject(error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.channel[Symbol.asyncDispose]();
  }
}

const parse = (message: string): Reply | undefined => {
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === 'object' && value !== null && 'type' in value ? (value as Reply) : undefined;
  } catch {
    return undefined;
  }
};
