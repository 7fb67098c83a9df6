import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedImplementation } from '../adapters/implementation.ts';
import { openReference } from '../adapters/reference/index.ts';
import { renderResult } from '../reports/index.ts';
import type { Result } from '../reports/index.ts';
import { intended } from '../spec/index.ts';
import { readingsFrom } from './arguments.ts';
import { checkHistory } from './check-history.ts';
import { createOutput } from './output.ts';
import { runSession } from './session.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-shared-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The reference on a machine on which somebody installs, unseen, while these cases run (from 1). */
const disturbed = (when: (reset: number) => boolean, logged: string[] = []): OpenedImplementation => {
  const reference = openReference();
  let resets = 0;
  return {
    identity: reference.identity,
    capabilities: reference.capabilities,
    clock: 'logical',
    intruder: async () => undefined,
    keepLogs: async (name) => void logged.push(name ?? ''),
    reset: async (options) => {
      resets++;
      await reference.reset(options);
    },
    perform: async (process, operation, signal) => {
      const response = await reference.perform(process, operation, signal);
      const starts = operation.op === 'start' || operation.op === 'call';
      if (!starts || !when(resets)) return response;
      if (response.type === 'held') await reference.perform(process, { op: 'kill' }, signal);
      return { type: 'returned', code: 1618 };
    },
    [Symbol.asyncDispose]: () => reference[Symbol.asyncDispose](),
  };
};

const run = async (
  name: string,
  implementation: OpenedImplementation,
  numRuns = 60,
): Promise<{ result: Result; history: string }> => {
  const history = join(folder, `${name}.jsonl`);
  const options = {
    mode: 'lockstep',
    seed: 4,
    numRuns,
    processes: 2,
    maxSteps: 10,
    deadline: 10_000,
    readings: readingsFrom(intended),
    reading: intended,
    history,
    command: 'msiconform run reference',
  } as const;
  return { result: await runSession(implementation, options, createOutput()), history };
};

test('a divergence that came of somebody else is flaky, decides nothing, and is told with its rate', async () => {
  const { result, history } = await run(
    'once',
    disturbed((reset) => reset === 7),
  );
  const [clause] = result.clauses.filter(({ verdict }) => verdict === 'flaky');
  expect(clause?.divergences.map(({ flaky, rate }) => ({ flaky, rate }))).toContainEqual({
    flaky: true,
    rate: { shown: 0, of: 2 },
  });
  expect(result.verdict).toBe('inconclusive');
  expect(result.problems.join()).toContain('did not recur each time');
  expect(renderResult(result)).toContain('Run again, it showed 0 of 2 times. It is flaky');
  expect((await checkHistory(history, intended)).verdict).toBe('inconclusive');
});

test('one that recurs each time diverges', async () => {
  const logged: string[] = [];
  const { result, history } = await run(
    'always',
    disturbed(() => true, logged),
  );
  expect(result.verdict).toBe('diverges');
  expect((await checkHistory(history, intended)).verdict).toBe('diverges');
  const rates = result.clauses.flatMap(({ divergences }) => divergences.map(({ rate }) => rate));
  expect(rates.every((rate) => rate !== undefined && rate.of >= 2 && rate.shown === rate.of)).toBe(true);
  // The installer's logs are kept of what is run again, and of nothing else.
  expect(logged.filter((name) => /^case-\d+$/.test(name)).length).toBeGreaterThanOrEqual(2 * rates.length);
  expect(logged.at(-1)).toBe('');
});

test('of a history that ends before the interleaving was run again nothing is firm', async () => {
  const { history } = await run(
    'cut',
    disturbed(() => true),
    5,
  );
  const lines = (await readFile(history, 'utf8')).trimEnd().split('\n');
  const rerun = lines.findIndex((line) => line.includes('"phase":"rerun"'));
  expect(rerun).toBeGreaterThan(0);
  await writeFile(history, `${lines.slice(0, rerun).join('\n')}\n`);
  const cut = await checkHistory(history, intended);
  expect(cut.verdict).toBe('inconclusive');
  expect(cut.clauses.some(({ verdict }) => verdict === 'flaky')).toBe(true);
});

test('what public logs show Windows itself doing is said before the verdict, with the reading that allows it', async () => {
  const { result } = await run(
    'known',
    disturbed(() => true),
    5,
  );
  const clauses = result.clauses.map((clause) => ({
    ...clause,
    divergences: clause.divergences.map((each) => ({
      ...each,
      readings: ['intended', 'literal'],
      seenOnWindows: 'a call with UI is refused at its ExecuteAction',
    })),
  }));
  const text = renderResult({ ...result, clauses });
  expect(text).toMatch(
    /note: \d+ of \d+ kinds? .*on Windows itself a call with UI is refused at its ExecuteAction\. Allowed under: lenient\n/,
  );
  expect(renderResult(result)).not.toContain('on Windows itself');
});
