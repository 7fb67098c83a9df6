/** QEMU's own control line (QMP): what is asked of a machine from outside, and what it tells by itself. */
import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { within } from '../../adapters/deadline.ts';
import { MachineError } from './machine.ts';

export interface QmpEvent {
  readonly event: string;
  readonly data?: { readonly guest?: boolean; readonly reason?: string };
}

const [ANSWER_MS, POLL_MS] = [20_000, 20];

export class Qmp implements Disposable {
  private readonly socket: Socket;
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  private lastId = 0;

  private constructor(socket: Socket, onEvent: (event: QmpEvent) => void) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.once('close', () => {
      for (const { reject } of this.waiting.values()) reject(new MachineError('QEMU is gone'));
    });
    createInterface({ input: socket })
      .on('error', () => undefined)
      .on('line', (line) => {
        const message = JSON.parse(line) as {
          readonly id?: number;
          readonly return?: unknown;
          readonly error?: { readonly desc: string };
          readonly event?: string;
        };
        if (message.event !== undefined) onEvent(message as QmpEvent);
        const asked = this.waiting.get(message.id ?? 0);
        if (message.error === undefined) asked?.resolve(message.return);
        else asked?.reject(new MachineError(`QEMU refuses: ${message.error.desc}`));
      });
  }

  /** Connects as soon as QEMU has made its socket. @throws {MachineError} */
  static async connect(
    path: string,
    onEvent: (event: QmpEvent) => void,
    signal: AbortSignal,
    milliseconds = ANSWER_MS,
  ): Promise<Qmp> {
    const until = performance.now() + milliseconds;
    for (;;) {
      try {
        const qmp = new Qmp(await connected(path), onEvent);
        await qmp.ask('qmp_capabilities');
        return qmp;
      } catch (error) {
        if (signal.aborted || performance.now() > until)
          throw new MachineError(`QEMU does not answer on ${path}`, { cause: error });
        await delay(POLL_MS);
      }
    }
  }

  /** @throws {MachineError} when QEMU refuses, is gone, or does not answer in time */
  async ask(execute: string, args: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const id = ++this.lastId;
    try {
      const answer = new Promise<unknown>((resolve, reject) => {
        this.waiting.set(id, { resolve, reject });
        if (this.socket.destroyed) reject(new MachineError('QEMU is gone'));
        else this.socket.write(`${JSON.stringify({ execute, arguments: args, id })}\n`);
      });
      return await within(answer, ANSWER_MS, () => new MachineError(`QEMU does not answer ${execute}`));
    } finally {
      this.waiting.delete(id);
    }
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

const connected = (path: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
