import type { GivenFile } from '../log/given-file.ts';
import { isRead, MOST_FILES, tooMany } from '../log/sources.ts';

/** The files of a drop, and of each folder in it what may be read. A folder that gives nothing says why. */
export const droppedFiles = async (transfer: DataTransfer): Promise<readonly GivenFile[]> => {
  // All of it must be taken before the first wait: the list is empty afterwards.
  const folders = [...transfer.items].map(folderOf);
  const plain = [...transfer.files];
  const files: GivenFile[] = [];
  for (const [index, folder] of folders.entries()) {
    const file = plain[index];
    if (folder !== undefined) files.push(...(await filesOfFolder(folder)));
    else if (file !== undefined) files.push({ name: file.name, blob: file });
  }
  return files;
};

/** A folder that was picked gives the path of each file in it. */
export const pickedFiles = (list: FileList): readonly GivenFile[] =>
  [...list].map((file) => ({ name: file.webkitRelativePath || file.name, blob: file }));

/** A folder that was dropped, whichever way the browser gives it. */
interface Folder {
  readonly name: string;
  readonly files: () => AsyncGenerator<GivenFile>;
}

/** Chromium's way, which is typed nowhere yet. */
interface HandleItem {
  getAsFileSystemHandle(): Promise<FileSystemHandle | null>;
}

const folderOf = (item: DataTransferItem): Folder | undefined => {
  const entry = item.webkitGetAsEntry();
  if (entry?.isDirectory !== true) return undefined;
  // Chromium reads no entry for a page that lies in a file, and reads a handle there.
  const handle =
    'getAsFileSystemHandle' in item ? (item as unknown as HandleItem).getAsFileSystemHandle() : undefined;
  return {
    name: entry.name,
    async *files() {
      const given = await handle;
      if (given?.kind === 'directory') yield* filesOfHandle(given as FileSystemDirectoryHandle, '');
      else yield* filesOfEntry(entry, '');
    },
  };
};

const filesOfFolder = async (folder: Folder): Promise<readonly GivenFile[]> => {
  const refused = (reason: string): readonly GivenFile[] => [
    { name: folder.name, blob: new Blob(), refused: reason },
  ];
  const files: GivenFile[] = [];
  try {
    for await (const file of folder.files()) {
      if (!isRead(file.name)) continue;
      if (files.length === MOST_FILES) return refused(tooMany(`more than ${MOST_FILES}`));
      files.push(file);
    }
  } catch (error) {
    return refused(`could not be read (${error instanceof Error ? error.message : String(error)})`);
  }
  return files.length === 0 ? refused('is a folder without a file in it that is read here') : files;
};

const filesOfHandle = async function* (
  folder: FileSystemDirectoryHandle,
  above: string,
): AsyncGenerator<GivenFile> {
  const name = `${above}${folder.name}`;
  for await (const inner of folder.values()) {
    if (inner.kind === 'directory') yield* filesOfHandle(inner as FileSystemDirectoryHandle, `${name}/`);
    else yield { name: `${name}/${inner.name}`, blob: await (inner as FileSystemFileHandle).getFile() };
  }
};

const filesOfEntry = async function* (entry: FileSystemEntry, above: string): AsyncGenerator<GivenFile> {
  const name = `${above}${entry.name}`;
  if (isFile(entry)) {
    yield { name, blob: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) };
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const more = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (more.length === 0) return;
    for (const inner of more) yield* filesOfEntry(inner, `${name}/`);
  }
};

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
