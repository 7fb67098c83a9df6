/** The agent's side of the serial way (`agent/source/frame.h`), over a stream that brings bytes. */
import type { Duplex } from 'node:stream';
import { decodeLine, encodeFrame, OFFSETS } from '../../../adapters/agent/connect/frame.ts';
import type { Frame } from '../../../adapters/agent/connect/frame.ts';

const PIECE = 512;
const PATIENCE_MS = 300;
const LONGEST_LINE = 4096;
const NOTHING = Buffer.alloc(0);

export class AgentLine {
  private readonly line: Duplex;
  private readonly onMessage: (message: string) => void;
  private pending: Buffer = NOTHING;
  private session = -1;
  private sent = 0;
  private expected = 0;
  private coming: Buffer[] = [];
  private going: Buffer = NOTHING;
  private timer: NodeJS.Timeout | undefined;

  constructor(line: Duplex, onMessage: (message: string) => void) {
    this.line = line;
    this.onMessage = onMessage;
    line.on('data', (chunk: Buffer) => {
      this.pending = Buffer.concat([this.pending, chunk]);
      for (let end = this.pending.indexOf(0x0a); end >= 0; end = this.pending.indexOf(0x0a)) {
        const frame = decodeLine(this.pending.subarray(0, end));
        this.pending = this.pending.subarray(end + 1);
        if (frame === 'ruined') this.say('N', this.expected);
        else if (frame !== undefined) this.take(frame);
      }
      if (this.pending.length > LONGEST_LINE) this.pending = NOTHING;
    });
  }

  send(message: string): void {
    this.going = Buffer.from(message);
    this.put();
  }

  private take({ kind, offset, data }: Frame): void {
    if (kind === 'R') this.begin(offset);
    else if (kind === 'A' || kind === 'N') this.confirmed(kind, offset);
    else if (kind === 'D' || kind === 'E') this.comes(kind, offset, data);
  }

  private begin(session: number): void {
    if (session !== this.session) {
      this.session = session;
      this.drop(this.going.length);
      this.sent = this.expected = 0;
      this.coming = [];
    }
    this.say('S', session);
  }

  private confirmed(kind: 'A' | 'N', offset: number): void {
    const further = (offset - this.sent + OFFSETS) % OFFSETS;
    if (further > 0 && further <= this.going.length) {
      this.drop(further);
      this.put();
    } else if (kind === 'N' && further === 0) this.put();
  }

  private comes(kind: 'D' | 'E', offset: number, data: Buffer): void {
    const isNew = offset === this.expected;
    if (isNew) {
      // Who asks anew has the whole answer.
      this.drop(this.going.length);
      this.expected = (this.expected + data.length) % OFFSETS;
      this.coming.push(data);
    }
    this.say('A', this.expected);
    if (!isNew || kind === 'D') return;
    const message = Buffer.concat(this.coming).toString();
    this.coming = [];
    this.onMessage(message);
  }

  /** So many bytes of what goes out are there. */
  private drop(bytes: number): void {
    this.going = this.going.subarray(bytes);
    this.sent = (this.sent + bytes) % OFFSETS;
    clearTimeout(this.timer);
  }

  private put(): void {
    clearTimeout(this.timer);
    if (this.going.length === 0) return;
    const data = this.going.subarray(0, PIECE);
    this.say(data.length === this.going.length ? 'E' : 'D', this.sent, data);
    this.timer = setTimeout(() => this.put(), PATIENCE_MS);
  }

  private say(kind: Frame['kind'], offset: number, data: Buffer = NOTHING): void {
    this.line.write(encodeFrame({ kind, offset, data }));
  }
}
