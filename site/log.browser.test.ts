/** Longer than 250 lines: everything that can be dropped on one page. */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { explainFiles, memorySource, readSource } from '../evidence/index.ts';
import { evidenceReport } from '../evidence/report/index.ts';
import type { EvidenceReport } from '../evidence/report/index.ts';
import { sharedFolder } from '../evidence/testing/shared-folder.ts';
import { IN_CI, NIGHT } from '../testing/bounds.ts';
import { HOLDER, HOSTILE, PAIR, REFUSED } from './testing/logs.ts';
import { residentOf } from './testing/memory.ts';
import { describePages, scriptedPages, testLooks } from './testing/pages.ts';
import { drop, dropFromDisk, findings, overflow, visit } from './testing/visit.ts';

const corpus = (['evidence/msi', 'evidence/events', 'cases/evidence'] as const).flatMap(
  (name) => sharedFolder(name) ?? [],
);
const cases = sharedFolder('cases/evidence');
if (cases === undefined) console.info('the corpus is not there: the page is tested with made logs only');

describePages('the page for logs in a browser', scriptedPages, (pages) => {
  const answered = (page: Page): Promise<void> => page.locator('#answer').waitFor();

  const savedReport = async (page: Page): Promise<EvidenceReport> => {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as JSON' }).click();
    const saved = await (await saving).path();
    return JSON.parse(await readFile(saved, 'utf8')) as EvidenceReport;
  };

  test.skipIf(cases === undefined)(
    'four logs of the corpus are dropped, and the answer names who blocked whom',
    async () => {
      const { page, complaints } = await pages.visit('log.html');
      const names = ['07/hung.log', '07/refused.log', '06/events.xml', '01b-record-status-1618.log'];
      const files = await Promise.all(
        names.map(async (name) => ({ name, bytes: await readFile(join(cases ?? '', name)) })),
      );
      await drop(
        page,
        files.map(({ name, bytes }) => ({ name: name.replaceAll('/', '-'), bytes })),
      );
      await answered(page);
      expect(await page.locator('#answers').textContent()).toMatch(/refused with 1618/);
      for (const part of ['refused', 'how sure', 'what to do'])
        expect(await page.locator('.answer').first().textContent()).toContain(part);
      await page.locator('.answer .place').first().click();
      await page.locator('.lines mark').waitFor();
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('who blocked whom, until when, how sure; a click shows the line of the log', async () => {
    const { page, complaints } = await pages.visit('log.html');
    await drop(page, PAIR);
    await answered(page);
    expect(await page.locator('.answer h3').textContent()).toMatch(/alpha\.msi blocked .*beta\.msi/);
    expect(await page.locator('.answer .chip').first().textContent()).toBe('shown');
    await page.locator('.answer .place').first().click();
    expect(await page.locator('.lines mark').textContent()).toContain('Failed to grab execution mutex');
    // In the picture the keyboard goes from point to point, and shows the log there.
    await page.locator('.chart [data-place="0"]').focus();
    for (let step = 0; step < 40; step++) {
      if (/cannot grab/.test(await page.locator('.current').innerText())) break;
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('+');
    await page.keyboard.press('Enter');
    expect(await page.locator('.machine .lines mark').textContent()).toContain('Failed to grab');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.skipIf(!IN_CI)(
    'an archive, a paste and a file that is no log: each is read or says why not',
    async () => {
      const { page, complaints } = await pages.visit('log.html');
      const zip = zipSync({
        'pc/alpha.log': strToU8(HOLDER()),
        'pc/beta.log': strToU8(REFUSED()),
        'pc/x.exe': strToU8('MZ'),
      });
      await drop(page, [
        { name: 'logs.zip', bytes: zip },
        { name: 'x.msi', bytes: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0) },
      ]);
      await answered(page);
      expect(await page.locator('.answer h3').textContent()).toMatch(/alpha\.msi blocked/);
      expect(await page.locator('section[aria-labelledby=files]').textContent()).toMatch(/compound file/);
      await page.getByRole('button', { name: 'Start anew' }).click();
      await page.getByRole('button', { name: 'Paste text' }).click();
      await page.locator('textarea').fill(REFUSED());
      await page.getByRole('button', { name: 'Read it' }).click();
      await answered(page);
      expect(await page.locator('.answer h3').textContent()).toMatch(/do not show by whom/);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test.skipIf(!IN_CI)(
    'folders of two machines are dropped: each is answered for itself, and one with too much in it says so',
    async () => {
      const { page, complaints } = await pages.visit('log.html');
      await writeFiles(pages.path('PC01'), {
        'temp/alpha.log': strToU8(HOLDER()),
        'temp/beta.log': strToU8(REFUSED()),
      });
      await writeFiles(pages.path('PC02'), {
        'logs.zip': zipSync({ 'gamma.log': strToU8(REFUSED('C:\\pkg\\gamma.msi')) }),
        'setup.exe': strToU8('MZ'),
      });
      const one = strToU8(REFUSED());
      await writeFiles(
        pages.path('full'),
        Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`${index}.log`, one])),
      );
      await writeFiles(pages.path('empty'), { 'setup.exe': strToU8('MZ') });
      await dropFromDisk(page, ['PC01', 'PC02', 'full', 'empty'].map(pages.path));
      await answered(page);
      const said = (await page.locator('.answer').allInnerTexts()).join('\n');
      expect(said).toMatch(/alpha\.msi blocked .*beta\.msi/);
      expect(said).not.toMatch(/alpha\.msi blocked .*gamma\.msi/);
      expect(said).toContain('PC02/logs.zip/gamma.log:5');
      expect(said).toMatch(/gamma\.msi was refused; these files do not show by whom/);
      const read = await page.locator('section[aria-labelledby=files]').innerText();
      expect(read).toMatch(/full\s+not read\s+holds more than 2000 files: give those of that time/);
      expect(read).toMatch(/empty\s+not read\s+is a folder without a file in it that is read here/);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test.skipIf(!IN_CI)(
    'saved as one page it stands alone; as text for a ticket it can leave out every name',
    async () => {
      const { page, complaints } = await pages.visit('log.html');
      await drop(page, PAIR);
      await answered(page);
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as one HTML file' }).click();
      const saved = pages.path('saved.html');
      await (await saving).saveAs(saved);
      const other = await visit(pages.context(), saved);
      expect(await other.page.locator('.answer h3').textContent()).toMatch(/alpha\.msi blocked/);
      expect(await other.page.locator('script, button').count()).toBe(0);
      expect(await findings(other.page)).toEqual([]);
      await page.getByRole('checkbox', { name: /without names/ }).check();
      await page.getByRole('button', { name: 'Copy as text' }).click();
      const ticket = await page.locator('.ticket').innerText();
      expect(ticket).toMatch(/\[package A\] blocked \[package B\]/);
      expect(ticket).not.toMatch(/alpha|beta|jane/i);
      expect([...complaints, ...other.complaints]).toEqual([]);
      await other.page.close();
      await page.close();
    },
  );

  test.skipIf(!IN_CI)('hostile names, colours of a terminal, and a line of 1 MB stay text', async () => {
    const { page, complaints } = await pages.visit('log.html');
    const log = [HOLDER(HOSTILE), `MSI (s) (22:02) [05:15:21:000]: ${HOSTILE.repeat(10_000)}`, HOSTILE].join(
      '\r\n',
    );
    await drop(page, [
      { name: `${HOSTILE.replaceAll('/', '')}.log`, bytes: strToU8(log) },
      { name: 'beta.log', bytes: strToU8(REFUSED(HOSTILE)) },
    ]);
    await answered(page);
    await page.locator('.answer .place').first().click();
    await page.locator('.lines').first().waitFor();
    for (const details of await page.locator('#answer details').all())
      await details.evaluate('(node) => { node.open = true; }');
    expect(await page.title()).toMatch(/^msiconform/);
    expect(await page.locator('#app script, #app img').count()).toBe(0);
    const shown = await page.locator('#app').innerText();
    for (const steering of ['\u202e', '\u001b']) expect(shown).not.toContain(steering);
    expect(shown).toContain('<img src=x onerror=alert(1)>');
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.skipIf(corpus.length === 0 || !IN_CI)(
    'each file of the corpus gets the same report as on the command line',
    async () => {
      const { page, complaints } = await pages.visit('log.html');
      const paths = (await Promise.all(corpus.map(filesIn))).flat();
      for (const path of paths) {
        const name = basename(path);
        const bytes = await readFile(path);
        await page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer: bytes });
        await answered(page);
        const due = evidenceReport(explainFiles([await readSource(memorySource(name, bytes))]), 'lenient');
        expect(await savedReport(page)).toEqual(JSON.parse(JSON.stringify(due)));
        await page.getByRole('button', { name: 'Start anew' }).click();
      }
      expect(paths.length).toBeGreaterThan(20);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test.skipIf(!IN_CI)('a log of 100,000 lines is answered', async () => {
    const { page, complaints } = await pages.visit('log.html');
    const path = pages.path('long.log');
    await writeLong(path, 100_000);
    const began = performance.now();
    await page.locator('input[type=file]').setInputFiles([path]);
    await answered(page);
    console.info(
      `100,000 lines (${((await stat(path)).size / 1e6).toFixed(1)} MB) answered in ${((performance.now() - began) / 1000).toFixed(2)} s`,
    );
    expect(await page.locator('section[aria-labelledby=files]').textContent()).toContain('100007 lines');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.skipIf(!NIGHT)(
    'a log of 300 MB is answered; meanwhile the page lives, and memory does not grow with the file',
    async () => {
      const peaks: number[] = [];
      const memory = await residentOf(pages.context());
      for (const lines of [300_000, 3_000_000]) {
        const { page, complaints } = await pages.visit('log.html');
        const path = pages.path('huge.log');
        await writeLong(path, lines);
        await page.evaluate(
          'window.frames_ = 0; (function tick() { window.frames_++; requestAnimationFrame(tick); })()',
        );
        await page.locator('input[type=file]').setInputFiles([path]);
        let peak = 0;
        let frames = 0;
        let looks = 0;
        let still = 0;
        while ((await page.locator('#answer').count()) === 0) {
          peak = Math.max(peak, await memory());
          const now = await page.evaluate<number>('window.frames_');
          looks++;
          if (now === frames) still++;
          frames = now;
          await page.waitForTimeout(100);
        }
        console.info(
          `${((await stat(path)).size / 1e6).toFixed(0)} MB: peak ${(peak / 1e6).toFixed(0)} MB in the renderers of this browser, ${looks} looks, ${still} without a new frame`,
        );
        peaks.push(peak);
        expect(complaints).toEqual([]);
        await page.close();
      }
      const [small = 0, large = 0] = peaks;
      expect(large - small).toBeLessThan(150e6);
    },
  );

  testLooks(pages, 'log.html', async function* ({ page }) {
    yield 'log-empty';
    await drop(page, PAIR);
    await answered(page);
    await page.locator('.answer .place').first().click();
    await page.locator('.lines mark').waitFor();
    yield 'log';
    for (const details of await page.locator('#answer details').all())
      await details.evaluate('(node) => { node.open = true; }');
    yield 'log-details';
  });
});

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name));

const writeFiles = async (folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> => {
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
};

const writeLong = async (path: string, lines: number): Promise<void> => {
  const stream = createWriteStream(path);
  stream.write(`${REFUSED()}\r\n`);
  const line = (index: number): string =>
    `MSI (s) (22:02) [05:15:${String(12 + (index % 40)).padStart(2, '0')}:000]: Note: 1: 2205 2:  3: Error number ${index} of a long log that tells little\r\n`;
  const block = 1000;
  for (let at = 0; at < lines; at += block) {
    const text = Array.from({ length: block }, (_, index) => line(at + index)).join('');
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
};
