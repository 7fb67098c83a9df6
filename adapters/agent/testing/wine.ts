/** An empty Wine with a kit in it, and the processes that run there. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasVariable, processNumbers, processText } from '../../processes.ts';
import { findWine } from '../../wine/index.ts';
import { providePrefix } from '../../wine/prefix.ts';

export interface WineWithKit extends AsyncDisposable {
  /** The kit's folder, as this system names it. */
  readonly folder: string;
  /** Starts a program of this prefix. */
  start(...args: readonly string[]): ChildProcess;
  /** Runs it to its end. */
  run(...args: readonly string[]): Promise<Ended>;
  /** The same with more in its environment. */
  runWith(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended>;
  /** The same where no file may have more than so many blocks of 512 bytes. */
  runLimited(blocks: number, ...args: readonly string[]): Promise<Ended>;
  /** The process numbers of what runs in the prefix, by how their command lines end. */
  processes(ending: RegExp): readonly number[];
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', reject);
    child.once('exit', (code) => resolve({ code, output }));
  });

/** @param name - of the kit's folder on drive C */
export const wineWithKit = async (kit: string, name = 'kit'): Promise<WineWithKit> => {
  const wine = await findWine();
  const prefix = await providePrefix(wine, () => undefined);
  const folder = join(prefix.folder, 'drive_c', name);
  cpSync(kit, folder, { recursive: true });
  const environment = prefix.environment;
  const spawned = (file: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): ChildProcess =>
    spawn(file, args, { env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  const start = (...args: readonly string[]): ChildProcess => spawned(wine.program, args);
  return {
    folder,
    start,
    run: (...args) => ended(start(...args)),
    runWith: (more, ...args) => ended(spawned(wine.program, args, more)),
    runLimited: async (blocks, ...args) => {
      // Wine's server writes files too, so it is started before, without the limit.
      await ended(start('cmd', '/c', 'exit'));
      const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`;
      return ended(spawned('/bin/sh', ['-c', script, wine.program, ...args]));
    },
    processes: (ending) => processesIn(prefix.folder, ending),
    [Symbol.asyncDispose]: () => prefix[Symbol.asyncDispose](),
  };
};

const processesIn = (prefix: string, ending: RegExp): readonly number[] =>
  processNumbers().filter(
    (pid) =>
      hasVariable(pid, `WINEPREFIX=${prefix}`) &&
      ending.test(processText(pid, 'cmdline').replaceAll('\0', ' ').trim()),
  );

/** The journals in a kit's folder. */
export const journalsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && name !== 'plan.jsonl')
    .map((name) => join(folder, name));
