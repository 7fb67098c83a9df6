import { Unzip, UnzipInflate } from 'fflate';
import { RefusedError } from '../../evidence/text/refused-error.ts';
import { CHUNK } from '../../evidence/text/source.ts';
import type { Source } from '../../evidence/text/source.ts';

/** A file that was dropped, picked or pasted. It is read in pieces, each time that it is opened. */
export const blobSource = (name: string, blob: Blob): Source => ({
  name,
  size: blob.size,
  async *open() {
    for (let at = 0; at < blob.size; at += CHUNK)
      yield new Uint8Array(await blob.slice(at, at + CHUNK).arrayBuffer());
  },
});

/** What in an archive or a folder may be evidence. */
const IS_EVIDENCE = /\.(?:log|txt|xml|csv|json|jsonl|evtx)$/i;
export const mayBeEvidence = (name: string): boolean =>
  IS_EVIDENCE.test(name) && !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name);

/** More than this is not unpacked from one entry: a small archive can hold a file without end. */
export const MOST_UNPACKED = 500_000_000;
/** A piece of an archive that is inflated at once: at most a thousand times as much comes out of it. */
const PIECE = 16 * 1024;

export const isZip = async (source: Source): Promise<boolean> => {
  for await (const chunk of source.open())
    return chunk[0] === 0x50 && chunk[1] === 0x4b && chunk[2] === 3 && chunk[3] === 4;
  return false;
};

/** The files in an archive, each a source of its own. Nothing is unpacked before it is read. */
export const zipSources = async (archive: Source): Promise<readonly Source[]> => {
  const names: { readonly name: string; readonly place: number }[] = [];
  let place = 0;
  const unzip = new Unzip(({ name }) => {
    if (mayBeEvidence(name)) names.push({ name, place });
    place++;
  });
  await pushAll(archive, unzip);
  return names.map((entry) => ({
    name: `${archive.name}/${entry.name}`,
    size: undefined,
    open: () => unpacked(archive, entry.place),
  }));
};

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
};

const piecesOf = async function* (source: Source): AsyncGenerator<Uint8Array> {
  for await (const chunk of source.open())
    for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE);
};

const pushAll = async (archive: Source, unzip: Unzip): Promise<void> => {
  try {
    for await (const piece of piecesOf(archive)) unzip.push(piece);
  } catch {
    // What was found before the damage is read; the damaged entry says so itself.
  }
};
