/** Longer than 250 lines: one kit that is built once, and all that may happen to it. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT_REVISION } from '../adapters/announcement.ts';
import { hasAgent } from '../adapters/agent/programs.ts';
import { whyNoAgent } from '../adapters/agent/testing/available.ts';
import { journalsIn, wineWithKit } from '../adapters/agent/testing/wine.ts';
import { MEASUREMENT_NAMES } from '../adapters/driver/measure/index.ts';
import { readHistory } from '../reports/index.ts';
import type { Result } from '../reports/index.ts';
import { byNight, IN_CI, NIGHT } from '../testing/bounds.ts';
import { msiconform } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';

const why = await whyNoAgent();
if (why !== undefined) process.stderr.write(`skipped: kits under Wine (${why})\n`);

const KILLS = Number(process.env['MSICONFORM_KILLS'] ?? byNight(3, 50));
/** What shows a program another time of day than there is. */
const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
/** Those that look at one thing each; the others wait some seconds for what an installation leaves. */
const SHORT = [
  'machine',
  'handlerThread',
  'boundaries',
  'ownCalls MsiOpenPackage',
  'bySequence ADMIN',
  'foreignMutex',
];
const MEASURED = MEASUREMENT_NAMES.filter((name) => NIGHT || SHORT.includes(name));

