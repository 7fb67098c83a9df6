/** A machine that commands start, reset and stop: Hyper-V, VMware, Proxmox, Vagrant, a cloud. Commands may lie. */
import { createConnection } from 'node:net';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseWay } from '../../adapters/agent/connect/way.ts';
import type { Way } from '../../adapters/agent/connect/way.ts';
import type { CommandDefinition } from '../definition/schema.ts';
import { runCommand } from './command.ts';
import type { CommandOptions } from './command.ts';
import { MachineError } from './machine.ts';
import type { Machine } from './machine.ts';

export interface CommandMachineOptions {
  /** Where `lab.yaml` lies. */
  readonly home: string;
  /** Of this machine alone. */
  readonly folder: string;
  readonly number: number;
  readonly onCommand?: (pid: number) => void;
}

const DEFAULT_SECONDS = 120;
/** What was told to end takes a while. */
const [ASK_MS, POLL_MS, GONE_MS] = [2_000, 100, 15_000];

export class CommandMachine implements Machine {
  readonly way: Way;
  readonly ended = new Promise<string>(() => undefined);
  private readonly definition: CommandDefinition;
  private readonly options: CommandMachineOptions;

  constructor(definition: CommandDefinition, options: CommandMachineOptions) {
    this.definition = definition;
    this.options = options;
    this.way = parseWay(definition.agent.replaceAll('{n}', String(options.number)));
  }

  async start(signal: AbortSignal): Promise<void> {
    await this.run('start', this.definition.start, signal);
  }

  /** Without a command of its own it is a stop and a start. */
  async reset(signal: AbortSignal): Promise<void> {
    const { reset } = this.definition;
    if (reset !== undefined) return this.run('reset', reset, signal);
    await this.run('stop', this.definition.stop, signal);
    await this.start(signal);
  }

  async stop(): Promise<void> {
    await this.run('stop', this.definition.stop);
    const until = performance.now() + GONE_MS;
    while (await answers(this.way)) {
      await delay(POLL_MS);
      if (performance.now() < until) continue;
      throw new MachineError(
        `its stop command, ${this.definition.stop}, ended with 0, and its agent can still be reached`,
      );
    }
  }

  async booted(): Promise<void> {
    // Nobody tells of its restarts: a case that gets no answer shows them.
  }

  async screenshot(file: string): Promise<string | undefined> {
    const { screenshot } = this.definition;
    if (screenshot === undefined) return 'lab.yaml names no screenshot command';
    try {
      await this.run('screenshot', screenshot, undefined, { MSICONFORM_SCREENSHOT: file });
      return existsSync(file)
        ? undefined
        : `its screenshot command, ${screenshot}, ended with 0 and wrote no file`;
    } catch (error) {
      return (error as Error).message;
    }
  }

  console(): undefined {
    return undefined;
  }

  private async run(
    what: string,
    command: string,
    signal?: AbortSignal,
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    await runCommand(...commandOf(this.definition, this.options, what, command, signal, more));
  }
}

/** A command of a machine, with what stands in its environment. */
export const commandOf = (
  { label, commandSeconds = DEFAULT_SECONDS }: CommandDefinition,
  { home, folder, number, onCommand }: CommandMachineOptions,
  what: string,
  command: string,
  signal?: AbortSignal,
  more: Readonly<Record<string, string>> = {},
): readonly [string, CommandOptions] => [
  command.replaceAll('{n}', String(number)),
  {
    what,
    folder: home,
    words: folder,
    environment: { MSICONFORM_LABEL: label, MSICONFORM_MACHINE: String(number), ...more },
    milliseconds: commandSeconds * 1000,
    ...(signal === undefined ? {} : { signal }),
    ...(onCommand === undefined ? {} : { onStart: onCommand }),
  },
];

/** Whether somebody takes a connection there; of other ways nothing is known. */
const answers = (way: Way): Promise<boolean> =>
  new Promise((resolve) => {
    if (way.by !== 'tcp') return resolve(false);
    const socket = createConnection({ host: way.host, port: way.port });
    const tell = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.setTimeout(ASK_MS, () => tell(false));
    socket.once('error', () => tell(false));
    socket.once('connect', () => tell(true));
  });
