import type { Operation } from '../../spec/index.ts';
import type { Readable, Writable } from 'node:stream';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Implementation } from '../implementation.ts';
import { LineReader } from './lines.ts';
import { MAX_LINE_BYTES, REQUESTS, PROTOCOL_VERSION } from './protocol.ts';
import type { ProgramRequest, ProgramResponse } from './protocol.ts';

/** A response without its id. */
type Answer = ProgramResponse extends infer R ? (R extends ProgramResponse ? Omit<R, 'id'> : never) : never;

const anyRequest = Compile(Type.Union(Object.values(REQUESTS)));

/**
 * Puts an implementation behind the stdio protocol: the program's side of it. Resolves after bye, or when
 * the input ends; the implementation is disposed of then.
 */
export const serve = async (
  implementation: Implementation,
  input: Readable = process.stdin,
  output: Writable = process.stdout,
): Promise<void> => {
  const reader = new LineReader(MAX_LINE_BYTES);
  const say = (id: number, answer: Answer): void => {
    output.write(JSON.stringify({ id, ...answer }) + '\n');
  };
  for await (const chunk of input as AsyncIterable<Uint8Array>) {
    for (const line of reader.push(chunk)) {
      if (line.kind !== 'text') throw new RangeError('a request is one line of UTF-8');
      if (line.text.trim() === '') continue;
      const request: unknown = JSON.parse(line.text);
      if (!anyRequest.Check(request)) throw new RangeError(`not a request of the protocol: ${line.text}`);
      const { id, op } = request;
      if (op === 'bye') {
        await implementation[Symbol.asyncDispose]();
        say(id, { type: 'bye' });
        return;
      }
      // Not awaited: several requests may be open at once.
      answer(implementation, request).then(
        (answered) => say(id, answered),
        (error: unknown) => say(id, { type: 'error', message: String(error) }),
      );
    }
  }
  await implementation[Symbol.asyncDispose]();
};

const answer = async (
  implementation: Implementation,
  request: Exclude<ProgramRequest, { op: 'bye' }>,
): Promise<Answer> => {
  if (request.op === 'hello') {
    const { identity, capabilities } = implementation;
    return { type: 'hello', version: PROTOCOL_VERSION, identity, capabilities } as Answer;
  }
  if (request.op === 'reset') {
    await implementation.reset(request);
    return { type: 'ready' };
  }
  const { id: _, process, ...operation } = request;
  return (await implementation.perform(process, operation as Operation)) as Answer;
};