describe.skipIf(!hasAgent())('a kit', { timeout: 300_000 }, () => {
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

/** The plan with the sum that it ought to have, whatever was changed in it. */
const summed = (plan: string): string => {
  const lines = plan.trimEnd().split('\n');
  const body = lines
    .slice(0, -1)
    .map((line) => `${line}\n`)
    .join('');
  const crc = crc32(body).toString(16).padStart(8, '0');
  return `${body}${(lines.at(-1) ?? '').replace(/"crc":"\w+"/, `"crc":"${crc}"`)}\n`;
};

/** One that was seen may have ended meanwhile: when Wine's server is killed, all its processes end. */
const killNow = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const canMount = ((): boolean => {
  const there = mkdtempSync(join(tmpdir(), 'msiconform-mount-'));
  try {
    const mounted = spawnSync('mount', ['--bind', '-o', 'ro', there, there]).status === 0;
    if (mounted) spawnSync('umount', [there]);
    return mounted;
  } finally {
    rmSync(there, { recursive: true, force: true });
  }
})();

/** What came of each case, by its number; cases that did not end are left out. */
const casesOf = async (file: string): Promise<ReadonlyMap<number, string>> => {
  const cases = new Map<number, string>();
  for await (const part of readHistory(file)) {
    if (part.part === 'case') cases.set(part.head.case, JSON.stringify(part.observed));
    if (part.part === 'stopped') cases.delete(part.stopped.stopped);
  }
  return cases;
};

/** How many cases the agent or its machine did not survive. */
const crashedIn = async (file: string): Promise<number> => {
  let crashed = 0;
  for await (const part of readHistory(file))
    if (part.part === 'stopped' && part.stopped.how === 'crashed') crashed++;
  return crashed;
};

const hasEnded = (file: string): boolean =>
  readFileSync(file, 'utf8').trim().split('\n').at(-1)?.startsWith('{"end":"complete"') === true;

describe.skipIf(why !== undefined || !IN_CI)(
  'a kit under Wine',
  { timeout: 600_000 + KILLS * 20_000 },
  () => {
    let folder = '';
    let whole = '';
    const planned = byNight(15, 3 * KILLS);
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'msiconform-kit-'));
      const draw = `--seed 1 --num-runs ${planned}`;
      for (const what of [`measuring ${draw}`, `kit ${draw} --no-measure`]) {
        const made = await msiconform(folder, ...`kit -o ${what}`.split(' '));
        expect(made.code).toBe(0);
      }
      const plan = join(folder, 'measuring', 'plan.jsonl');
      const lines = readFileSync(plan, 'utf8').split('\n');
      expect(lines.flatMap((line) => /^\{"measure":"(.*)"\}$/.exec(line)?.[1] ?? [])).toEqual(
        MEASUREMENT_NAMES,
      );
      const isLeftOut = (line: string): boolean =>
        line.startsWith('{"measure":') && !MEASURED.some((name) => line.includes(`"${name}"`));
      writeFileSync(plan, summed(lines.filter((line) => !isLeftOut(line)).join('\n')));
    }, 120_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('started by run.cmd alone, leaves one file that check judges, in a folder of any name', async () => {
      await using wine = await wineWithKit(join(folder, 'measuring'), 'ein Prüfkoffer 試験');
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
      const measured = result.measurements ?? [];
      expect(measured.map(({ name }) => name)).toEqual(MEASURED);
      expect(measured.filter(({ failed }) => failed !== undefined)).toEqual([]);
      const returned = { type: 'returned', code: 0, milliseconds: expect.any(Number) };
      const free = { state: 1, controlsAccepted: 0, pid: 0 };
      const expected: Readonly<Record<string, object>> = {
        machine: { isAdministrator: true, session: expect.any(Number), isSessionHost: expect.any(Boolean) },
        boundaries: {
          idle: { mutex: expect.anything(), service: free },
          InstallUISequence: { deniedToNonAdministrators: false },
          InstallExecuteSequence: { service: free },
          end: returned,
        },
        refusals: { silent: returned, shown: returned, whenReleasedAfterOneSecond: returned },
        throughout: { none: { outcome: returned, changes: [{ service: { controlsAccepted: 0 } }] } },
        'busyMessage retryThenCancel': { second: returned },
        'ownCalls MsiOpenPackage': {
          'in InstallUISequence': returned,
          'in InstallExecuteSequence': returned,
        },
        'bySequence ADMIN': { held: { type: 'held', table: 'AdminExecuteSequence' }, end: returned },
        foreignMutex: {
          keep: { mutex: { information: { count: 1, ownedByCaller: false } }, outcome: returned },
          own: { mutex: { information: { count: 0, ownedByCaller: true } }, outcome: returned },
        },
        handlerThread: { thread: "the caller's" },
        afterKill: { held: { type: 'held' }, next: returned },
        'asyncStack 8192 KiB': { outcome: returned },
      };
      for (const { name, values } of measured) {
        if (expected[name] !== undefined) expect(values, name).toMatchObject(expected[name]);
      }
      const shown = await msiconform(folder, 'measurements', whole);
      expect(shown).toMatchObject({
        code: EXIT.conforms,
        stdout: expect.stringContaining('boundaries.idle'),
      });
    });

    /** Runs the kit with functions or rights treated as missing. */
    const runWithout = async (
      what: string,
      ...args: readonly string[]
    ): Promise<{ readonly code: number | null; readonly output: string; readonly journal: string }> => {
      await using wine = await wineWithKit(join(folder, 'kit'));
      const env = { MSICONFORM_AGENT_WITHOUT: what };
      const ended = await wine.runWith(env, String.raw`C:\kit\msiconform-agent-x64.exe`, 'plan', ...args);
      const [journal] = journalsIn(wine.folder);
      const kept = join(folder, `${what}.jsonl`);
      if (journal !== undefined) cpSync(journal, kept);
      return { ...ended, journal: journal === undefined ? '' : kept };
    };

    it.each([
      ['no msi.dll', 'msi.dll', /no msi\.dll, so there is no Windows Installer to test/],
      ['no rights of an administrator', 'administrator', /no administrator.*--unelevated/],
    ])('says in a sentence that there is %s, and leaves no file', async (_, what, sentence) => {
      const { code, output, journal } = await runWithout(what);
      expect(output).toMatch(sentence);
      expect({ code, journal }).toEqual({ code: EXIT.inconclusive, journal: '' });
    });

    it('says in a sentence that a policy forbids to install, and the file says it too', async () => {
      const { code, output, journal } = await runWithout('installations');
      expect(output).toMatch(
        /nothing can be tested on this machine: .*code 1625: a policy of this machine forbids/,
      );
      expect(code).toBe(EXIT.inconclusive);
      const checked = await msiconform(folder, 'check', journal);
      expect(checked.code).toBe(EXIT.inconclusive);
      expect(checked.stdout).toContain('1625');
    });

    it('goes on without the rights of an administrator where that is wanted', async () => {
      expect(await runWithout('administrator', '--unelevated')).toMatchObject({ code: 0 });
    });

    it('gets the same answers from the handler for texts, as of installers before 3.1', async () => {
      const { code, journal } = await runWithout('MsiSetExternalUIRecord');
      expect(code).toBe(0);
      expect(await casesOf(journal)).toEqual(await casesOf(whole));
    });

    it.runIf(NIGHT)(
      'ends a client whose call never comes back, and runs all that is offered beside it',
      async () => {
        const { code, journal } = await runWithout('end-of-ADMIN');
        expect(code).toBe(0);
        const { stdout } = await msiconform(folder, 'check', journal, '--json');
        // Wine has another route to the tables; what the natural one came to is not asked any more.
        expect(JSON.parse(stdout)).toMatchObject({ interleavings: planned, end: 'complete' });
      },
    );

    it('leaves a file that is whole up to where the disk was full, and goes on from there', async () => {
      await using wine = await wineWithKit(join(folder, 'kit'));
      const agent = String.raw`C:\kit\msiconform-agent-x64.exe`;
      // A file may have so many blocks of 512 bytes; the signal for it is ignored, as on Windows there is none.
      const full = await wine.runLimited(80, agent, 'plan');
      expect(full.output).toMatch(/the journal cannot be written any further/);
      const [journal = ''] = journalsIn(wine.folder);
      const text = readFileSync(journal, 'utf8');
      expect(text.endsWith('\n')).toBe(true);
      for (const line of text.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
      const checked = await msiconform(folder, 'check', journal);
      expect([EXIT.diverges, EXIT.inconclusive]).toContain(checked.code);
      const again = await wine.run(agent, 'plan');
      expect(again).toMatchObject({ code: 0, output: expect.stringContaining('taken up again') });
      expect(journalsIn(wine.folder)).toEqual([journal]);
      expect(hasEnded(journal)).toBe(true);
    });

    it('takes up a journal whose last line was cut, and leaves one that is damaged, or foreign, as it is', async () => {
      await using wine = await wineWithKit(join(folder, 'kit'));
      const agent = String.raw`C:\kit\msiconform-agent-x64.exe`;
      await wine.runLimited(80, agent, 'plan');
      const [journal = ''] = journalsIn(wine.folder);
      const text = readFileSync(journal, 'utf8');
      const damaged = text.replace('"case":2', '"cas#":2}');
      const foreign = text.replace('"seed":1', '"seed":2');
      const beside = (name: string): string => join(wine.folder, `msiconform-${name}.jsonl`);
      writeFileSync(beside('aaaaaa-damaged'), damaged);
      writeFileSync(beside('aaaaaa-foreign'), foreign);
      writeFileSync(journal, `${text}{"seq":99,"at":1,"pro`);
      const again = await wine.run(agent, 'plan');
      expect(again).toMatchObject({ code: 0, output: expect.stringContaining('taken up again') });
      expect(readFileSync(beside('aaaaaa-damaged'), 'utf8')).toBe(damaged);
      expect(readFileSync(beside('aaaaaa-foreign'), 'utf8')).toBe(foreign);
      expect(readFileSync(journal, 'utf8').startsWith(text)).toBe(true);
      expect(hasEnded(journal)).toBe(true);
      expect(journalsIn(wine.folder)).toHaveLength(3);
    });

    it.skipIf(!canMount)('says that its folder cannot be written to', async () => {
      await using wine = await wineWithKit(join(folder, 'kit'));
      expect(spawnSync('mount', ['--bind', '-o', 'ro', wine.folder, wine.folder]).status).toBe(0);
      try {
        const ended = await wine.run(String.raw`C:\kit\msiconform-agent-x64.exe`, 'plan');
        expect(ended.output).toMatch(/cannot be written to.*copy the kit to a folder that can be written to/);
        expect(ended.code).toBe(EXIT.inconclusive);
      } finally {
        spawnSync('umount', [wine.folder]);
      }
    });

    it('starts no second time beside itself', async () => {
      await using wine = await wineWithKit(join(folder, 'kit'));
      const agent = String.raw`C:\kit\msiconform-agent-x64.exe`;
      const first = wine.start(agent, 'plan');
      let said = '';
      first.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
      first.stderr?.resume();
      while (!said.includes('case')) await once(first.stdout as NodeJS.ReadableStream, 'data');
      const second = await wine.run(agent, 'plan');
      expect(second.output).toMatch(/another agent runs on this machine already/);
      expect(second.code).toBe(EXIT.inconclusive);
      first.kill('SIGKILL');
    });

    it.runIf(existsSync(FAKETIME))('gives the same answers while the clock jumps', async () => {
      await using wine = await wineWithKit(join(folder, 'kit'));
      const clock = join(folder, 'clock');
      const environment = {
        LD_PRELOAD: FAKETIME,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      };
      writeFileSync(clock, '+9000d');
      const { output } = await wine.runWith(environment, 'cmd', '/c', 'echo %DATE%');
      expect(output).toMatch(/20[5-9]\d/);
      writeFileSync(clock, '+0');
      const jumps = ['-400d', '+0', '+9000d', '-1h'];
      const jumping = setInterval(() => {
        const [next = '+0'] = jumps.splice(0, 1);
        jumps.push(next);
        writeFileSync(clock, next);
      }, 500);
      try {
        const ended = await wine.runWith(environment, String.raw`C:\kit\msiconform-agent-x64.exe`, 'plan');
        expect(ended.output).toContain(`${planned} of ${planned} cases ended`);
      } finally {
        clearInterval(jumping);
      }
      const [journal = ''] = journalsIn(wine.folder);
      expect(await casesOf(journal)).toEqual(await casesOf(whole));
      expect((await msiconform(folder, 'check', journal)).code).toBe(EXIT.diverges);
    });

    it(`is taken up again after each of ${KILLS} kills, and no case is judged that did not end`, async () => {
      await using wine = await wineWithKit(join(folder, 'kit'));
      const moments = fc.sample(
        fc.tuple(
          fc.constantFrom('start', 'cases'),
          fc.noBias(fc.nat(2_000)),
          fc.constantFrom('agent', 'client', 'wine'),
        ),
        KILLS,
      );
      let ended = false;
      let killed = 0;
      for (const [from, wait, whom] of [...moments, [undefined, undefined, undefined] as const]) {
        const agent = wine.start(String.raw`C:\kit\msiconform-agent-x64.exe`, 'plan');
        const begun = new Promise<void>((resolve) => {
          agent.stdout?.on('data', (chunk: Buffer) => {
            if (chunk.includes('case')) resolve();
          });
        });
        agent.stderr?.resume();
        const end = once(agent, 'exit');
        if (wait !== undefined) {
          // Half of the kills meet a start, the others the cases, however slow the machine is.
          if (from === 'cases') await Promise.race([begun, end]);
          await Promise.race([delay(wait), end]);
          const found = {
            agent: () => wine.processes(/msiconform-agent-x64\.exe plan$/),
            client: () => wine.processes(/msiconform-agent-x64\.exe"? worker$/).slice(-1),
            wine: () => wine.processes(/./),
          }[whom]();
          for (const pid of found) killNow(pid);
          // The agent goes on without its client for a while, and may be met in another case.
          if (whom === 'client') await Promise.race([delay(1_000), end]);
          killed += whom === 'client' ? 2 : 1;
          for (const pid of wine.processes(/msiconform-agent-x64\.exe plan$/)) killNow(pid);
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
      expect(hit.length).toBeLessThanOrEqual(killed);
      const differing = [...cases].filter(([number, observed]) => expected.get(number) !== observed);
      expect(differing.filter(([, observed]) => !observed.includes('"gone"'))).toEqual([]);
      const checked = await msiconform(folder, 'check', journal, '--json');
      const result = JSON.parse(checked.stdout) as Result;
      expect((result.failures ?? []).map(({ case: number }) => number).toSorted((a, b) => a - b)).toEqual(
        hit,
      );
      // What a case showed until its client was killed is judged; of a case that the agent did not survive nothing is.
      expect(result.interleavings).toBe(planned - (await crashedIn(journal)));
    });

    it.each([
      ['is cut', (plan: string) => plan.slice(0, -40), /is cut/],
      ['lost a case', (plan: string) => plan.replace(/^\{"case":3.*\n/m, ''), /damaged/],
      ['has a line twice', (plan: string) => plan.replace(/^\{"case":3.*\n/m, '$&$&'), /damaged/],
      ['has a garbled line', (plan: string) => plan.replace('"case":3', '"cas#":3'), /damaged/],
      [
        'has a line twice, and a sum that fits',
        (plan: string) => summed(plan.replace(/^\{"case":3.*\n/m, '$&$&')),
        /plan\.jsonl:5: it is not the case that follows/,
      ],
      [
        'has a line of 10 MB, and a sum that fits',
        (plan: string) => summed(plan.replace('"phase"', `"x":[${'[],'.repeat(3_500_000)}0],"phase"`)),
        /plan\.jsonl:2: it is no JSON that an agent reads/,
      ],
      ['is foreign', () => '{"name":"x"}\n', /no msiconform plan/],
      ['is no JSON', () => 'MZ\0\0', /no msiconform plan/],
      [
        'is of another revision',
        (plan: string) => plan.replace(`"revision":${AGENT_REVISION}`, '"revision":9'),
        new RegExp(`revision 9.*revision ${AGENT_REVISION}`),
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
  },
);
