/**
 * `node dist/cli/zip-folder.js FOLDER FILE.zip`: what first-run.cmd leaves on the desktop. A Windows may have neither
 * a tar nor a PowerShell that makes one. The file is replaced at once, so that it is whole whenever the machine ends.
 */
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';

const [, , folder = '', file = ''] = process.argv;
const name = basename(folder);
const unfinished = `${file}.unfinished`;
const parts: Record<string, Uint8Array> = {};
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  const inside = relative(folder, path).replaceAll(sep, '/');
  try {
    parts[`${name}/${inside}`] = readFileSync(path);
  } catch (error) {
    // Something still writes to it; the rest is wanted all the same.
    parts[`${name}/${inside}.unread.txt`] = Buffer.from(String(error));
  }
}
writeFileSync(unfinished, zipSync(parts));
renameSync(unfinished, file);
