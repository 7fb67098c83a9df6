import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noBrowser, openBrowser } from '../../reports/testing/browser.ts';
import { MAIN, startedMsiconform } from '../../testing/command-line.ts';
import { IN_CI } from '../../testing/bounds.ts';

const folder = mkdtempSync(join(tmpdir(), 'msiconform-open-'));
const LOG = [
  '=== Verbose logging started: 24/03/2026  05:15:08  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\x.exe ===',
  'MSI (c) (33:01) [05:15:08:010]: ******* RunEngine:',
  '           ******* Product: C:\\beta.msi',
  'MSI (c) (33:01) [05:15:11:100]: Failed to grab execution mutex. System error 258.',
  'MSI (c) (33:01) [05:15:11:200]: MainEngineThread is returning 1618',
].join('\r\n');
writeFileSync(join(folder, 'refused.log'), LOG);

let server: ReturnType<typeof spawn>;
let address: URL;

beforeAll(async () => {
  server = spawn(process.execPath, [MAIN, 'open', 'refused.log'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (server.stdout === null) throw new Error('no output');
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  address = new URL(line);
});

afterAll(() => {
  server.kill('SIGKILL');
});

interface Got {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const get = (path: string, { host = address.host, method = 'GET' } = {}): Promise<Got> =>
  new Promise((resolve, reject) => {
    const asked = request(
      { host: address.hostname, port: address.port, path, method, headers: { host } },
      (got) => {
        let text = '';
        got.setEncoding('utf8').on('data', (part: string) => (text += part));
        got.on('end', () => resolve({ status: got.statusCode, headers: got.headers, text }));
      },
    );
    asked.on('error', reject).end();
  });

test('the address is of this machine alone, with a secret in it', () => {
  expect(address.hostname).toBe('127.0.0.1');
  expect(address.pathname).toMatch(/^\/[\w-]{24}\/log\.html$/);
});

test('who has the address gets the page and the files in it', async () => {
  const page = await get(address.pathname);
  expect(page.status).toBe(200);
  expect(page.text).toContain("connect-src 'self'");
  expect(page.text).toContain('[{"name":"refused.log","address":"file/0"}]');
  const file = await get(address.pathname.replace('log.html', 'file/0'));
  expect(file.text).toBe(LOG);
  expect(file.headers['cross-origin-resource-policy']).toBe('same-origin');
});

test('without the secret, by another name of this machine, or with another method there is nothing', async () => {
  expect((await get('/')).status).toBe(404);
  expect((await get('/log.html')).status).toBe(404);
  expect((await get(`${address.pathname}/../file/0`)).status).toBe(404);
  for (const path of ['file/1', 'file/-1', 'file/0/../../etc/passwd', '%2e%2e/file/0', ''])
    expect((await get(address.pathname.replace('log.html', path))).status).toBe(404);
  for (const host of ['evil.example', `localhost:${address.port}`, '127.0.0.1'])
    expect((await get(address.pathname, { host })).status).toBe(421);
  expect((await get(address.pathname, { method: 'POST' })).status).toBe(405);
});

test.skipIf(noBrowser !== undefined || !IN_CI)('in a browser the files are there and answered', async () => {
  await using browser = await openBrowser();
  const page = await browser.context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (asked) => {
    const { protocol, host } = new URL(asked.url());
    if (protocol === 'http:' && host !== address.host) complaints.push(asked.url());
  });
  await page.goto(address.href);
  await page.locator('.answer h3').waitFor();
  expect(await page.locator('.answer h3').textContent()).toContain('beta.msi');
  expect(complaints).toEqual([]);
});

test('Ctrl-C ends it', async () => {
  server.kill('SIGINT');
  expect(await once(server, 'exit')).toEqual([0, null]);
});

test('a file that is not there is one sentence', async () => {
  const { code, stderr } = await startedMsiconform(folder, 'open', 'missing.log');
  expect(code).toBe(254);
  expect(stderr).toMatch(/missing\.log: the file does not exist/);
});
