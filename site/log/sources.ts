import { Unzip, UnzipInflate } from 'fflate';
import { RefusedError } from '../../evidence/text/refused-error.ts';
import { CHUNK } from '../../evidence/text/source.ts';
import type { Source } from '../../evidence/text/source.ts';
import type { GivenFile } from './given-file.ts';

/** A file that was dropped, picked or pasted. It is read in pieces, each time that it is opened. */
export const givenSource = ({ name, blob, refused }: GivenFile): Source =>
  refused === undefined
    ? {
        name,
        size: blob.size,
        async *open() {
          for (let at = 0; at < blob.size; at += CHUNK)
            yield new Uint8Array(await blob.slice(at, at + CHUNK).arrayBuffer());
        },
      }
    : refusedSource(name, refused);

/** What in an archive or a folder is read: what may be evidence, and archives. */
export const isRead = (name: string): boolean =>
  /\.(?:log|txt|xml|csv|json|jsonl|evtx|zip)$/i.test(name) && !HIDDEN.test(name);

/** What a system keeps for itself. A folder that stands for itself or the one above, `.` and `..`, is none of these. */
const HIDDEN = /(?:^|[/\\])(?:__MACOSX[/\\]|\.(?!\.?[/\\]))/;

/** More than this is not unpacked from one entry: a small archive can hold a file without end. */
export const MOST_UNPACKED = 500_000_000;
/** A piece of an archive that is inflated at once: at most a thousand times as much comes out of it. */
const PIECE = 16 * 1024;

/** An archive that is empty begins with the end of its list. */
export const isZip = async (source: Source): Promise<boolean> => {
  for await (const chunk of source.open())
    return (
      chunk[0] === 0x50 &&
      chunk[1] === 0x4b &&
      ((chunk[2] === 3 && chunk[3] === 4) || (chunk[2] === 5 && chunk[3] === 6))
    );
  return false;
};

/** Archives stand in archives; one deeper than this is left to the reader, which says what it is. */
const DEEPEST = 3;
/** Who gives an archive or a folder with more did not mean all of it. */
export const MOST_FILES = 2_000;
/** What is said of one with more. */
export const tooMany = (count: string): string => `holds ${count} files: give those of that time`;

/** What was given itself, or the files in it where it is an archive, those of archives in it too. */
export const unpackedSources = async (given: Source, depth = 0): Promise<readonly Source[]> => {
  if (depth === DEEPEST || !(await isZipOrDamaged(given))) return [given];
  const inside: Source[] = [];
  for (const source of await zipSources(given))
    inside.push(...(IS_ZIP.test(source.name) ? await unpackedSources(source, depth + 1) : [source]));
  if (inside.length > MOST_FILES) return [refusedSource(given.name, tooMany(String(inside.length)))];
  return inside;
};

const IS_ZIP = /\.zip$/i;

/** An archive that cannot be unpacked to its beginning is told by who reads it. */
const isZipOrDamaged = (source: Source): Promise<boolean> => isZip(source).catch(() => false);

/** One that says why it cannot be read. */
const refusedSource = (name: string, reason: string): Source => ({
  name,
  size: undefined,
  // oxlint-disable-next-line require-yield -- it has nothing to give
  async *open() {
    throw new RefusedError(reason);
  },
});

/** The files in an archive, each a source of its own. Nothing is unpacked before it is read. */
export const zipSources = async (archive: Source): Promise<readonly Source[]> => {
  const entries: { readonly name: string; readonly place: number; readonly method: number }[] = [];
  let place = 0;
  const unzip = new Unzip(({ name, compression }) => {
    if (isRead(name)) entries.push({ name, place, method: compression });
    place++;
  });
  const secrets = new EncryptedNames();
  const end = new ListEnd();
  await pushAll(archive, unzip, [secrets, end]);
  const lost = end.complaint(place);
  const rest = lost === undefined ? [] : [refusedSource(archive.name, lost)];
  const found = entries.map(({ name, place: at, method }) => {
    const path = `${archive.name}/${name}`;
    if (method === AES || secrets.has(name))
      return refusedSource(path, 'is encrypted: unpack the archive with its password, and give the files');
    if (method !== STORED && method !== DEFLATED)
      return refusedSource(path, `is packed by a method that is not read (${method}): unpack it first`);
    return { name: path, size: undefined, open: () => unpacked(archive, at) };
  });
  return [...found, ...rest];
};

