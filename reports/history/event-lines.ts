import { argumentsOf, responseKindOf } from '../../oracle/history.ts';
import type { HistoryEvent } from '../../oracle/history.ts';
import type { Observed } from '../../spec/index.ts';

/** The lines of events one after the other, as a history has them: invocation and response, on a logical clock. */
export const eventLines = (observed: readonly Observed[]): readonly HistoryEvent[] =>
  observed.flatMap(({ process, operation, response }, index) => [
    {
      seq: 2 * index + 1,
      at: 2 * index + 1,
      process,
      kind: 'invoke',
      op: operation.op,
      args: argumentsOf(operation),
    },
    {
      seq: 2 * index + 2,
      at: 2 * index + 2,
      process,
      kind: responseKindOf(response),
      op: operation.op,
      value: response,
    },
  ]);
