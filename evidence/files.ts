/** The one place of this room that touches the file system. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { glob } from 'tinyglobby';
import { CHUNK } from './text/source.ts';
import type { Source } from './text/source.ts';

export const fileSource = (path: string, size: number | undefined): Source => ({
  name: path,
  size,
  open: () => createReadStream(path, { highWaterMark: CHUNK }),
});

/** What in a folder may be evidence; a file that is named is read whatever it is called. */
const IN_FOLDER = '**/*.{log,txt,xml,csv,json,jsonl,evtx}';

export interface Found {
  readonly sources: readonly Source[];
  /** Arguments that name nothing, each with a sentence that completes "ARGUMENT …". */
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

/** Finds the files behind paths, folders and globs; `-` is standard input. Each file once. */
export const findSources = async (
  names: readonly string[],
  stdin: () => AsyncIterable<Uint8Array>,
): Promise<Found> => {
  const sources = new Map<string, Source>();
  const missing: { name: string; reason: string }[] = [];
  const addFile = async (path: string): Promise<void> => {
    const known = await stat(path).catch(() => undefined);
    if (!sources.has(path)) sources.set(path, fileSource(path, known?.size));
  };
  for (const name of names) {
    if (name === '-') {
      sources.set('-', { name: 'standard input', size: undefined, open: stdin });
      continue;
    }
    const known = await stat(name).catch(() => undefined);
    if (known?.isDirectory() === true) {
      const inside = await glob(IN_FOLDER, {
        cwd: name,
        caseSensitiveMatch: false,
        expandDirectories: false,
      });
      if (inside.length === 0)
        missing.push({ name, reason: 'holds no .log, .txt, .xml, .csv or .json file' });
      for (const path of inside.toSorted()) await addFile(join(name, path));
    } else if (known !== undefined) {
      await addFile(name);
    } else {
      const matched = await globOf(name);
      if (matched.length === 0)
        missing.push({ name, reason: 'does not exist, and as a pattern matches nothing: check the path' });
      for (const path of matched.toSorted()) await addFile(path);
    }
  }
  return { sources: [...sources.values()], missing };
};

/** A Windows path has backslashes, which in a pattern would mean something else. */
const globOf = (pattern: string): Promise<string[]> =>
  glob(process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern, {
    absolute: isAbsolute(pattern),
    expandDirectories: false,
  });
