import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exploreNaive } from '../oracle/explore/index.ts';
import { noBrowser, openBrowser } from '../reports/testing/browser.ts';
import { run } from '../reports/testing/runs.ts';
import { bundleSite } from '../scripts/bundle-site.mjs';
import { CLAUSE_IDS, intended } from '../spec/index.ts';
import type { ClauseId } from '../spec/index.ts';
import { buildSite, siteOf } from './index.ts';
import { findings, overflow, shoot, visit, writeSite } from './testing/visit.ts';
import { firstByDay } from '../testing/bounds.ts';

if (noBrowser !== undefined) console.info(`the explorer is not tested in a browser: ${noBrowser}`);

type Step = readonly [actor: string, operation: string, answer: string];

const INSTALLS: Step = ['process 1', 'start INSTALL none', 'in InstallExecuteSequence'];
const IN_UI: Step = ['process 1', 'start INSTALL full', 'in InstallUISequence'];

/** A way to break each clause under the reading intended. */
const VIOLATIONS: Readonly<Record<ClauseId, { readonly steps: readonly Step[]; readonly version?: string }>> =
  {
    'mutex-scope': { steps: [['the observer', 'probe', 'owned']] },
    'mutex-held': { steps: [INSTALLS, ['the observer', 'probe', 'absent']] },
    '1618-mutex': { steps: [INSTALLS, ['process 2', 'start INSTALL none', '0']] },
    'mutual-exclusion': {
      steps: [
        IN_UI,
        ['process 2', 'start INSTALL none', 'in InstallExecuteSequence'],
        ['process 1', 'advance', 'in InstallExecuteSequence'],
      ],
    },
    '1618-ui': { steps: [IN_UI, ['process 1', 'call MsiInstallProduct', '0']] },
    '1618-only': { steps: [['process 1', 'start INSTALL none', '1618']] },
    'event-log': { steps: [INSTALLS, ['the observer', 'events', 'none']] },
    'service-running': { steps: [['the observer', 'service', 'state 4, controls 4']] },
    'service-version': { steps: [['the observer', 'service', 'state 4, controls 4']], version: '2.0' },
  };

