import { Compile } from 'typebox/compile';
import type { Completion, HistoryEvent, Invocation } from '../../oracle/index.ts';
import { BadInputError, FITTING, isObservation, OBSERVER, RESPONSE_TYPES } from '../../spec/index.ts';
import { CompletionSchema, InvocationSchema, responseSchema } from '../schema/history.ts';
import { validated } from '../validated.ts';
import type { Validator } from '../validated.ts';

const invocation = Compile(InvocationSchema);
const completion = Compile(CompletionSchema);
const responses: ReadonlyMap<unknown, Validator<unknown>> = new Map(
  RESPONSE_TYPES.map((type) => [type, Compile(responseSchema(type))]),
);

/** @throws {BadInputError} when the line is no event, or one that its process cannot have */
export const eventOf = (value: unknown, place: string): HistoryEvent => {
  const { kind } = value as { readonly kind: unknown };
  const event =
    kind === 'invoke'
      ? (validated(invocation, value, place, 'invocation') as Invocation)
      : completionOf(value, place);
  const ofObserver = event.process === OBSERVER;
  if (ofObserver !== isObservation(event)) {
    const who = ofObserver ? 'the observer, process 0,' : `process ${event.process}, a client,`;
    throw new BadInputError(`event ${event.seq}: ${who} does no ${event.op}`, place);
  }
  return event;
};

const completionOf = (value: unknown, place: string): Completion => {
  const { value: response } = value as { readonly value?: { readonly type?: unknown } | null };
  // Against the one kind of response that it is, which tells what is wrong with it.
  const kind = responses.get(response?.type);
  if (kind !== undefined) validated(kind, response, place, `value of the response`);
  const event = validated(completion, value, place, 'response') as Completion;
  const { op, value: answer } = event;
  if (!FITTING[op].includes(answer.type)) {
    throw new BadInputError(
      `event ${event.seq} answers a ${op} with ${answer.type}: it takes ${FITTING[op].join(', ')}`,
      place,
    );
  }
  return event;
};
