/** Longer than 250 lines: everything that can be opened and walked through on one page. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { wineFactory } from '../adapters/wine/index.ts';
import { explainFiles, memorySource, readSources } from '../evidence/index.ts';
import { sharedFolder } from '../evidence/testing/shared-folder.ts';
import { exploreNaive } from '../oracle/explore/index.ts';
import { describeOperation } from '../properties/index.ts';
import type { Result } from '../reports/index.ts';
import { run } from '../reports/testing/runs.ts';
import { visible } from '../reports/text.ts';
import { describeResponse } from '../reports/timeline/describe-response.ts';
import { CLAUSE_IDS, intended, OBSERVER } from '../spec/index.ts';
import type { Observed } from '../spec/index.ts';
import { firstByDay, IN_CI } from '../testing/bounds.ts';
import { MAIN, msiconform, startedMsiconform } from '../testing/command-line.ts';
import { HOSTILE, PAIR } from './testing/logs.ts';
import { choose, fromTop, pick, press, tabTo } from './testing/keyboard.ts';
import { describePages, scriptedPages, testLooks } from './testing/pages.ts';
import { violationOf } from './testing/violations.ts';
import { drop } from './testing/visit.ts';

/** What a run on Debian's Wine wrote, cut down to the cases that its counterexamples come from. */
const WINE_HISTORY = join(import.meta.dirname, 'testing', 'golden', 'wine-8.0.jsonl');
const hasWine = IN_CI && ((await wineFactory.diagnose?.())?.every(({ ok }) => ok) ?? true);
if (IN_CI && !hasWine) console.info('No Wine on this machine: the counterexamples of a kept run are opened.');
const cases = sharedFolder('cases/evidence');

