/** A machine in QEMU: an overlay of its own, a serial line for the agent, a console, a screen. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Tail } from '../../adapters/stdio/lines.ts';
import type { Way } from '../../adapters/agent/connect/way.ts';
import { parseWay } from '../../adapters/agent/connect/way.ts';
import type { QemuDefinition } from '../definition/schema.ts';
import { MachineError } from './machine.ts';
import type { Machine } from './machine.ts';
import { Qmp } from './qmp.ts';
import type { QmpEvent } from './qmp.ts';

export interface QemuOptions {
  /** Of this machine alone, and short: a socket's path has some 100 characters. */
  readonly folder: string;
  /** Where `lab.yaml` lies: paths in it are of there. */
  readonly home: string;
  /** The number of the machine among those of its label. */
  readonly number: number;
  /** What the machine writes is kept in its image. */
  readonly isKept?: boolean;
  /** What is attached as a CD. */
  readonly cd?: string;
  /** Opens a window, for a person. */
  readonly isShown?: boolean;
}

/** So much of the end of a console is kept. */
const CONSOLE_BYTES = 256 * 1024;
const GONE_MS = 10_000;
export const DEFAULT_PROGRAM = 'qemu-system-x86_64';
export const DEFAULT_MEMORY = 1024;

/** The arguments of QEMU; what the file gives comes last, and so has the last word. */
export const qemuArguments = (
  { label, image, bus = 'ide', memory, cores, accelerator, arguments: own = [] }: QemuDefinition,
  { folder, number, cd, isShown = false, isKept = false }: QemuOptions,
): readonly string[] => [
  '-name',
  `${label}-${number}`,
  '-nodefaults',
  '-vga',
  'std',
  '-m',
  String(memory ?? DEFAULT_MEMORY),
  '-smp',
  String(Math.max(1, cores ?? 1)),
  ...(accelerator === undefined
    ? existsSync('/dev/kvm')
      ? ['-accel', 'kvm', '-accel', 'tcg']
      : ['-accel', 'tcg']
    : ['-accel', accelerator]),
  ...(isShown ? [] : ['-display', 'none']),
  // The overlay has no name from the moment on that it is made, so nothing can leave it behind.
  ...(image === undefined
    ? []
    : ['-drive', `file=${image.replaceAll(',', ',,')},if=${bus}${isKept ? '' : ',snapshot=on'}`]),
  ...(cd === undefined ? [] : ['-drive', `file=${cd.replaceAll(',', ',,')},media=cdrom,readonly=on`]),
  '-chardev',
  `socket,id=agent,path=${join(folder, 'agent')},server=on,wait=off`,
  '-serial',
  'chardev:agent',
  '-serial',
  'stdio',
  '-qmp',
  `unix:${join(folder, 'qmp')},server=on,wait=off`,
  // A machine that ended by itself stays to be looked at.
  '-action',
  'shutdown=pause,panic=pause',
  ...own.map((argument) => argument.replaceAll('{n}', String(number))),
];

interface Running {
  readonly child: ChildProcess;
  readonly gone: Promise<string>;
  readonly qmp: Qmp;
}

export class QemuMachine implements Machine {
  readonly way: Way;
  ended: Promise<string> = new Promise(() => undefined);
  private readonly definition: QemuDefinition;
  private readonly options: QemuOptions;
  private running: Running | undefined;
  private spawned: ChildProcess | undefined;
  private said: Buffer = Buffer.alloc(0);
  private isBooted = false;

  constructor(definition: QemuDefinition, options: QemuOptions) {
    this.definition = definition;
    this.options = options;
    const { agent } = definition;
    this.way =
      agent === 'serial'
        ? { by: 'serial', path: join(options.folder, 'agent') }
        : parseWay(agent.replaceAll('{n}', String(options.number)));
  }

