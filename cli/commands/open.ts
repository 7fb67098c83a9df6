import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open as openFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { logPage, readScripts, rulesPage, siteOf } from '../../site/index.ts';
import type { LoadedFile } from '../../site/index.ts';
import { BadInputError } from '../../spec/index.ts';
import { EXIT } from '../exit-codes.ts';
import { expandFiles } from '../files.ts';
import type { Output } from '../output.ts';

interface Served {
  readonly path: string;
  readonly size: number;
}

/** What a page is answered with besides its text. */
const HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

export const registerOpen = (program: Command, output: Output): void => {
  program
    .command('open')
    .description('the pages of the site on this machine, with files in them; nothing leaves it')
    .argument('[files...]', 'logs and event exports, or histories and results to walk through')
    .addHelpText(
      'after',
      '\nThe address is printed; it holds a secret, so only who has it sees the files. Ctrl-C ends it.',
    )
    .action(async (names: string[]) => {
      const files = await served(await expandFiles(names));
      const scripts = await readScripts();
      const token = randomBytes(18).toString('base64url');
      const loaded = files.map(({ path }, index): LoadedFile => ({
        name: basename(path),
        address: `file/${index}`,
      }));
      const walks = await Promise.all(files.map(({ path }) => isWalk(path)));
      const chosen = (walk: boolean): readonly LoadedFile[] =>
        loaded.filter((_, index) => walks[index] === walk);
      const site = siteOf([], []);
      const pages = new Map([
        ['log.html', logPage(site, scripts, chosen(false))],
        ['rules.html', rulesPage(site, scripts, chosen(true))],
      ]);
      const server = createServer((request, response) => {
        answer(request, response, { token, pages, files, port: portOf() });
      });
      const portOf = (): number => (server.address() as AddressInfo).port;
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
      });
      const first = walks.length > 0 && walks.every(Boolean) ? 'rules.html' : 'log.html';
      output.print(`http://127.0.0.1:${portOf()}/${token}/${first}`);
      output.note('open this address in a browser; Ctrl-C ends it');
      const end = (): void => {
        server.close();
        server.closeAllConnections();
      };
      process.once('SIGINT', end);
      process.once('SIGTERM', end);
      await new Promise<void>((resolve) => server.once('close', resolve));
      process.exitCode = EXIT.conforms;
    });
};

/** @throws {BadInputError} for one that cannot be read */
const served = (paths: readonly string[]): Promise<readonly Served[]> =>
  Promise.all(
    paths.map(async (path) => {
      const known = await stat(path).catch(() => undefined);
      if (known === undefined) throw new BadInputError('the file does not exist: check the path', path);
      if (!known.isFile()) throw new BadInputError('this is no file: name files, or a pattern of them', path);
      return { path, size: known.size };
    }),
  );

/** Whether a file is for the page of the rules: a history, or a result. */
const isWalk = async (path: string): Promise<boolean> => {
  const handle = await openFile(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    return /"format"\s*:\s*"msiconform-(?:history|result)"/.test(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await handle.close();
  }
};

interface Serving {
  readonly token: string;
  readonly pages: ReadonlyMap<string, string>;
  readonly files: readonly Served[];
  readonly port: number;
}

/**
 * Answers who knows the secret and asks this machine by its own name: a page elsewhere can neither guess the one nor
 * send the other, so no name that somebody points at this machine reads the files.
 */
const answer = (request: IncomingMessage, response: ServerResponse, serving: Serving): void => {
  const { token, pages, files, port } = serving;
  const refuse = (code: number): void => void response.writeHead(code, HEADERS).end();
  if (request.headers.host !== `127.0.0.1:${port}`) return refuse(421);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const [path = ''] = (request.url ?? '').split('?');
  const prefix = `/${token}/`;
  if (!path.startsWith(prefix)) return refuse(404);
  const name = path.slice(prefix.length);
  const page = pages.get(name);
  if (page !== undefined) {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(page);
    return undefined;
  }
  const [, index] = /^file\/(\d+)$/.exec(name) ?? [];
  const file = index === undefined ? undefined : files[Number(index)];
  if (file === undefined) return refuse(404);
  response.writeHead(200, { ...HEADERS, 'content-type': 'application/octet-stream' });
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response);
  return undefined;
};
