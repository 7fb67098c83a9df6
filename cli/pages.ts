import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BadInputError } from '../spec/index.ts';
import { MAX_HTML_LENGTH, NotAPage, readPage } from '../spec/page/index.ts';
import type { DocumentationPage } from '../spec/page/index.ts';

export interface PageFile {
  readonly file: string;
  readonly page: DocumentationPage;
  /** How the file is encoded; null for standard input. */
  readonly encoding: Encoding | null;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface ReadPages {
  readonly pages: readonly PageFile[];
  /** What could not be read, one sentence each. */
  readonly refused: readonly string[];
  /** How many files of folders are other pages. */
  readonly skipped: number;
}

/** No saved page has more bytes, even where each character takes four. */
const MAX_PAGE_BYTES = MAX_HTML_LENGTH * 4;

const CHUNK = 65_536;

/** Stands for standard input, where a file is named. */
const STANDARD_INPUT = '-';
/** How standard input is called in a report. */
const STANDARD_INPUT_NAME = 'stdin';

/** Reads files, folders of pages, and `-`. In a folder, at whatever depth, files that are other pages are passed over. */
export const readPages = async (paths: readonly string[]): Promise<ReadPages> => {
  const pages: PageFile[] = [];
  const refused: string[] = [];
  let skipped = 0;
  for (const path of paths) {
    try {
      if (path === STANDARD_INPUT) {
        pages.push({ ...readPageText(STANDARD_INPUT_NAME, await readStandardInput()), encoding: null });
        continue;
      }
      if (!(await isFolder(path))) {
        pages.push(await readPageFile(path));
        continue;
      }
      const found = await readFolder(path);
      pages.push(...found.pages);
      skipped += found.skipped;
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error;
      refused.push(error.message);
    }
  }
  return { pages, refused, skipped };
};

const readStandardInput = async (): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > MAX_PAGE_BYTES) throw tooLarge('more than 8 MB', STANDARD_INPUT_NAME);
  }
  return Buffer.concat(chunks);
};

const PAGE_FILE = /\.(?:md|markdown|html?|txt)$/i;

const readFolder = async (folder: string): Promise<Omit<ReadPages, 'refused'>> => {
  const pages: PageFile[] = [];
  const files = await filesIn(folder);
  for (const file of files) {
    try {
      pages.push(await readPageFile(file));
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error;
    }
  }
  if (pages.length > 0) return { pages, skipped: files.length - pages.length };
  throw new BadInputError(
    files.length === 0
      ? 'the folder has no Markdown, HTML or text files: name the folder in which the pages lie'
      : `no file of the folder (${files.length} looked at) is the "_MSIExecute Mutex" page: name the folder in which the pages lie`,
    folder,
  );
};

/** Files at whatever depth, in the order of their names. Links to folders are not followed, so none is read for ever. */
const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== '.git' && entry.name !== 'node_modules') files.push(...(await filesIn(path)));
    } else if (PAGE_FILE.test(entry.name) && (entry.isFile() || !(await isFolder(path)))) files.push(path);
  }
  return files;
};

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new BadInputError(`${systemReason(error)}: name a page or a folder of pages`, path);
  }
};

const readPageFile = async (file: string): Promise<PageFile> => readPageText(file, await readBytes(file));

const readPageText = (file: string, bytes: Uint8Array): PageFile => {
  const encoding = encodingOf(bytes);
  const text = decode(file, bytes, encoding);
  try {
    return { file, page: readPage(text, { locale: localeInName(file) }), encoding };
  } catch (error) {
    if (error instanceof NotAPage) throw new BadInputError(`the file ${error.message}`, file);
    throw error;
  }
};

/** Reads no more than a page can have, whatever the file's size claims to be. */
const readBytes = async (file: string): Promise<Uint8Array> => {
  try {
    await using handle = await open(file);
    const details = await handle.stat();
    if (!details.isFile() && !details.isFIFO())
      throw new BadInputError('this is no regular file: name a page', file);
    const chunks: Buffer[] = [];
    for (let length = 0; length <= MAX_PAGE_BYTES;) {
      const chunk = Buffer.alloc(CHUNK);
      const { bytesRead } = await handle.read(chunk, 0, CHUNK, null);
      if (bytesRead === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, bytesRead));
      length += bytesRead;
    }
    throw tooLarge(details.isFile() ? `${(details.size / 1e6).toFixed(1)} MB` : 'more than 8 MB', file);
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    throw new BadInputError(`${systemReason(error)}: name a page that can be read`, file);
  }
};

const tooLarge = (size: string, file: string): BadInputError =>
  new BadInputError(
    `the file has ${size} and the page has about 5 kB: give the Markdown source of the "_MSIExecute Mutex" page`,
    file,
  );

const encodingOf = ([first, second]: Uint8Array): Encoding =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';

const decode = (file: string, bytes: Uint8Array, encoding: Encoding): string => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const kind = bytes.includes(0) ? 'binary data' : 'no UTF-8 text';
    throw new BadInputError(
      `the file is ${kind}: give the Markdown source of the "_MSIExecute Mutex" page, in UTF-8`,
      file,
    );
  }
};

/** `de-DE` from `de-DE.2021-08.md`, or from the folder of a translation such as `win32-pr.de-de`. */
export const localeInName = (file: string): string | undefined => {
  const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  for (const name of [basename(file), basename(dirname(file))]) {
    const [, language, region] = /(?:^|[._])([a-z]{2})-([a-z]{2})(?=[._]|$)/i.exec(name) ?? [];
    if (language === undefined || region === undefined) continue;
    const known =
      languages.of(language.toLowerCase()) !== undefined && regions.of(region.toUpperCase()) !== undefined;
    if (known) return `${language.toLowerCase()}-${region.toUpperCase()}`;
  }
  return undefined;
};

const systemReason = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'the file may not be read';
  return `the file cannot be read (${code === '' ? String(error) : code})`;
};
