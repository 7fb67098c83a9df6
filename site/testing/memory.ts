import { readFile } from 'node:fs/promises';
import type { BrowserContext } from 'playwright-core';

/**
 * What the renderers of a browser have in memory, in bytes, each time that it is asked. The browser names its
 * processes: on the machine there may be others.
 *
 * @throws {Error} where the browser names none
 */
export const residentOf = async (context: BrowserContext): Promise<() => Promise<number>> => {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('the browser cannot be asked for its processes');
  return async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    if (renderers.length === 0) throw new Error('the browser names no renderer');
    const sizes = await Promise.all(
      renderers.map(async ({ id }) => {
        // One that has ended meanwhile has nothing.
        const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
        return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
      }),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  };
};