const [STORED, DEFLATED, AES] = [0, 8, 99] as const;

/** The entries of an archive that are encrypted: their own headers say so, which the library does not tell. */
class EncryptedNames {
  readonly #names: string[] = [];
  #rest = new Uint8Array();

  /** Takes the next bytes of the archive. */
  push(piece: Uint8Array): void {
    const bytes = joined(this.#rest, piece);
    let at = bytes.indexOf(0x50);
    for (; at >= 0 && at + HEADER <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
      if (bytes[at + 1] !== 0x4b || bytes[at + 2] !== 3 || bytes[at + 3] !== 4) continue;
      const length = (bytes[at + 26] ?? 0) + 256 * (bytes[at + 27] ?? 0);
      if (at + HEADER + length > bytes.length) break;
      if (((bytes[at + 6] ?? 0) & 1) === 1)
        this.#names.push(new TextDecoder().decode(bytes.subarray(at + HEADER, at + HEADER + length)));
    }
    this.#rest = at < 0 ? new Uint8Array() : bytes.slice(at);
  }

  has(name: string): boolean {
    return this.#names.includes(name);
  }
}

/** The end of an archive, which says how many files stand in it: without it files may be lost that nobody names. */
class ListEnd {
  #tail = new Uint8Array();

  /** Takes the next bytes of the archive. */
  push(piece: Uint8Array): void {
    this.#tail = joined(this.#tail, piece).slice(-MOST_END);
  }

  /** @param found - how many files were found */
  complaint(found: number): string | undefined {
    const tail = this.#tail;
    const at = tail.findLastIndex(
      (byte, index) =>
        byte === 0x50 && tail[index + 1] === 0x4b && tail[index + 2] === 5 && tail[index + 3] === 6,
    );
    const rest = `${found === 1 ? 'the file' : `the ${found} files`} before that ${found === 1 ? 'is' : 'are'} read`;
    if (at < 0)
      return `is cut off, so that files may be missing${found === 0 ? '' : `; ${rest}`}: fetch the archive anew`;
    const listed = (tail[at + 10] ?? 0) + 256 * (tail[at + 11] ?? 0);
    // Archives with more files than fit say so elsewhere.
    return listed === 0xffff || listed <= found
      ? undefined
      : `is damaged: ${found} of its ${listed} files were found; unpack it, and give what is left`;
  }
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
};

/** As far from its last byte the end of an archive begins at most, by its comment. */
const MOST_END = 22 + 0xffff;

/** Bytes of an entry's header before its name. */
const HEADER = 30;

/** By its place: names need not be distinct. */
const unpacked = async function* (archive: Source, place: number): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failed: Error | undefined;
  let isDone = false;
  let next = 0;
  let length = 0;
  const unzip = new Unzip((file) => {
    if (next++ !== place) return;
    file.ondata = (error, data, final) => {
      if (error !== null) failed = error;
      else if (data.length > 0) ready.push(data);
      isDone = final;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for await (const piece of piecesOf(archive)) {
    try {
      unzip.push(piece);
    } catch (error) {
      failed = error instanceof Error ? error : new Error(String(error));
    }
    for (const data of ready.splice(0)) {
      length += data.length;
      if (length > MOST_UNPACKED)
        throw new RefusedError('unpacks to more than 500 MB: unpack it, and give what is of that time');
      yield data;
    }
    if (failed !== undefined)
      throw new RefusedError(`cannot be unpacked (${failed.message}): unpack it, and give the file itself`);
    if (isDone) return;
  }
  throw new RefusedError(
    'is cut off with its archive: fetch the archive anew, or unpack it and give what is left of the file',
  );
};

const piecesOf = async function* (source: Source): AsyncGenerator<Uint8Array> {
  for await (const chunk of source.open())
    for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE);
};

const pushAll = async (
  archive: Source,
  unzip: Unzip,
  others: readonly { readonly push: (piece: Uint8Array) => void }[],
): Promise<void> => {
  let isDamaged = false;
  // What was found before the damage is read; the damaged entry says so itself.
  try {
    for await (const piece of piecesOf(archive)) {
      for (const other of others) other.push(piece);
      try {
        if (!isDamaged) unzip.push(piece);
      } catch {
        isDamaged = true;
      }
    }
  } catch {
    // The archive stands in one that is damaged.
  }
};
