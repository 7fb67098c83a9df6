import { expect, test } from 'vitest';
import { ImplementationError } from '../../adapters/implementation.ts';
import type { Implementation } from '../../adapters/implementation.ts';
import { openReference } from '../../adapters/reference/index.ts';
import { CLAUSE_IDS, parseReading, READINGS, REFUSAL_OVERDUE_MS } from '../../spec/index.ts';
import type { ClauseId, Operation, Response } from '../../spec/index.ts';
import type { Tally } from '../tally/tally.ts';
import { runRaces } from '../racing/suite.ts';
import { runSuite } from './suite.ts';

/** The reference, with some of its answers replaced. */
const answering = (replaced: (operation: Operation, response: Response) => Response): Implementation => {
  const reference = openReference();
  return {
    identity: reference.identity,
    capabilities: reference.capabilities,
    reset: (options) => reference.reset(options),
    perform: async (process, operation, signal) =>
      replaced(operation, await reference.perform(process, operation, signal)),
    [Symbol.asyncDispose]: () => reference[Symbol.asyncDispose](),
  };
};

const run = async (implementation: Implementation, readings = READINGS): Promise<Tally> => {
  const options = { seed: 7, numRuns: 150, processes: 3, maxSteps: 12, readings, deadline: 5000 };
  return (await runSuite(implementation, options)).tally;
};

const blamed = ({ divergences }: Tally): ReadonlySet<ClauseId> =>
  new Set(divergences.map(({ clause }) => clause));

const hanging = (waited: number): Implementation =>
  answering((_, response) =>
    response.type === 'returned' && response.code === 1618
      ? { type: 'open', reason: 'it hangs', waited }
      : response,
  );

test('a refusal that is due and never comes is a divergence once it was waited for long enough', async () => {
  const tally = await run(hanging(REFUSAL_OVERDUE_MS));
  expect([...blamed(tally)].toSorted()).toEqual(['1618-mutex', '1618-ui']);
  expect(tally.lost.givenUp).toEqual(new Set());
});

test('and before that it is in doubt, and never kept', async () => {
  const tally = await run(hanging(REFUSAL_OVERDUE_MS - 1));
  expect(tally.divergences).toEqual([]);
  expect([...tally.lost.givenUp].toSorted()).toEqual(['1618-mutex', '1618-ui']);
  expect(tally.lost.cutOff).toEqual(new Set());
});

test('where the program ends before it answers, nobody waited too shortly for it', async () => {
  const ending = answering((operation, response) => {
    if (operation.op === 'call' && response.type === 'returned' && response.code === 1618)
      throw new ImplementationError('the program ended');
    return response;
  });
  const tally = await run(ending);
  expect(tally.lost.givenUp).toEqual(new Set());
  expect([...tally.lost.cutOff]).not.toEqual([]);
  for (const clause of tally.lost.cutOff) {
    expect(READINGS.some((reading) => tally.isDoubtful(clause, reading))).toBe(true);
  }
});

test('where its process ends in the call, a refusal that was due is in doubt, in a race too', async () => {
  const dying = (): Implementation =>
    answering((operation, response) =>
      operation.op === 'start' && response.type === 'returned' && response.code === 1618
        ? { type: 'gone' }
        : response,
    );
  const tally = await run(dying());
  expect(tally.divergences).toEqual([]);
  expect(tally.lost).toMatchObject({ givenUp: new Set(), cutOff: new Set() });
  expect([...tally.lost.died]).toEqual(['1618-mutex']);
  const options = { seed: 7, numRuns: 60, processes: 3, maxSteps: 12, readings: READINGS, deadline: 5000 };
  const raced = await runRaces(dying(), options);
  expect([...raced.tally.undecided.values()]).toContainEqual(
    expect.stringContaining('ended its process, so that it cannot be told whether it was to be refused'),
  );
  expect(
    (
      await runRaces(
        answering((_, response) => response),
        options,
      )
    ).tally.undecided,
  ).toEqual(new Map());
});

test('a mutex whose state is never seen exercises neither of the clauses on it', async () => {
  const unseen = answering((operation, response) =>
    operation.op === 'probe' ? { type: 'mutex', state: 'denied' } : response,
  );
  const tally = await run(unseen);
  expect(CLAUSE_IDS.filter((clause) => tally.exercised(clause) === 0)).toEqual(['mutex-scope', 'mutex-held']);
});

test('what a function returns that is not counted as the API of the installer is blamed by no clause', async () => {
  const refusing = answering((operation, response) =>
    operation.op === 'call' && operation.api === 'MsiGetProductInfo'
      ? { type: 'returned', code: 1618 }
      : response,
  );
  expect((await run(refusing)).divergences).toEqual([]);
  const every = await run(refusing, [parseReading('intended,apiCall=every')]);
  expect([...blamed(every)]).toContain('1618-only');
});
