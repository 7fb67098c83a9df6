import { expect, test } from 'vitest';
import { ImplementationError } from '../../adapters/implementation.ts';
import { conforming, openReference } from '../../adapters/reference/index.ts';
import { CLAUSES, intended, literal, READINGS } from '../../spec/index.ts';
import { describeStep } from '../interleaving/interleaving.ts';
import { runSuite } from './suite.ts';
import type { SuiteOptions } from './options.ts';
import type { CaseHead } from '../interleaving/case-head.ts';
import { byGrade } from '../../testing/bounds.ts';

const OPTIONS: SuiteOptions = {
  seed: 42,
  numRuns: byGrade(300, 1000, 1000),
  processes: 3,
  maxSteps: 20,
  readings: READINGS,
  deadline: 5000,
};

const faulty = { ...conforming, seesOwnUiSequence: () => false, mutexState: () => 'absent' as const };

test('the reference conforms under every reading, and every clause is exercised', async () => {
  const { tally, failures } = await runSuite(openReference(), OPTIONS);
  expect(tally.divergences).toEqual([]);
  expect(failures).toEqual([]);
  expect(CLAUSES.filter(({ id }) => tally.exercised(id) === 0)).toEqual([]);
  expect(tally.interleavings).toBe(OPTIONS.numRuns);
});

test('each kind of divergence shrinks to the fewest and simplest operations', async () => {
  const { tally } = await runSuite(openReference({ behaviour: faulty }), OPTIONS);
  const shown = tally.divergences.map(({ observed }) => observed.map(describeStep).join('; '));
  expect(shown.toSorted()).toEqual([
    'P1 start ADMIN full; P1 call MsiInstallProduct',
    'P1 start ADMIN none; probe',
    'P1 start ADVERTISE none; probe',
    'P1 start INSTALL full; P1 call MsiInstallProduct',
    'P1 start INSTALL none; probe',
  ]);
});

test('the path of a counterexample finds the same interleaving again', async () => {
  const { tally } = await runSuite(openReference({ behaviour: faulty }), OPTIONS);
  for (const { head, signature } of tally.divergences) {
    const path = head.path ?? '';
    const again = await runSuite(openReference({ behaviour: faulty }), { ...OPTIONS, path });
    expect(again.tally.divergences.map((divergence) => divergence.signature)).toContain(signature);
  }
});

test('the same seed gives the same divergences, another seed other interleavings', async () => {
  const run = async (seed: number): Promise<unknown> => {
    const { tally } = await runSuite(openReference({ behaviour: faulty }), {
      ...OPTIONS,
      seed,
      numRuns: 100,
    });
    return tally.divergences.map(({ signature, head, seen }) => ({ signature, head, seen }));
  };
  expect(await run(1)).toEqual(await run(1));
  expect(await run(1)).not.toEqual(await run(2));
});

test.each(['random', 'shrink'])('an error in a case of a %s run ends the run and is told', async (phase) => {
  const broken = new Error('the disk is full');
  const recorder = {
    event: () => {},
    beginCase: (head: CaseHead) => {
      if (head.phase === phase) throw broken;
    },
  };
  const run = runSuite(openReference({ behaviour: faulty }), { ...OPTIONS, numRuns: 20, recorder });
  await expect(run).rejects.toBe(broken);
});

test('a time limit ends the draw, and what was found is told as not shrunk to the end', async () => {
  const behaviour = { ...conforming, seesOwnUiSequence: () => false };
  const some = await runSuite(openReference({ behaviour }), { ...OPTIONS, numRuns: 200, shrinkBudget: 0 });
  expect(some.stopped).toBeUndefined();
  expect(some.unfinished.length).toBeGreaterThan(0);
  expect(some.unfinished.toSorted()).toEqual(
    some.tally.divergences.map(({ signature }) => signature).toSorted(),
  );
  const none = await runSuite(openReference({ behaviour }), { ...OPTIONS, timeLimit: 0 });
  expect(none.stopped).toBe('time-limit');
  expect(none.tally.interleavings).toBe(0);
  const all = await runSuite(openReference({ behaviour }), {
    ...OPTIONS,
    numRuns: 200,
    timeLimit: 3_600_000,
  });
  expect([all.stopped, all.unfinished, all.tally.interleavings]).toEqual([undefined, [], 200]);
});

test('the budget of a run counts from a divergence that decides the verdict on', async () => {
  const behaviour = { ...conforming, seesOwnUiSequence: () => false };
  const open = (): ReturnType<typeof openReference> => openReference({ behaviour });
  const short = { ...OPTIONS, numRuns: 200, runBudget: 0 };
  const cut = await runSuite(open(), short);
  const whole = await runSuite(open(), { ...short, runBudget: 3_600_000 });
  expect(cut.stopped).toBe('budget');
  const [first] = whole.tally.divergences;
  expect(cut.tally.interleavings).toBe((first?.first ?? 0) + 1);
  expect(cut.unfinished.toSorted()).toEqual(
    cut.tally.divergences.map(({ signature }) => signature).toSorted(),
  );
  expect([whole.stopped, whole.unfinished, whole.tally.interleavings]).toEqual([undefined, [], 200]);
  const conforms = await runSuite(openReference(), short);
  expect([conforms.stopped, conforms.tally.interleavings]).toEqual([undefined, 200]);
  // Wine's way: no mutex is ever set, which only one of the readings forbids.
  const quiet = { ...conforming, mutexState: () => 'absent' as const };
  const readings = [literal, intended];
  const lenient = await runSuite(openReference({ behaviour: quiet }), { ...short, readings });
  expect(lenient.tally.divergences).not.toEqual([]);
  expect(lenient.tally.interleavings).toBe(200);
});

test('a path runs one interleaving, and one that leads nowhere is refused in one sentence', async () => {
  const { tally } = await runSuite(openReference(), { ...OPTIONS, path: '3:0' });
  expect(tally.interleavings).toBe(1);
  for (const path of ['3:99999', '0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0']) {
    await expect(runSuite(openReference(), { ...OPTIONS, path })).rejects.toThrow('leads nowhere');
  }
});

test('what hangs now and then is given up once most of the time goes into waiting for it', async () => {
  const reference = openReference();
  let resets = 0;
  const outcome = await runSuite(
    {
      identity: reference.identity,
      capabilities: reference.capabilities,
      reset: async (options) => {
        if (++resets % 2 === 0) throw new ImplementationError('no answer', { waited: OPTIONS.deadline });
        await reference.reset(options);
      },
      perform: (process, operation) => reference.perform(process, operation),
      [Symbol.asyncDispose]: () => reference[Symbol.asyncDispose](),
    },
    OPTIONS,
  );
  expect(outcome.stopped).toBe('failures');
  expect(outcome.failures.length).toBe(3);
});

test('a path of a million places ends with Ctrl-C after the case that runs', async () => {
  const user = new AbortController();
  const stopping = { beginCase: (): void => user.abort(), event: (): void => {} };
  const options = { ...OPTIONS, path: '0-999999', signal: user.signal, recorder: stopping };
  const { tally, stopped } = await runSuite(openReference(), options);
  expect(tally.interleavings).toBe(1);
  expect(stopped).toBe('signal');
});
