import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { wineFactory } from '../adapters/wine/index.ts';
import type { Result } from '../reports/index.ts';
import { startedMsiconform } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';
import { IN_CI } from '../testing/bounds.ts';

const hasWine = (await wineFactory.diagnose?.())?.every(({ ok }) => ok) ?? true;
if (!hasWine) console.warn('No Wine on this machine: the tests that run its msi.dll are skipped.');

describe.skipIf(!hasWine || !IN_CI)("the suite on Wine's msi.dll", { timeout: 300_000 }, () => {
  let folder = '';
  let code: number | undefined;
  let result: Result;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'msiconform-wine-'));
    const ended = await startedMsiconform(
      folder,
      ...'run wine --seed 3 --num-runs 20 --history wine.jsonl --json'.split(' '),
    );
    code = ended.code;
    result = JSON.parse(ended.stdout) as Result;
  }, 300_000);

  const divergencesOf = (clause: string): Result['clauses'][number]['divergences'] =>
    result.clauses.find(({ id }) => id === clause)?.divergences ?? [];

  test('diverges, and each counterexample has three operations or fewer', () => {
    expect(code).toBe(EXIT.diverges);
    const all = result.clauses.flatMap(({ divergences }) => divergences);
    // On a slow machine the budget of shrinking may end first, which the divergence then says.
    expect(all.filter(({ operations, unfinished }) => operations > 3 && unfinished !== true)).toEqual([]);
  });

  test.each([
    ['1618-ui', '1618-ui: call returned 0 in its own InstallUISequence', ['intended', 'literal', 'lenient']],
    [
      '1618-mutex',
      "1618-mutex: start went on during another's InstallExecuteSequence",
      ['intended', 'literal', 'lenient'],
    ],
    ['mutex-held', 'mutex-held: probe saw it absent during InstallExecuteSequence', ['intended']],
    [
      'service-running',
      'service-running: service saw controls 0 during InstallExecuteSequence',
      ['intended'],
    ],
  ])(
    '%s: found from nothing but the interleavings, explained, and reproduced',
    async (clause, signature, readings) => {
      const found = divergencesOf(clause).find((divergence) => divergence.signature === signature);
      expect(found?.readings).toEqual(readings);
      expect(found?.explanation).toMatch(/Because .* However .* Therefore /);
      const [, ...args] = found?.replay.split(' ') ?? [];
      const again = await startedMsiconform(folder, ...args, '--no-history', '--json');
      expect(again.code).toBe(EXIT.diverges);
      expect(again.stdout).toContain(JSON.stringify(signature));
    },
  );

  test('every table is reached, and the report says by which route', () => {
    expect(result.tables.map(({ table }) => table).toSorted()).toEqual([
      'AdminExecuteSequence',
      'AdminUISequence',
      'AdvtExecuteSequence',
      'InstallExecuteSequence',
      'InstallUISequence',
    ]);
    expect(result.tables.filter(({ routes }) => routes.length === 0)).toEqual([]);
  });

  test('what Wine does not offer is told, with the code that it gave, and is no failure', () => {
    expect(result.unsupported).toEqual([
      { what: 'MsiAdvertiseProduct', code: 120 },
      { what: 'MsiApplyPatch', code: 1627 },
      { what: 'events', reason: expect.any(String) },
    ]);
    expect(result.failures).toEqual([]);
  });

  test('check gives the verdict of the run', async () => {
    const checked = await startedMsiconform(folder, 'check', 'wine.jsonl', '--json');
    expect(JSON.parse(checked.stdout)).toEqual(result);
    expect(checked.code).toBe(EXIT.diverges);
  });
});