  async start(signal: AbortSignal): Promise<void> {
    const { program = DEFAULT_PROGRAM } = this.definition;
    const child = spawn(program, [...qemuArguments(this.definition, this.options)], {
      cwd: this.options.home,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C reaches us alone.
      detached: process.platform !== 'win32',
    });
    this.spawned = child;
    this.said = Buffer.alloc(0);
    this.isBooted = false;
    const words = new Tail(3);
    child.stdout.on('data', (chunk: Buffer) => this.keep(chunk));
    child.stderr.on('data', (chunk: Buffer) => words.push(chunk));
    const kill = (): void => void child.kill('SIGKILL');
    process.on('exit', kill);
    const gone = new Promise<string>((resolve) => {
      child.once('error', ({ message }) => resolve(`QEMU could not be started: ${message}`));
      child.once('close', (code, by) =>
        resolve(`QEMU ended with ${by ?? `code ${code}`}${said(words.lines)}`),
      );
    });
    void gone.then(() => process.off('exit', kill));
    const own = new AbortController();
    const stop = (): void => own.abort();
    signal.addEventListener('abort', stop, { once: true });
    let tell: (why: string) => void = () => undefined;
    this.ended = new Promise((resolve) => {
      tell = resolve;
      void gone.then(resolve);
    });
    const connecting = Qmp.connect(
      join(this.options.folder, 'qmp'),
      (event) => this.heard(event, tell),
      own.signal,
    );
    try {
      const first = await Promise.race([connecting, gone]);
      if (typeof first === 'string') {
        own.abort();
        connecting.catch(() => undefined);
        throw new MachineError(first);
      }
      this.running = { child, gone, qmp: first };
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async reset(signal: AbortSignal): Promise<void> {
    await this.stop();
    await this.start(signal);
  }

  async stop(): Promise<void> {
    const { spawned, running } = this;
    this.running = this.spawned = undefined;
    running?.qmp[Symbol.dispose]();
    if (spawned === undefined || spawned.pid === undefined || spawned.exitCode !== null) return;
    const closed = new Promise<boolean>((resolve) => {
      if (spawned.signalCode !== null) resolve(true);
      spawned.once('close', () => resolve(true));
      setTimeout(() => resolve(false), GONE_MS).unref();
    });
    spawned.kill('SIGKILL');
    if (!(await closed)) throw new MachineError(`QEMU, process ${spawned.pid}, does not end`);
  }

  async booted(): Promise<void> {
    this.isBooted = true;
    // From here on a reset shows that the system stopped: the screen is kept as it was.
    await this.running?.qmp.ask('set-action', { reboot: 'shutdown' });
  }

  async screenshot(file: string): Promise<string | undefined> {
    const { running } = this;
    if (running === undefined) return 'QEMU is gone';
    try {
      await running.qmp.ask('screendump', { filename: file, format: 'png' });
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  async screen(): Promise<string | undefined> {
    const vnc = (await this.running?.qmp.ask('query-vnc')) as
      | { readonly enabled: boolean; readonly host?: string; readonly service?: string }
      | undefined;
    return vnc?.enabled === true ? `vnc://${vnc.host}:${vnc.service}` : undefined;
  }

  console(): Buffer | undefined {
    return this.said;
  }

  private keep(chunk: Buffer): void {
    const all = Buffer.concat([this.said, chunk]);
    this.said = all.length > 2 * CONSOLE_BYTES ? Buffer.from(all.subarray(-CONSOLE_BYTES)) : all;
  }

  private heard({ event, data }: QmpEvent, tell: (why: string) => void): void {
    if (event === 'GUEST_PANICKED') tell('its system panicked');
    else if (event === 'SHUTDOWN' && data?.guest === true)
      tell(data.reason === 'guest-reset' ? 'its system stopped and restarted' : 'it powered itself off');
    else if (event === 'RESET' && data?.guest === true && this.isBooted) tell('its system restarted');
  }
}

const said = (lines: readonly string[]): string => (lines.length === 0 ? '' : `: ${lines.join(' ')}`);
