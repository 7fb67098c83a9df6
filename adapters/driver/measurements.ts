import type { Operation, Response } from '../../spec/index.ts';
import type { Message } from './protocol.ts';

/** How long answers of one kind took, in milliseconds. */
interface Durations {
  count: number;
  least: number;
  most: number;
  total: number;
}

const MOST_KINDS = 400;
const MOST_MESSAGES = 100;

/**
 * Raw values that no public source gives for Windows, collected as they come: what each operation
 * answered in which situation and after how long, raw mutex and service states, messages of the installer.
 */
export class Measurements {
  private readonly answers = new Map<string, Durations>();
  private readonly raw = new Map<string, number>();
  private readonly messages: (Message & { readonly code: number })[] = [];

  /** @param situation - where the clients stand, like `1 in InstallUISequence` */
  answer(operation: Operation, situation: string, response: Response, milliseconds: number): void {
    const key = `${nameOf(operation)} | ${situation} | ${outcomeOf(response)}`;
    const known = this.answers.get(key);
    if (known === undefined) {
      if (this.answers.size >= MOST_KINDS) return;
      this.answers.set(key, { count: 1, least: milliseconds, most: milliseconds, total: milliseconds });
      return;
    }
    known.count++;
    known.total += milliseconds;
    known.least = Math.min(known.least, milliseconds);
    known.most = Math.max(known.most, milliseconds);
  }

  /** A raw value, counted. */
  see(what: string, situation: string, value: Readonly<Record<string, unknown>>): void {
    const key = `${what} | ${situation} | ${JSON.stringify(value)}`;
    if (this.raw.size < MOST_KINDS || this.raw.has(key)) this.raw.set(key, (this.raw.get(key) ?? 0) + 1);
  }

  hear(messages: readonly Message[], code: number): void {
    for (const message of messages) {
      if (this.messages.length < MOST_MESSAGES) this.messages.push({ ...message, code });
    }
  }

  toJSON(): Readonly<Record<string, unknown>> {
    const round = (value: number): number => Math.round(value * 10) / 10;
    return {
      answers: Object.fromEntries(
        [...this.answers].map(([key, { count, least, most, total }]) => [
          key,
          { count, leastMs: round(least), meanMs: round(total / count), mostMs: round(most) },
        ]),
      ),
      raw: Object.fromEntries(this.raw),
      messages: this.messages,
    };
  }
}

const nameOf = (operation: Operation): string => {
  if (operation.op === 'start') return `start ${operation.action} ${operation.ui}`;
  return operation.op === 'call' ? `call ${operation.api}` : operation.op;
};

const outcomeOf = (response: Response): string => {
  if (response.type === 'held') return `held in ${response.table}`;
  return response.type === 'returned' ? String(response.code) : response.type;
};