describePages('the page of the rules in a browser', scriptedPages, (pages) => {
  const take = async (page: Page, { process, operation, response }: Observed): Promise<void> => {
    await fromTop(page);
    await pick(page, 'actor', process === OBSERVER ? 'the observer' : `process ${process}`);
    await pick(page, 'operation', describeOperation(operation));
    const answer = JSON.stringify(visible(describeResponse(response)));
    await tabTo(page, `e.className === 'choose' && e.textContent.trim() === ${answer}`);
    await page.keyboard.press('Enter');
  };

  test.each(firstByDay(1, CLAUSE_IDS))(
    'with the keyboard alone: a walk that breaks %s, and back',
    async (clause) => {
      const { page, complaints } = await pages.visit('rules.html');
      const { windowsInstaller, events } = violationOf(clause, intended);
      await choose(page, 'Windows Installer', windowsInstaller);
      for (const event of events) await take(page, event);
      const why = page.locator('.why h2');
      expect(await why.textContent()).toBe(`This breaks ${clause}`);
      expect(await page.locator('.why p').first().textContent()).toMatch(
        /^Because .* However step \d gave: /s,
      );
      expect(await page.locator('.block.broken').count()).toBeGreaterThan(0);
      await fromTop(page);
      await press(page, '← Step back');
      for (const _ of events.slice(1)) await page.keyboard.press('Enter');
      expect(await page.locator('#path').textContent()).toBe('Nothing has happened yet');
      expect(await why.count()).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  /** Goes to each counterexample by the keyboard, and through it step by step, to what it breaks. */
  const walkEach = async (page: Page, due: readonly (readonly [clause: string, signature: string])[]) => {
    const titles = await page.locator('optgroup[label=Counterexamples] option').allTextContents();
    expect(titles.toSorted()).toEqual(due.map(([, signature]) => signature).toSorted());
    for (const [clause, signature] of firstByDay(1, due)) {
      await fromTop(page);
      await choose(page, 'Walk through', signature);
      await press(page, 'To the beginning');
      expect(await page.locator('#path').textContent()).toBe('Nothing has happened yet');
      expect(await page.locator('.why').count()).toBe(0);
      const forward = page.getByRole('button', { name: 'Step forward →' });
      await press(page, 'Step forward →');
      // The focus stays where it is.
      while (await forward.isEnabled()) await page.keyboard.press('Enter');
      expect(await page.locator('.path .breaks').last().textContent()).toContain(clause);
      expect(await page.locator('.why h2').textContent()).toContain(clause);
      expect(await page.locator('.why li').first().textContent()).toMatch(/ would have passed/);
      // It is still the one that was chosen.
      expect(await page.locator('.choose-walk select').locator('option:checked').textContent()).toBe(
        signature,
      );
    }
  };

  const counterexamplesOf = ({ clauses }: Result): readonly (readonly [string, string])[] =>
    clauses.flatMap(({ id, divergences }) => divergences.map(({ signature }) => [id, signature] as const));

  test('the history of a Wine run is dropped: each counterexample is walked through by the keyboard', async () => {
    const { page, complaints } = await pages.visit('rules.html');
    const checked = await msiconform('.', 'check', WINE_HISTORY, '--json');
    await drop(page, [{ name: 'wine.jsonl', bytes: await readFile(WINE_HISTORY) }]);
    await page.locator('.why').waitFor();
    await walkEach(page, counterexamplesOf(JSON.parse(checked.stdout) as Result));
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.skipIf(!hasWine)(
    'a run on Wine is opened by "msiconform open", and its counterexamples are walked through',
    { timeout: 400_000 },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'msiconform-opened-'));
      const ran = await startedMsiconform(
        folder,
        ...'run wine --seed 3 --num-runs 4 --history wine.jsonl --json'.split(' '),
      );
      const due = counterexamplesOf(JSON.parse(ran.stdout) as Result);
      expect(due.length).toBeGreaterThan(0);
      const server = spawn(process.execPath, [MAIN, 'open', 'wine.jsonl'], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      try {
        const [address] = (await once(createInterface(server.stdout), 'line')) as [string];
        expect(address).toMatch(/rules\.html$/);
        const page = await pages.context().newPage();
        await page.goto(address);
        await page.locator('.why').waitFor();
        await walkEach(page, due);
        await page.close();
      } finally {
        server.kill('SIGKILL');
        await once(server, 'exit');
        await rm(folder, { recursive: true, force: true });
      }
    },
  );

  test('logs that are dropped are walked through too', async () => {
    const { page, complaints } = await pages.visit('rules.html');
    await drop(page, PAIR);
    await page.locator('.path li').first().waitFor();
    await fromTop(page);
    await choose(page, 'Walk through', '2 files, part 1 of 1');
    const overlap = await page.locator('.overlap').textContent();
    // The same as the page for logs, and "explain", say of them.
    const due = explainFiles(await readSources(PAIR.map(({ name, bytes }) => memorySource(name, bytes))));
    for (const { clause, readings } of due.clauses)
      for (const { reading, verdict } of readings) {
        const said = new RegExp(`${reading}: breaks [^;]*${clause}`).test(overlap ?? '');
        expect([clause, reading, said]).toEqual([clause, reading, verdict === 'diverges']);
      }
    expect(await page.locator('.path').textContent()).toContain('1618');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.skipIf(cases === undefined || !IN_CI)(
    'each log and export of the corpus is opened, or told why not in one sentence',
    async () => {
      const { page, complaints } = await pages.visit('rules.html');
      const files = (await readdir(cases ?? '', { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && entry.name !== 'README.md')
        .map((entry) => join(entry.parentPath, entry.name));
      let opened = 0;
      for (const file of files) {
        await page.goto(page.url().replace(/#.*/, ''));
        await page.locator('.open-files input[type=file]').setInputFiles({
          name: basename(file),
          mimeType: '',
          buffer: await readFile(file),
        });
        await page.locator('.choose-walk, .failed').first().waitFor();
        if ((await page.locator('.choose-walk').count()) > 0) opened++;
        else expect(await page.locator('.failed p').first().textContent()).toMatch(/\S \S.*\.$/);
      }
      expect(opened).toBeGreaterThan(5);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test.skipIf(!IN_CI)('the states are counted as the oracle counts them', async () => {
    const { page } = await pages.visit('rules.html');
    await page.getByRole('button', { name: 'Count all states' }).click();
    const { states, transitions } = exploreNaive(2, { reading: intended, windowsInstaller: '5.0' });
    expect(await page.locator('.counts').textContent()).toContain(
      `${states} reachable states, ${transitions} allowed`,
    );
    await page.close();
  });

  test.skipIf(!IN_CI)(
    'counterexamples of a run are picked, stepped through, shared by address and saved',
    async () => {
      const { page, complaints } = await pages.visit('rules.html');
      const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 200 });
      const path = pages.path('result.json');
      await writeFile(path, JSON.stringify(result));
      await page.locator('.open-files input[type=file]').setInputFiles(path);
      await page.locator('.why').waitFor();
      const kinds = result.clauses.flatMap(({ divergences }) => divergences);
      expect(await page.locator('.open-files option').count()).toBe(kinds.length);
      const last = await page.locator('.path li').last().textContent();
      await page.getByRole('button', { name: '← Step back' }).click();
      expect(await page.locator('.why').count()).toBe(0);
      await page.getByRole('button', { name: 'Step forward →' }).click();
      await page.locator('.why').waitFor();
      // Another page at the same address stands where this one does.
      const other = await pages.visit('rules.html', { fragment: new URL(page.url()).hash });
      expect(await other.page.locator('.path li').last().textContent()).toBe(last);
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as a history' }).click();
      expect((await saving).suggestedFilename()).toBe('walk.jsonl');
      expect([...complaints, ...other.complaints]).toEqual([]);
      await other.page.close();
      await page.close();
    },
  );

  test.skipIf(!IN_CI)('what is no history, and an address that was cut, are told in a sentence', async () => {
    const { page, complaints } = await pages.visit('rules.html', { fragment: '#walk=AAAA' });
    expect(await page.getByRole('alert').textContent()).toMatch(/no walk that can be read/);
    const path = pages.path('hostile.json');
    await writeFile(path, `{"format":"${HOSTILE.replaceAll('"', "'").replaceAll('\u001b', '')}"}`);
    await page.locator('.open-files input[type=file]').setInputFiles(path);
    await page.getByRole('alert').filter({ hasText: 'a history, or a result' }).waitFor();
    expect(await page.locator('#app img, #app script').count()).toBe(0);
    // In an address that is put into a page that is open already, too.
    await page.evaluate("location.hash = 'walk=AAAB'");
    await page.getByRole('alert').filter({ hasText: 'no walk that can be read' }).waitFor();
    await page.evaluate("location.hash = ''");
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.evaluate("location.hash = 'walk=' + 'A'.repeat(400_000)");
    await page.getByRole('alert').filter({ hasText: 'no walk that can be read' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  testLooks(pages, 'rules.html', async function* ({ page }) {
    await page.getByRole('button', { name: 'Find it' }).click();
    await page.locator('.path li').first().waitFor();
    yield 'rules-found';
    await drop(page, [{ name: 'wine.jsonl', bytes: await readFile(WINE_HISTORY) }]);
    await page.locator('.why').waitFor();
    yield 'rules';
  });

  test('the first load is at most 300 KB, compressed', async () => {
    const sizes = [...(await scriptedPages())].map(([name, text]) => [name, gzipSync(text).length] as const);
    console.info(sizes.map(([name, size]) => `${name} ${(size / 1000).toFixed(0)} KB`).join(', '));
    for (const [name, size] of sizes) expect([name, size < 300_000]).toEqual([name, true]);
  });
});
