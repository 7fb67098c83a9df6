/** An empty Wine with a kit in it, and the processes that run there. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findWine } from '../../wine/index.ts';
import { providePrefix } from '../../wine/prefix.ts';

export interface WineWithKit extends AsyncDisposable {
  /** The kit's folder, as this system names it. */
  readonly folder: string;
  /** Starts a program of this prefix. */
  start(...args: readonly string[]): ChildProcess;
  /** Runs it to its end. */
  run(...args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }>;
  /** The process numbers of what runs in the prefix, by how their command lines end. */
  processes(ending: RegExp): readonly number[];
}

/** @param name - of the kit's folder on drive C */
export const wineWithKit = async (kit: string, name = 'kit'): Promise<WineWithKit> => {
  const wine = await findWine();
  const prefix = await providePrefix(wine, () => undefined);
  const folder = join(prefix.folder, 'drive_c', name);
  cpSync(kit, folder, { recursive: true });
  const start = (...args: readonly string[]): ChildProcess =>
    spawn(wine.program, args, { env: prefix.environment, stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    folder,
    start,
    run: (...args) =>
      new Promise((resolve, reject) => {
        const child = start(...args);
        let output = '';
        for (const stream of [child.stdout, child.stderr]) {
          stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
        }
        child.once('error', reject);
        child.once('exit', (code) => resolve({ code, output }));
      }),
    processes: (ending) => processesIn(prefix.folder, ending),
    [Symbol.asyncDispose]: () => prefix[Symbol.asyncDispose](),
  };
};

const processesIn = (prefix: string, ending: RegExp): readonly number[] =>
  readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const environment = readFileSync(`/proc/${name}/environ`, 'latin1').split('\0');
      if (!environment.includes(`WINEPREFIX=${prefix}`)) return [];
      const command = readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ').trim();
      return ending.test(command) ? [Number(name)] : [];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });

/** The journals in a kit's folder. */
export const journalsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && name !== 'plan.jsonl')
    .map((name) => join(folder, name));
