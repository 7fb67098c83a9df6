import type { GivenFile } from '../log/messages.ts';
import { mayBeEvidence } from '../log/sources.ts';

/** As many files as a folder may give: who drops a whole disk did not mean it. */
const MOST_FILES = 2_000;

/** The files of a drop, folders and what is in them included. */
export const droppedFiles = async (transfer: DataTransfer): Promise<readonly GivenFile[]> => {
  // Must be taken before the first wait: the list is empty afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const plain = pickedFiles(transfer.files);
  if (!entries.some((entry) => entry?.isDirectory === true)) return plain;
  const files: GivenFile[] = [];
  for (const entry of entries) if (entry !== null) await gather(entry, '', files);
  return files;
};

/** A folder that was picked gives the path of each file in it. */
export const pickedFiles = (list: FileList): readonly GivenFile[] =>
  [...list].map((file) => ({ name: file.webkitRelativePath || file.name, blob: file }));

const gather = async (entry: FileSystemEntry, folder: string, into: GivenFile[]): Promise<void> => {
  if (into.length >= MOST_FILES) return;
  const name = `${folder}${entry.name}`;
  if (isFile(entry)) {
    if (folder !== '' && !mayBeEvidence(name)) return;
    into.push({ name, blob: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const more = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (more.length === 0) return;
    for (const inner of more) await gather(inner, `${name}/`, into);
  }
};

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
