import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedFolder } from '../evidence/testing/shared-folder.ts';
import { noBrowser, openBrowser } from '../reports/testing/browser.ts';
import { bundleSite } from '../scripts/bundle-site.mjs';
import { buildSite, siteOf } from './index.ts';
import { drop, findings, overflow, shoot, visit, writeSite } from './testing/visit.ts';

const cases = sharedFolder('cases/evidence');
if (noBrowser !== undefined) console.info(`the page for logs is not tested in a browser: ${noBrowser}`);
if (cases === undefined) console.info('the corpus is not there: the page is tested with made logs only');

describe.skipIf(noBrowser !== undefined)('the page for logs in a browser', () => {
  let folder: string;
  let file: string;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'msiconform-log-'));
    file = join(folder, 'log.html');
    await writeSite(folder, buildSite(siteOf([], []), await bundleSite()));
    browser = await openBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  test.skipIf(cases === undefined)('logs of the corpus are dropped, and the answer is read', async () => {
    const { page, complaints } = await visit(browser.context, file);
    const names = ['06/refused.log', '06/events.xml'];
    const files = await Promise.all(
      names.map(async (name) => ({ name: basename(name), bytes: await readFile(join(cases ?? '', name)) })),
    );
    await shoot(page, 'log-empty-1200-light');
    await drop(page, files);
    await page.locator('.answer').first().waitFor();
    await page.locator('.answer .place').first().click();
    await page.locator('.lines mark').first().waitFor();
    await shoot(page, 'log-1200-light');
    expect(complaints).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await findings(page)).toEqual([]);
    await page.close();
  });
});
