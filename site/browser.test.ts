/** Longer than 250 lines: every kind of result that the matrix may show. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { explainFiles, memorySource, readSource } from '../evidence/index.ts';
import { CLAUSES } from '../spec/index.ts';
import type { ReportDocument } from './documents.ts';
import { evidenceReport } from '../evidence/report/index.ts';
import type { PowerResult } from '../reports/power/index.ts';
import type { Result } from '../reports/schema/result.ts';
import { findingsOf } from '../reports/findings.ts';
import { run } from '../reports/testing/runs.ts';
import { IN_CI } from '../testing/bounds.ts';
import { buildSite, siteOf } from './index.ts';
import { tabTo } from './testing/keyboard.ts';
import { HOSTILE } from './testing/logs.ts';
import { describePages, testLooks } from './testing/pages.ts';
import { findings, overflow, shoot } from './testing/visit.ts';
import type { Visit } from './testing/visit.ts';

const built = (reports: readonly ReportDocument[]): ReadonlyMap<string, string> =>
  buildSite(
    siteOf(
      reports.map((document) => ({ label: undefined, document })),
      ['windows-2025'],
    ),
  );

/** By day fewer, so that it takes less; a counterexample of each kind is found all the same. */
const NUM_RUNS = IN_CI ? 400 : 100;
const matrix = async (): Promise<ReadonlyMap<string, string>> =>
  built(
    await Promise.all(
      (['conforming', 'blind to its own UI', 'no mutex', 'service always on'] as const).map((behaviour) =>
        run({ behaviour, seed: 42, numRuns: NUM_RUNS }),
      ),
    ),
  );

