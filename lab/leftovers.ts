/**
 * What a lab needs while it runs, in a folder of its own: sockets, and a note of each machine. When the program was
 * killed, the next one that starts finds the folder, and ends what is left.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFolder } from '../adapters/make-folder.ts';
import { isRunning } from '../adapters/processes.ts';
import type { CommandDefinition, MachineDefinition } from './definition/schema.ts';
import { commandOf } from './machine/by-commands.ts';
import { runCommand } from './machine/command.ts';

const PREFIX = 'msiconform-lab-';
const OWNER = 'owner';
const NOTE = 'machine.json';
/** A folder this young may be one whose program has not written its number yet. */
const NEW_MS = 2_000;

/** The machine that belongs to a folder below. */
interface Note {
  readonly home: string;
  readonly number: number;
  readonly definition: MachineDefinition;
  /** Of a command that ran when this was written. */
  readonly command?: number;
}

export class LabFolder implements Disposable {
  readonly path: string;

  constructor(parent = tmpdir()) {
    // A socket's path has at most some 100 characters, so this one is short.
    this.path = mkdtempSync(join(parent, PREFIX));
    writeFileSync(join(this.path, OWNER), String(process.pid));
  }

  /** The folder of a machine, with the note that it may be running. */
  begin(definition: MachineDefinition, number: number, home: string): string {
    const folder = join(this.path, `${definition.label}-${number}`);
    makeFolder(folder);
    writeNote(folder, { home, number, definition });
    return folder;
  }

  /** The machine is known to be gone. */
  end(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }

  /** What could not be ended keeps its note for the next start. */
  [Symbol.dispose](): void {
    if (readdirSync(this.path).every((name) => name === OWNER)) {
      rmSync(this.path, { recursive: true, force: true });
    } else rmSync(join(this.path, OWNER));
  }
}

const writeNote = (folder: string, note: Note): void =>
  writeFileSync(join(folder, NOTE), JSON.stringify(note));

/** Notes which command of a machine runs, so that it can be ended too. */
export const noteCommand = (folder: string, command: number): void => {
  const note = JSON.parse(readFileSync(join(folder, NOTE), 'utf8')) as Note;
  writeNote(folder, { ...note, command });
};

/**
 * Ends what labs left behind whose programs are gone.
 * @returns a sentence for each machine
 */
export const cleanUp = async (parent = tmpdir()): Promise<readonly string[]> => {
  const sentences: string[] = [];
  for (const name of readdirSync(parent).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(parent, name);
    const owner = Number(textOf(join(folder, OWNER)));
    if (owner > 0 ? isRunning(owner) : Date.now() - statSync(folder).mtimeMs < NEW_MS) continue;
    sentences.push(...(await cleanFolder(folder)));
  }
  return sentences;
};

const cleanFolder = async (folder: string): Promise<readonly string[]> => {
  const sentences: string[] = [];
  let isClean = true;
  await endProcesses((args) => args.includes(`unix:${folder}/`));
  for (const name of readdirSync(folder).filter((each) => each !== OWNER)) {
    const text = textOf(join(folder, name, NOTE));
    if (text === '') continue;
    const note = JSON.parse(text) as Note;
    const what = `${note.definition.label}, left running by an earlier lab that was killed,`;
    try {
      if (note.definition.kind === 'command') await stopByCommand(note.definition, note, join(folder, name));
      if (note.definition.kind !== 'none') sentences.push(`${what} was stopped`);
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch (error) {
      isClean = false;
      sentences.push(`${what} could not be stopped: ${(error as Error).message}`);
    }
  }
  if (isClean) rmSync(folder, { recursive: true, force: true });
  return sentences;
};

const stopByCommand = async (definition: CommandDefinition, note: Note, folder: string): Promise<void> => {
  const { home, number, command } = note;
  // A number may be another process's by now: only the leader of a group that runs our command is ended.
  const words = Object.values(definition).filter((value) => typeof value === 'string');
  if (command !== undefined) {
    await endProcesses((args, pid) => pid === command && words.some((word) => word.includes(args)), true);
  }
  await runCommand(...commandOf(definition, { home, folder, number }, 'stop', definition.stop));
};

/** Ends processes by what `ps` says that they are. */
const endProcesses = async (
  isWanted: (args: string, pid: number) => boolean,
  withGroup = false,
): Promise<void> => {
  if (process.platform === 'win32') return;
  const { stdout } = await promisify(execFile)('ps', ['-eww', '-o', 'pid=,args=']);
  for (const line of stdout.split('\n')) {
    const [, pid = '', args = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    if (pid === '' || Number(pid) === process.pid || !isWanted(args, Number(pid))) continue;
    try {
      process.kill(withGroup ? -Number(pid) : Number(pid), 'SIGKILL');
    } catch {
      // It is gone.
    }
  }
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
