import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasAgent } from '../adapters/agent/programs.ts';
import { whyNoAgent } from '../adapters/agent/testing/available.ts';
import { journalsIn, wineWithKit } from '../adapters/agent/testing/wine.ts';
import { readHistory } from '../reports/index.ts';
import type { Result } from '../reports/index.ts';
import { msiconform } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';

const why = await whyNoAgent();
if (why !== undefined) process.stderr.write(`skipped: kits under Wine (${why})\n`);

const KILLS = Number(process.env['MSICONFORM_KILLS'] ?? 4);

describe.skipIf(!hasAgent())('a kit', { timeout: 60_000 }, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'msiconform-kit-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the same for the same seed, as a folder and as a zip file', async () => {
    for (const name of ['one', 'other', 'one.zip', 'other.zip']) {
      expect(await msiconform(folder, ...`kit -o ${name} --seed 7 --num-runs 5`.split(' '))).toMatchObject({
        code: 0,
      });
    }
    expect(spawnSync('diff', ['-r', 'one', 'other'], { cwd: folder }).status).toBe(0);
    expect(readFileSync(join(folder, 'one.zip'))).toEqual(readFileSync(join(folder, 'other.zip')));
  });

  it('overwrites nothing', async () => {
    for (const name of ['twice', 'twice.zip']) {
      await msiconform(folder, 'kit', '-o', name, '--num-runs', '1');
      const again = await msiconform(folder, 'kit', '-o', name, '--num-runs', '1');
      expect(again.code).toBe(EXIT.usage);
      expect(again.stderr).toContain(name);
    }
  });
});

/** What came of each case, by its number; cases that did not end are left out. */
const casesOf = async (file: string): Promise<ReadonlyMap<number, string>> => {
  const cases = new Map<number, string>();
  for await (const part of readHistory(file)) {
    if (part.part === 'case') cases.set(part.head.case, JSON.stringify(part.observed));
    if (part.part === 'stopped') cases.delete(part.stopped.stopped);
  }
  return cases;
};

const hasEnded = (file: string): boolean =>
  readFileSync(file, 'utf8').trim().split('\n').at(-1)?.startsWith('{"end":"complete"') === true;

describe.skipIf(why !== undefined)('a kit under Wine', { timeout: 300_000 + KILLS * 20_000 }, () => {
  let folder = '';
  let whole = '';
  const planned = Math.max(30, 3 * KILLS);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'msiconform-kit-'));
    const made = await msiconform(folder, ...`kit -o kit --seed 1 --num-runs ${planned}`.split(' '));
    expect(made.code).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('started by run.cmd alone, leaves one file that check judges, in a folder of any name', async () => {
    await using wine = await wineWithKit(join(folder, 'kit'), 'ein Prüfkoffer 試験');
    const ended = await wine.run('cmd', '/c', String.raw`C:\ein Prüfkoffer 試験\run.cmd`);
    expect(ended.output).toContain(`${planned} of ${planned} cases ended`);
    const journals = journalsIn(wine.folder);
    expect(journals).toHaveLength(1);
    whole = join(folder, 'whole.jsonl');
    cpSync(journals[0] ?? '', whole);
    const checked = await msiconform(folder, 'check', whole, '--json');
    expect(checked.code).toBe(EXIT.diverges);
    const result = JSON.parse(checked.stdout) as Result;
    expect(result).toMatchObject({ interleavings: planned, failures: [], end: 'complete' });
    const signatures = result.clauses.flatMap(({ divergences }) =>
      divergences.map(({ signature }) => signature),
    );
    for (const known of [
      '1618-ui: call returned 0 in its own InstallUISequence',
      "1618-mutex: start went on during another's InstallExecuteSequence",
      'mutex-held: probe saw it absent during InstallExecuteSequence',
      'service-running: service saw controls 0 during InstallExecuteSequence',
    ]) {
      expect(signatures).toContain(known);
    }
  });

  // Its kills meet a Wine that starts, so a busy machine can leave it without an end: a long run, for the night.
  it.runIf(process.env['MSICONFORM_NIGHT'] === '1')(
    'is taken up again after each kill, and no case is judged that did not end',
    async () => {
      await using wine = await wineWithKit(join(folder, 'kit'));
      const moments = fc.sample(fc.tuple(fc.nat(6_000), fc.constantFrom('agent', 'client', 'wine')), KILLS);
      let ended = false;
      for (const [wait, whom] of [...moments, [undefined, undefined] as const]) {
        const agent = wine.start(String.raw`C:\kit\msiconform-agent-x64.exe`, 'plan');
        agent.stdout?.resume();
        agent.stderr?.resume();
        const end = once(agent, 'exit');
        if (wait !== undefined) {
          await Promise.race([delay(wait), end]);
          const found = {
            agent: () => wine.processes(/msiconform-agent-x64\.exe plan$/),
            client: () => wine.processes(/msiconform-agent-x64\.exe"? worker$/).slice(-1),
            wine: () => wine.processes(/./),
          }[whom]();
          for (const pid of found) process.kill(pid, 'SIGKILL');
          // The agent goes on without its client, for a while.
          if (whom === 'client') await Promise.race([delay(1_000), end]);
          for (const pid of wine.processes(/msiconform-agent-x64\.exe plan$/)) process.kill(pid, 'SIGKILL');
        }
        // When its Wine was killed the exit code tells nothing.
        await end;
        ended = journalsIn(wine.folder).some(hasEnded);
        if (ended) break;
        // The next start must not meet what still ends.
        for (let tries = 0; wine.processes(/msiconform-agent/).length > 0 && tries < 200; tries++)
          await delay(50);
      }
      expect(ended).toBe(true);
      const [journal = '', ...others] = journalsIn(wine.folder);
      expect(others).toEqual([]);
      const [cases, expected] = [await casesOf(journal), await casesOf(whole)];
      const hit = [...expected.keys()].filter((number) => !cases.has(number));
      expect(hit.length).toBeLessThanOrEqual(KILLS);
      const differing = [...cases].filter(([number, observed]) => expected.get(number) !== observed);
      expect(differing.filter(([, observed]) => !observed.includes('"gone"'))).toEqual([]);
      const checked = await msiconform(folder, 'check', journal, '--json');
      const result = JSON.parse(checked.stdout) as Result;
      expect((result.failures ?? []).map(({ case: number }) => number).toSorted((a, b) => a - b)).toEqual(
        hit,
      );
      expect(result.interleavings).toBe(planned - hit.length);
    },
  );

  it.each([
    ['is cut', (plan: string) => plan.slice(0, -40), /is cut/],
    ['lost a case', (plan: string) => plan.replace(/^\{"case":3.*\n/m, ''), /damaged/],
    ['is foreign', () => '{"name":"x"}\n', /no msiconform plan/],
    ['is no JSON', () => 'MZ\0\0', /no msiconform plan/],
    [
      'is of another revision',
      (plan: string) => plan.replace('"revision":1', '"revision":9'),
      /revision 9.*revision 1/,
    ],
  ])('a plan that %s is refused in a sentence', async (_, change, sentence) => {
    await using wine = await wineWithKit(join(folder, 'kit'));
    const plan = join(wine.folder, 'plan.jsonl');
    writeFileSync(plan, change(readFileSync(plan, 'utf8')));
    const ended = await wine.run(String.raw`C:\kit\msiconform-agent-x64.exe`, 'plan');
    expect(ended.code).toBe(EXIT.usage);
    expect(ended.output).toMatch(sentence);
    expect(journalsIn(wine.folder)).toEqual([]);
  });
});