describePages('the matrix site in a browser', matrix, (pages) => {
  const build = (name: string, reports: readonly ReportDocument[]): Promise<void> =>
    pages.write(name, built(reports));
  const visit = (site: string, width: number, fragment = ''): Promise<Visit> =>
    pages.visit(site === '' ? 'index.html' : `${site}/index.html`, { width, fragment });

  const focused = (page: Page): Promise<string | null> =>
    page.evaluate('document.activeElement?.getAttribute("href")');

  const tabToLink = async (page: Page, href: string): Promise<void> =>
    tabTo(page, `e.getAttribute('href') === ${JSON.stringify(href)}`);

  test('a walk with the keyboard alone: matrix, counterexample, table, and back to the same cell', async () => {
    const { page, complaints } = await visit('', 1600);
    const counterexample = '#no-mutex--1618-mutex';
    await tabToLink(page, counterexample);
    const cell = await page.evaluate('document.activeElement?.id');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: '1618-mutex on no mutex' });
    await heading.waitFor();
    expect(await page.locator('.matrix').isVisible()).toBe(false);
    const timeline = page.locator(`${counterexample} svg.timeline`).first();
    expect(await timeline.getAttribute('aria-label')).toMatch(
      /^Timeline, step 1: start .* breaks 1618-mutex$/,
    );
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(`#${String(cell)}`);
    await tabToLink(page, `${counterexample}--2`);
    await page.keyboard.press('Enter');
    const second = page.locator(`${counterexample}--2`);
    await second.waitFor();
    expect(await page.locator('.matrix').isVisible()).toBe(false);
    // The picture first, which scrolls; then the table.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await second.getByRole('cell', { name: /breaks 1618-mutex/ }).waitFor();
    await tabToLink(page, `#${String(cell)}`);
    await page.keyboard.press('Enter');
    await page.locator('.matrix').waitFor();
    expect(await page.evaluate('document.activeElement?.id')).toBe(cell);
    expect(complaints).toEqual([]);
    await page.close();
  });

  testLooks(pages, 'index.html', async function* ({ page }) {
    yield 'matrix';
    const address = page.url();
    await page.goto(`${address}#no-mutex--1618-mutex`);
    yield 'counterexample';
    await page.goto(`${address}#no-mutex`);
    yield 'implementation';
  });

  test.skipIf(!IN_CI)('hostile names and messages stay text', async () => {
    const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 200 });
    const hostile: Result = {
      ...result,
      implementation: { ...result.implementation, name: HOSTILE, version: HOSTILE },
      problems: [HOSTILE],
      clauses: result.clauses.map((clause) => ({
        ...clause,
        divergences: clause.divergences.map((divergence) => ({
          ...divergence,
          signature: HOSTILE,
          explanation: `${divergence.explanation}\n${HOSTILE}`,
          replay: HOSTILE,
          history: divergence.history.map((line) =>
            JSON.parse(
              JSON.stringify(line).replace(
                '"InstallExecuteSequence"}',
                `"InstallExecuteSequence","route":${JSON.stringify(HOSTILE)}}`,
              ),
            ),
          ),
        })),
      })),
    };
    await build('hostile', [hostile]);
    const { page, complaints } = await visit('hostile', 1600);
    expect(await page.title()).toMatch(/^msiconform/);
    expect(await page.locator('script, img').count()).toBe(0);
    const name = page.locator('.who .name').first();
    expect(await name.textContent()).toContain('<img src=x onerror=alert(1)>⟨U+202E⟩gnp.exe␛[31m<');
    for (const steering of ['\u202e', '\u001b']) expect(await page.content()).not.toContain(steering);
    await page.locator('a.entry').first().click();
    expect(await page.locator('.page:target h2').first().textContent()).toContain(
      '<img src=x onerror=alert(1)>',
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.skipIf(!IN_CI)('a row tells what it comes to, and what it lacks', async () => {
    const shard = await run({ behaviour: 'conforming', seed: 42, numRuns: 90 }, { index: 2, count: 3 });
    const [conforming, faulty] = [
      await run({ behaviour: 'conforming', seed: 42, numRuns: 400 }),
      await run({ behaviour: 'no mutex', seed: 42, numRuns: 400 }),
    ];
    const lacking: Result = {
      ...conforming,
      verdict: 'inconclusive',
      problems: ['the shards 1/3 are missing'],
    };
    await build('standing', [shard, conforming, faulty, lacking]);
    const { page } = await visit('standing', 1600);
    const texts = await page.locator('.who').allTextContents();
    expect(texts[0]).toContain('only shard 2/3 of a run');
    expect(texts[1]).toMatch(new RegExp(`keeps ${CLAUSES.length} of ${CLAUSES.length} clauses$`));
    expect(texts[2]).toMatch(new RegExp(`breaks 2 of ${CLAUSES.length} clauses$`));
    expect(texts[3]).toMatch(/proves nothing yet! the shards 1\/3 are missing$/);
    expect(texts[4]).toMatch(/^windows-2025.*no result yet$/);
    expect(await page.locator('.matrix .reading strong').allTextContents()).toEqual(
      Array(4).fill('intended (decides)'),
    );
    await page.close();
  });

  test.skipIf(!IN_CI)(
    'a finding is told as on the terminal, with its shortest counterexample; its other kinds are folded',
    async () => {
      const { page } = await visit('', 1600);
      const address = page.url();
      await page.goto(`${address}#no-mutex--1618-mutex`);
      const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: NUM_RUNS });
      const due = findingsOf(result).filter(({ clause }) => clause === '1618-mutex');
      const shown = page.locator('.page:target .finding');
      expect(await shown.count()).toBe(due.length);
      for (const [index, { what, scope, kinds, shortest }] of due.entries()) {
        const finding = shown.nth(index);
        expect(await finding.locator('> .reason').textContent()).toBe(
          kinds.length > 1 ? `${what}: ${scope}` : scope,
        );
        expect(await finding.locator('> article h2').allTextContents()).toEqual([shortest.signature]);
        const others = finding.locator('.others article');
        expect(await others.count()).toBe(kinds.length - 1);
        if (kinds.length > 1) expect(await others.first().isVisible()).toBe(false);
      }
      // A link to one of them opens them.
      const folded = page.locator('.others article').first();
      await page.goto(`${address}#${String(await folded.getAttribute('id'))}`);
      expect(await folded.isVisible()).toBe(true);
      await page.close();
    },
  );

  test.skipIf(!IN_CI)('a link to one counterexample shows it, and its picture stands alone', async () => {
    const { page } = await visit('', 1600);
    await page.goto(`${page.url()}#no-mutex--1618-mutex--1`);
    const article = page.locator('#no-mutex--1618-mutex--1');
    expect(await article.isVisible()).toBe(true);
    expect(await page.locator('.matrix').isVisible()).toBe(false);
    await article.getByText('Its picture as a file').click();
    await page.waitForURL(/timelines\/no-mutex--1618-mutex--1\.svg$/);
    expect(await page.evaluate('document.documentElement.nodeName + document.title')).toMatch(
      /^svgTimeline: breaks 1618-mutex/,
    );
    await page.close();
  });

  test.skipIf(!IN_CI).each([400, 1600])(
    'evidence and faults at %i pixels: hostile names of files and packages stay text, no finding of axe',
    async (width) => {
      const log = [
        '=== Verbose logging started: 24/03/2026  05:15:03  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\x.exe ===',
        `MSI (c) (33:01) [05:15:03:000]: Running installation inside multi-package transaction ${HOSTILE}`,
        'MSI (c) (33:01) [05:15:06:100]: Failed to grab execution mutex. System error 258.',
        'MSI (c) (33:01) [05:15:06:200]: MainEngineThread is returning 1618',
      ].join('\r\n');
      const read = explainFiles([await readSource(memorySource(`${HOSTILE}.log`, Buffer.from(log)))]);
      const fault = {
        id: HOSTILE,
        summary: HOSTILE,
        reading: 'intended',
        forgivenBy: [],
        interleavings: { median: 2.5, worst: 14 },
        operations: 2,
        problems: [],
      };
      const power: PowerResult = {
        format: 'msiconform-power',
        version: 1,
        seeds: [1],
        numRuns: 100,
        faults: [
          { ...fault, clause: '1618-only', survived: false, killedBy: ['1618-only'] },
          { ...fault, clause: 'mutex-held', survived: true, killedBy: [] },
          { ...fault, clause: null, survived: true, killedBy: [] },
        ],
        reference: { interleavings: 100, operations: 900 },
        falseAlarms: 0,
      };
      await build('tables', [evidenceReport(read, 'intended'), power]);
      const { page, complaints } = await visit('tables', width);
      for (const [name, shown] of [
        ['Evidence', HOSTILE.slice(0, 20)],
        ['Faults', '2 faulty implementations, 1 found, 1 survived'],
      ] as const) {
        await page.getByRole('link', { name, exact: true }).click();
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await page.locator('script, img').count()).toBe(0);
        for (const steering of ['\u202e', '\u001b']) expect(await page.content()).not.toContain(steering);
        expect(await overflow(page)).toBe(0);
        expect(await findings(page)).toEqual([]);
        await shoot(page, `${name}-${width}`);
        expect(await page.locator('main').textContent()).toContain(shown);
      }
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test.skipIf(!IN_CI)('a counterexample of 10,000 events stays usable', async () => {
    const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 100 });
    await build('long', [withLongHistory(result)]);
    const { page, complaints } = await visit('long', 1600);
    await page.locator('a.entry').first().click();
    const open = page.locator('.page:target details.part[open]');
    expect(await open.count()).toBe(1);
    expect(await open.getByText('✗ breaks').first().isVisible()).toBe(true);
    const first = page.locator('.page:target details.part').first();
    await first.locator('> summary').click();
    expect(await first.locator('svg').isVisible()).toBe(true);
    expect(await page.locator('.page:target details.part').count()).toBe(84);
    await shoot(page, 'long', false);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** 5,000 operations: an installation after the other, and then the divergence. */
const withLongHistory = (result: Result): Result => {
  const clause = result.clauses.find((each) => each.divergences.length > 0);
  const [divergence] = clause?.divergences ?? [];
  if (clause === undefined || divergence === undefined) throw new Error('the run shows no divergence');
  const [head, ...events] = divergence.history;
  const value = { type: 'held', table: 'InstallExecuteSequence' };
  const calls = Array.from({ length: 2500 - events.length / 4 }, () => [
    { process: 1, kind: 'invoke', op: 'start', args: { action: 'INSTALL', ui: 'none' } },
    { process: 1, kind: 'ok', op: 'start', value },
    { process: 1, kind: 'invoke', op: 'advance', args: {} },
    { process: 1, kind: 'ok', op: 'advance', value: { type: 'returned', code: 0 } },
  ]).flat();
  const history = [
    head,
    ...[...calls, ...events].map((event, seq) => ({ ...(event as object), seq: seq + 1, at: seq + 1 })),
  ];
  expect(history).toHaveLength(10_001);
  const long = { ...divergence, operations: 5000, history };
  return { ...result, clauses: [{ ...clause, divergences: [long] }] };
};
