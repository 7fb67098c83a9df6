import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, openBrowser } from '../../reports/testing/browser.ts';
import { bundleSite } from '../../scripts/bundle-site.mjs';
import { IN_CI } from '../../testing/bounds.ts';
import { buildSite, siteOf } from '../index.ts';
import { findings, overflow, shoot, visit, writeSite } from './visit.ts';
import type { Look, Visit, VisitOptions } from './visit.ts';

/** Pages in a folder of their own, and the browser that shows them. */
export interface Pages {
  /** Where the pages are, and whatever else a test leaves there. */
  readonly path: (name: string) => string;
  readonly visit: (page: string, options?: VisitOptions) => Promise<Visit>;
  readonly write: (site: string, files: ReadonlyMap<string, string>) => Promise<void>;
  readonly context: () => BrowserContext;
}

/** Tests of pages in one browser, which is started before them and gone behind them; skipped where there is none. */
export const describePages = (
  title: string,
  files: () => Promise<ReadonlyMap<string, string>>,
  tests: (pages: Pages) => void,
): void => {
  if (noBrowser !== undefined) console.info(`not tested: ${title}: ${noBrowser}`);
  describe.skipIf(noBrowser !== undefined)(title, () => {
    let folder: string;
    let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
    const path = (name: string): string => join(folder, name);
    const context = (): BrowserContext => {
      if (browser === undefined) throw new Error('the browser is started before the tests');
      return browser.context;
    };
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'msiconform-pages-'));
      [browser] = await Promise.all([openBrowser(), files().then((built) => writeSite(folder, built))]);
    }, 300_000);
    afterAll(async () => {
      await browser?.[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });
    tests({
      path,
      context,
      visit: (page, options) => visit(context(), path(page), options),
      write: (site, built) => writeSite(path(site), built),
    });
  });
};

let scripted: Promise<ReadonlyMap<string, string>> | undefined;

/** The pages that work by a script, without a result beside them. They are bundled once. */
export const scriptedPages = (): Promise<ReadonlyMap<string, string>> => {
  scripted ??= bundleSite().then((scripts) => buildSite(siteOf([], []), scripts));
  return scripted;
};

const LOOKS: readonly Look[] = [
  { width: 400, scheme: 'light' },
  { width: 1600, scheme: 'dark' },
  { width: 400, scheme: 'dark' },
  { width: 1600, scheme: 'light' },
];

/**
 * In both themes, at both widths: nothing is cut off, axe-core finds nothing, the browser complains of nothing. A
 * picture of each state of the page is kept.
 *
 * @param states brings the page from one state to the next, and gives each its name
 */
export const testLooks = (
  pages: Pages,
  page: string,
  states: (visit: Visit) => AsyncIterable<string>,
): void => {
  test.skipIf(!IN_CI).each(LOOKS)(
    '$width pixels, $scheme: no finding of axe, nothing cut off',
    async (look) => {
      const seen = await pages.visit(page, look);
      for await (const state of states(seen)) {
        await shoot(seen.page, `${state}-${look.width}-${look.scheme}`);
        expect([state, await overflow(seen.page)]).toEqual([state, 0]);
        expect([state, await findings(seen.page)]).toEqual([state, []]);
      }
      expect(seen.complaints).toEqual([]);
      await seen.page.close();
    },
  );
};
