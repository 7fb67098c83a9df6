import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BadInputError } from '../spec/index.ts';
import { MAX_PAGE_LENGTH, NotAPage, readPage } from '../spec/page/index.ts';
import type { DocumentationPage } from '../spec/page/index.ts';

export interface PageFile {
  readonly file: string;
  readonly page: DocumentationPage;
}

export interface ReadPages {
  readonly pages: readonly PageFile[];
  /** What could not be read, one sentence each. */
  readonly refused: readonly string[];
  /** Files of a folder that are other pages. */
  readonly skipped: readonly string[];
}

/** No page has so many bytes, even where each character takes four. */
const MAX_PAGE_BYTES = MAX_PAGE_LENGTH * 4;

/** Reads files and folders of pages. In a folder, files that are other pages are passed over. */
export const readPages = async (paths: readonly string[]): Promise<ReadPages> => {
  const pages: PageFile[] = [];
  const refused: string[] = [];
  const skipped: string[] = [];
  for (const path of paths) {
    try {
      if (!(await isFolder(path))) {
        pages.push(await readPageFile(path));
        continue;
      }
      const found = await readFolder(path);
      pages.push(...found.pages);
      skipped.push(...found.skipped);
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error;
      refused.push(error.message);
    }
  }
  return { pages, refused, skipped };
};

const readFolder = async (folder: string): Promise<Omit<ReadPages, 'refused'>> => {
  const pages: PageFile[] = [];
  const skipped: string[] = [];
  const names = (await readdir(folder)).filter((name) => /\.(?:md|markdown)$/i.test(name)).toSorted();
  for (const name of names) {
    const file = join(folder, name);
    if (await isFolder(file)) continue;
    try {
      pages.push(await readPageFile(file));
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error;
      skipped.push(error.message);
    }
  }
  if (pages.length > 0) return { pages, skipped };
  throw new BadInputError(
    names.length === 0
      ? 'the folder has no Markdown files: name the folder in which the pages lie'
      : `no Markdown file of the folder (${names.length} looked at) is the "_MSIExecute Mutex" page: name the folder in which the pages lie`,
    folder,
  );
};

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new BadInputError(`${systemReason(error)}: name a page or a folder of pages`, path);
  }
};

const readPageFile = async (file: string): Promise<PageFile> => {
  const text = decode(file, await readBytes(file));
  try {
    return { file, page: readPage(text, { locale: localeInName(file) }) };
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
    const bytes = Buffer.alloc(MAX_PAGE_BYTES + 1);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
      if (bytesRead === 0) return bytes.subarray(0, length);
      length += bytesRead;
    }
    const size = details.isFile() ? `${(details.size / 1e6).toFixed(1)} MB` : 'more than 0.1 MB';
    throw new BadInputError(
      `the file has ${size} and the page has about 5 kB: give the Markdown source of the "_MSIExecute Mutex" page`,
      file,
    );
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    throw new BadInputError(`${systemReason(error)}: name a page that can be read`, file);
  }
};

const decode = (file: string, bytes: Uint8Array): string => {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
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
const localeInName = (file: string): string | undefined => {
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
