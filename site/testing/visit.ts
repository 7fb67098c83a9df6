import { createRequire } from 'node:module';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';

/** Kept by CI. */
export const SHOTS = join('reports-output', 'screenshots');

export interface Visit {
  readonly page: Page;
  /** What the browser complained of, and what the page asked for beyond itself. */
  readonly complaints: string[];
}

/** How the page is looked at: its width in pixels, and its theme. */
export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

export type VisitOptions = Partial<Look> & { readonly fragment?: string };

/** A page that keeps what the browser complains of and asks for. */
export const visit = async (
  context: BrowserContext,
  file: string,
  { width = 1200, scheme = 'light', fragment = '' }: VisitOptions = {},
): Promise<Visit> => {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (!/^(?:file|data|blob):/.test(request.url())) complaints.push(`request: ${request.url()}`);
  });
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: 1000 });
  await page.goto(pathToFileURL(file).href + fragment);
  return { page, complaints };
};

/** The findings of axe-core of whatever weight; the tester's own script is put in past the page's policy. */
export const findings = async (page: Page): Promise<readonly string[]> => {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.evaluate(await readFile(axe, 'utf8'));
  return await page.evaluate<readonly string[]>(
    `axe.run().then(({ violations }) => violations
      .map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html.slice(0, 150)).join(' | ')))`,
  );
};

/** How far the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

export const shoot = async (page: Page, name: string, fullPage = true): Promise<void> => {
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage });
};

export const writeSite = async (folder: string, files: ReadonlyMap<string, string>): Promise<void> => {
  for (const [name, text] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
};

/** Drops files on the page, as from a window of files. */
export const drop = async (
  page: Page,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> => {
  const data = await page.evaluateHandle(
    `(files) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of files)
        transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      return transfer;
    }`.replace(/^/, '(') +
      `)(${JSON.stringify(files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })))})`,
  );
  await page.dispatchEvent('.drop', 'drop', { dataTransfer: data });
};

/** Drops what lies on the disk, folders too, as the system's window of files does. Chromium only. */
export const dropFromDisk = async (page: Page, paths: readonly string[]): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data });
  await session.detach();
};
