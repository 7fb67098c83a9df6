/**
 * Messages over a line that loses, doubles and garbles bytes, on which a boot loader and a kernel debugger talk too.
 * One side asks, the other answers; each piece is sent again until it is confirmed. Nothing is assumed of the speed.
 */
import { randomInt } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { Channel } from './channel.ts';
import { decodeLine, encodeFrame, OFFSETS } from './frame.ts';
import type { Frame } from './frame.ts';
import { LONGEST_MESSAGE } from './channel.ts';

const [LEAST_PIECE, MOST_PIECE] = [16, 1024];
/** So often is a piece sent as it is: on a line that spoils 1 % of bytes a long one gets through sooner than its parts. */
const TRIES_WHOLE = 3;
const [LEAST_PATIENCE_MS, MOST_PATIENCE_MS] = [4, 4_000];
const LONGEST_LINE = MOST_PIECE + 1024;
const NOTHING = Buffer.alloc(0);

/** What is being sent: a message, and how far it is confirmed. */
interface Sending {
  readonly message: Buffer;
  done: number;
  /** How often the piece that begins there was sent. */
  times: number;
  /** The farthest that was sent from `done` on: so far may be confirmed. */
  most: number;
  since: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export class SerialChannel implements Channel {
  readonly greets = false;
  private readonly line: Duplex;
  private readonly close: () => Promise<void>;
  private pending: Buffer[] = [];
  private length = 0;
  private sent = 0;
  private expected = 0;
  private coming: Buffer[] = [];
  private sending: Sending | undefined;
  private session: { readonly number: number; readonly begun: () => void } | undefined;
  private piece = 256;
  private patience = 100;
  private timer: NodeJS.Timeout | undefined;
  private take: (message: string) => void = () => undefined;
  private tell: (reason: string) => void = () => undefined;
  private ended: string | undefined;

  constructor(line: Duplex, close: () => Promise<void>) {
    this.line = line;
    this.close = close;
    line.on('data', (chunk: Buffer) => this.read(chunk));
    line.once('error', (error: Error) => this.end(error.message));
    line.once('close', () => this.end('the line was closed'));
  }

  /** Begins a session, whatever the agent remembers of an earlier one. */
  begin(): Promise<void> {
    return new Promise((resolve) => {
      this.session = { number: randomInt(1, OFFSETS), begun: resolve };
      this.ask();
    });
  }

  send(message: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.ended !== undefined) return reject(new Error(this.ended));
      this.sending?.reject(new Error('another message was sent before this one was confirmed'));
      const begun = { message: Buffer.from(message), done: 0, times: 0, most: 0, since: performance.now() };
      this.sending = { ...begun, resolve, reject };
      this.put();
    });
  }

  onMessage(take: (message: string) => void): void {
    this.take = take;
  }

  onEnd(tell: (reason: string) => void): void {
    this.tell = tell;
    if (this.ended !== undefined) tell(this.ended);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end('the line was closed');
    await this.close();
  }

  private end(reason: string): void {
    if (this.ended !== undefined) return;
    this.ended = reason;
    clearTimeout(this.timer);
    this.sending?.reject(new Error(reason));
    this.sending = undefined;
    this.tell(reason);
  }

  private read(chunk: Buffer): void {
    let rest = chunk;
    for (let stop = rest.indexOf(0x0a); stop >= 0; stop = rest.indexOf(0x0a)) {
      const line =
        this.length === 0 ? rest.subarray(0, stop) : Buffer.concat([...this.pending, rest.subarray(0, stop)]);
      this.pending = [];
      this.length = 0;
      rest = rest.subarray(stop + 1);
      if (line.length > 0 && line.length <= LONGEST_LINE) this.handle(decodeLine(line));
    }
    // Of a line that is too long for us its length is enough.
    if (rest.length > 0 && this.length <= LONGEST_LINE) this.pending.push(Buffer.from(rest));
    this.length += rest.length;
  }

  private handle(frame: Frame | 'ruined' | undefined): void {
    if (frame === undefined || this.ended !== undefined) return;
    if (frame === 'ruined') {
      if (this.sending !== undefined) this.again();
      else this.write({ kind: 'N', offset: this.expected, data: NOTHING });
    } else if (frame.kind === 'S') this.begun(frame);
    else if (frame.kind === 'A' || frame.kind === 'N') this.word(frame);
    else if (frame.kind === 'D' || frame.kind === 'E') this.comes(frame);
  }

  private begun({ offset }: Frame): void {
    if (this.session?.number !== offset) return;
    clearTimeout(this.timer);
    this.session.begun();
    this.session = undefined;
    this.sent = this.expected = 0;
    this.coming = [];
  }

  /** The other side says up to where it has what we sent. */
  private word({ kind, offset }: Frame): void {
    const { sending } = this;
    if (sending === undefined) return;
    const further = (offset - this.sent + OFFSETS) % OFFSETS;
    // Word on what is long done is passed over, or each would bring another copy.
    if (further === 0 && kind === 'N') return this.again();
    if (further === 0 || further > sending.most) return;
    this.confirm(sending, further);
    if (sending.done < sending.message.length) return this.put();
    this.sending = undefined;
    sending.resolve();
  }

  private confirm(sending: Sending, further: number): void {
    clearTimeout(this.timer);
    const took = performance.now() - sending.since;
    this.piece = Math.min(MOST_PIECE, this.piece + Math.floor(this.piece / 8) + 1);
    // Of a piece that was sent more than once nobody knows which one was confirmed, so its time tells nothing.
    if (sending.times === 1)
      this.patience = Math.max(LEAST_PATIENCE_MS, this.patience * 0.75 + took * 4 * 0.25);
    sending.times = 0;
    this.sent = (this.sent + further) % OFFSETS;
    sending.done += further;
    sending.most = 0;
    sending.since = performance.now();
  }

  private comes({ kind, offset, data }: Frame): void {
    const isNew = offset === this.expected;
    if (isNew) {
      this.answered();
      this.expected = (this.expected + data.length) % OFFSETS;
      this.coming.push(data);
    }
    this.write({ kind: 'A', offset: this.expected, data: NOTHING });
    if (!isNew) return;
    if (kind === 'E') {
      const message = Buffer.concat(this.coming).toString();
      this.coming = [];
      this.take(message);
    } else if (this.coming.reduce((sum, part) => sum + part.length, 0) > LONGEST_MESSAGE) {
      this.end('its answer has no end');
    }
  }

  /** The answer comes, so the question is there: only its confirmation was lost. */
  private answered(): void {
    const { sending } = this;
    if (sending === undefined) return;
    this.confirm(sending, sending.message.length - sending.done);
    this.sending = undefined;
    sending.resolve();
  }

  private put(): void {
    const { sending } = this;
    if (sending === undefined) return;
    const data = sending.message.subarray(sending.done, sending.done + this.piece);
    sending.times++;
    sending.most = Math.max(sending.most, data.length);
    const last = sending.done + data.length === sending.message.length;
    this.write({ kind: last ? 'E' : 'D', offset: this.sent, data });
    this.wait(() => {
      this.patience = Math.min(MOST_PATIENCE_MS, this.patience * 1.25);
      this.again();
    });
  }

  /** What was sent last did not arrive whole, or not in time. */
  private again(): void {
    const { times = 0 } = this.sending ?? {};
    if (times % TRIES_WHOLE === 0) this.piece = Math.max(LEAST_PIECE, this.piece >> 1);
    this.put();
  }

  private ask(): void {
    const { session } = this;
    if (session === undefined) return;
    this.write({ kind: 'R', offset: session.number, data: NOTHING });
    this.wait(() => {
      this.patience = Math.min(MOST_PATIENCE_MS, this.patience * 1.25);
      this.ask();
    });
  }

  private wait(then: () => void): void {
    clearTimeout(this.timer);
    if (this.ended === undefined) this.timer = setTimeout(then, this.patience);
  }

  private write(frame: Frame): void {
    if (this.ended === undefined) this.line.write(encodeFrame(frame));
  }
}
