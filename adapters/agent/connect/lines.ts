/** A message is a line, over a stream that loses nothing: a program's standard streams, a TCP connection. */
import type { Duplex, Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Channel } from './channel.ts';
import { LONGEST_MESSAGE } from './channel.ts';

export interface LineStreams {
  readonly input: Readable;
  readonly output: Writable;
  /** Ends what is behind the streams, and waits for it. */
  end(): Promise<void>;
}

export const lineChannel = ({ input, output, end }: LineStreams): Channel => {
  const decoder = new StringDecoder('utf8');
  let pending = '';
  let take: (message: string) => void = () => undefined;
  let ended: string | undefined;
  let tell: ((reason: string) => void) | undefined;
  const finish = (reason: string): void => {
    if (ended !== undefined) return;
    ended = reason;
    tell?.(reason);
  };
  input.on('data', (chunk: Buffer) => {
    pending += decoder.write(chunk);
    for (let stop = pending.indexOf('\n'); stop >= 0; stop = pending.indexOf('\n')) {
      const line = pending.slice(0, stop).replace(/\r$/, '');
      pending = pending.slice(stop + 1);
      take(line);
    }
    if (pending.length > LONGEST_MESSAGE) finish(`it sent a line of more than ${LONGEST_MESSAGE} characters`);
  });
  input.once('close', () => finish('it closed the connection'));
  input.once('end', () => finish('it closed the connection'));
  for (const stream of new Set<Readable | Writable>([input, output])) {
    stream.on('error', (error: Error) => finish(error.message));
  }
  return {
    greets: true,
    send: (message) =>
      new Promise((resolve, reject) => {
        output.write(`${message}\n`, (error) => (error ? reject(error) : resolve()));
      }),
    onMessage: (taker) => void (take = taker),
    onEnd: (teller) => {
      tell = teller;
      if (ended !== undefined) teller(ended);
    },
    [Symbol.asyncDispose]: end,
  };
};

export const socketChannel = (socket: Duplex): Channel =>
  lineChannel({
    input: socket,
    output: socket,
    end: async () => {
      socket.end();
      socket.destroy();
    },
  });