describe.skipIf(noBrowser !== undefined)('the explorer in a browser', () => {
  let folder: string;
  let file: string;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'msiconform-rules-'));
    file = join(folder, 'rules.html');
    await writeSite(folder, buildSite(siteOf([], []), await bundleSite()));
    browser = await openBrowser();
  }, 300_000);

  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  /** Presses Tab until the focus is on what is meant: in the page's own words. */
  const tabTo = async (page: Page, what: string): Promise<void> => {
    const isThere = (): Promise<boolean> =>
      page.evaluate<boolean>(`(() => { const e = document.activeElement; return Boolean(${what}); })()`);
    for (let pressed = 0; pressed < 120; pressed++) {
      if (await isThere()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${what}`);
  };

  const labelIs = (text: string): string =>
    `e.closest('label')?.textContent.trim() === ${JSON.stringify(text)}`;

  /** A radio of a group: Tab reaches the group, arrows its members. */
  const pick = async (page: Page, group: string, text: string): Promise<void> => {
    await tabTo(page, `e.name === '${group}'`);
    for (let pressed = 0; pressed < 30; pressed++) {
      if (
        await page.evaluate<boolean>(
          `(() => { const e = document.activeElement; return ${labelIs(text)}; })()`,
        )
      )
        return;
      await page.keyboard.press('ArrowDown');
    }
    throw new Error(`there is no ${text} among ${group}`);
  };

  const walk = async (page: Page, [actor, operation, answer]: Step): Promise<void> => {
    await page.evaluate('document.activeElement.blur()');
    await pick(page, 'actor', actor);
    await pick(page, 'operation', operation);
    await tabTo(page, `e.className === 'choose' && e.textContent.trim() === ${JSON.stringify(answer)}`);
    await page.keyboard.press('Enter');
  };

  test.each(firstByDay(3, CLAUSE_IDS))(
    'with the keyboard alone: a walk that breaks %s, and back',
    async (clause) => {
      const { page, complaints } = await visit(browser.context, file);
      const { steps, version } = VIOLATIONS[clause];
      if (version !== undefined) {
        await tabTo(
          page,
          `${'e.tagName'} === 'SELECT' && e.closest('label').textContent.startsWith('Windows Installer')`,
        );
        for (
          let pressed = 0;
          pressed < 10 && (await page.evaluate('document.activeElement.value')) !== version;
          pressed++
        )
          await page.keyboard.press('ArrowUp');
      }
      for (const step of steps) await walk(page, step);
      const why = page.locator('.why h2');
      expect(await why.textContent()).toContain(clause);
      expect(await page.locator('.why p').first().textContent()).toMatch(
        /^Because .* However step \d gave: /s,
      );
      expect(await page.locator('.block.broken').count()).toBeGreaterThan(0);
      for (const _ of steps) {
        await page.evaluate('document.activeElement.blur()');
        await tabTo(page, `e.textContent === '← Step back'`);
        await page.keyboard.press('Enter');
      }
      expect(await page.locator('#path').textContent()).toBe('Nothing has happened yet');
      expect(await why.count()).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('the states are counted as the oracle counts them', async () => {
    const { page } = await visit(browser.context, file);
    await page.getByRole('button', { name: 'Count all states' }).click();
    const { states, transitions } = exploreNaive(2, { reading: intended, windowsInstaller: '5.0' });
    expect(await page.locator('.counts').textContent()).toContain(
      `${states} reachable states, ${transitions} allowed`,
    );
    await page.close();
  });

  test('counterexamples of a run are opened, stepped through, shared by address and saved', async () => {
    const { page, complaints } = await visit(browser.context, file);
    const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 200 });
    const path = join(folder, 'result.json');
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
    const other = await visit(browser.context, file, { fragment: new URL(page.url()).hash });
    expect(await other.page.locator('.path li').last().textContent()).toBe(last);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a history' }).click();
    expect((await saving).suggestedFilename()).toBe('walk.jsonl');
    expect([...complaints, ...other.complaints]).toEqual([]);
    await other.page.close();
    await page.close();
  });

  test('what is no history, and an address that was cut, are told in a sentence', async () => {
    const { page, complaints } = await visit(browser.context, file, { fragment: '#walk=AAAA' });
    expect(await page.getByRole('alert').textContent()).toMatch(/no walk that can be read/);
    const path = join(folder, 'hostile.json');
    await writeFile(path, '{"format":"<img src=x onerror=alert(1)>"}');
    await page.locator('.open-files input[type=file]').setInputFiles(path);
    await page.getByRole('alert').filter({ hasText: 'a history, or a result' }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each(
    firstByDay(2, [
      [400, 'light'],
      [1600, 'dark'],
      [400, 'dark'],
      [1600, 'light'],
    ] as const),
  )('at %i pixels, %s: no finding of axe, nothing cut off', async (width, scheme) => {
    const { page, complaints } = await visit(browser.context, file, { width, scheme });
    await page.getByRole('button', { name: 'Find it' }).click();
    await page.locator('.path li').first().waitFor();
    for (const step of [['process 2', 'start INSTALL full', 'in InstallUISequence'] as const]) {
      await page.getByRole('radio', { name: step[0] }).check();
      if ((await page.getByRole('radio', { name: step[1] }).count()) > 0) {
        await page.getByRole('radio', { name: step[1] }).check();
        await page.getByRole('button', { name: step[2], exact: true }).click();
      }
    }
    await shoot(page, `rules-${width}-${scheme}`);
    expect(await findings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('the first load is at most 300 KB, compressed', async () => {
    for (const [name, text] of buildSite(siteOf([], []), await bundleSite()))
      expect([name, gzipSync(text).length < 300_000]).toEqual([name, true]);
  });
});
