import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoAgent } from '../adapters/agent/testing/available.ts';
import type { Result } from '../reports/index.ts';
import { IN_CI } from '../testing/bounds.ts';
import { msiconform } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';

const why = await whyNoAgent();
if (why !== undefined) process.stderr.write(`skipped: runs with the agent as driver (${why})\n`);

describe.skipIf(why !== undefined || !IN_CI)('the agent as driver', { timeout: 600_000 }, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'msiconform-agent-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = async (
    args: string,
  ): Promise<{ readonly code: number | undefined; readonly result: Result }> => {
    const { code, stdout } = await msiconform(folder, ...`run ${args} --no-history --json`.split(' '));
    return { code, result: JSON.parse(stdout) as Result };
  };
  /** What a shrink shows beside them depends on how far it comes in its time, so only what was drawn counts. */
  const signaturesOf = ({ clauses }: Result): readonly string[] =>
    clauses
      .flatMap(({ divergences }) =>
        divergences.filter(({ seen }) => seen > 0).map(({ signature }) => signature),
      )
      .toSorted();

  it('finds what the koffi worker finds, in the same interleavings', async () => {
    const [node, agent] = [
      await run('wine --seed 3 --num-runs 20'),
      await run('wine --seed 3 --num-runs 20 --driver agent'),
    ];
    expect(signaturesOf(node.result).length).toBeGreaterThan(3);
    expect(signaturesOf(agent.result)).toEqual(signaturesOf(node.result));
    expect([node.code, agent.code]).toEqual([EXIT.diverges, EXIT.diverges]);
  });

  it('conforms on guarded Wine, one call after the other', async () => {
    const { code, result } = await run('guarded-wine --driver agent --seed 4 --num-runs 25');
    expect(signaturesOf(result)).toEqual([]);
    expect(code).toBe(EXIT.conforms);
  });

  it('conforms on guarded Wine in races, and shows that Wine does not', async () => {
    const { result } = await run('guarded-wine --driver agent --mode racing --seed 4 --num-runs 15');
    expect(signaturesOf(result)).toEqual([]);
    expect(result.interleavings).toBe(15);
    const wine = await run('wine --driver agent --mode racing --seed 4 --num-runs 10');
    expect(signaturesOf(wine.result)).toContain('1618-ui: call returned 0 in its own InstallUISequence');
    expect(wine.code).toBe(EXIT.diverges);
  });
});

const STAND_IN = join(import.meta.dirname, '..', 'dist', 'lab', 'testing', 'stand-in', 'main.js');

it('an agent behind --connect is measured first, and one that cannot is told so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'msiconform-agent-'));
  const way = `exec:node ${STAND_IN} stdio`;
  const none = await msiconform(folder, 'measure', '--connect', way);
  expect([none.code, none.stdout.trim()]).toEqual([
    EXIT.inconclusive,
    'stand-in for a Windows cannot be measured: its agent makes no measurements',
  ]);
  const all = await msiconform(folder, 'measure', '--connect', `${way} --measures`);
  expect(all.code).toBe(EXIT.conforms);
  expect(all.stdout).toMatch(/^\d+ measurements of stand-in for a Windows, 0 of them failed/);
  await rm(folder, { recursive: true, force: true });
});
