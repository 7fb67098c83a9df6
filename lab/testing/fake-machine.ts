/** A machine in this process: the stand-in behind a socket, with what becomes of it at each boot. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Way } from '../../adapters/agent/connect/way.ts';
import { MachineError } from '../machine/machine.ts';
import type { Machine } from '../machine/machine.ts';
import { serveFrames, standInInstaller } from './stand-in/serve.ts';
import type { StandIn } from './stand-in/serve.ts';

/** What a boot is like; a machine that boots more often than there are boots is like its last one. */
export interface Boot extends Partial<StandIn> {
  readonly fails?: string;
  readonly windowsInstaller?: string;
  readonly fault?: string;
  /** Nobody is there. */
  readonly mute?: boolean;
  /** At this case since the boot, from 1: `hang`, or a sentence that tells how the machine ended. */
  readonly at?: number;
  readonly becomes?: string;
}

export class FakeMachine implements Machine {
  readonly way: Way;
  readonly log: string[] = [];
  ended: Promise<string> = new Promise(() => undefined);
  private readonly boots: readonly Boot[];
  private readonly folder = mkdtempSync(join(tmpdir(), 'msiconform-fake-'));
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private count = 0;

  constructor(boots: readonly Boot[] = [{}]) {
    this.boots = boots;
    this.way = { by: 'serial', path: join(this.folder, 'agent') };
  }

  async start(): Promise<void> {
    this.log.push('start');
    await this.boot();
  }

  async reset(): Promise<void> {
    this.log.push('reset');
    await this.end();
    await this.boot();
  }

  async stop(): Promise<void> {
    this.log.push('stop');
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async booted(): Promise<void> {
    this.log.push('booted');
  }

  async screenshot(file: string): Promise<undefined> {
    this.log.push('screenshot');
    writeFileSync(file, 'a picture');
  }

  console(): Buffer {
    return Buffer.from(`the console of boot ${this.count}`);
  }

  private async boot(): Promise<void> {
    const boot = this.boots[Math.min(this.count, this.boots.length - 1)] ?? {};
    this.count++;
    if (boot.fails !== undefined) throw new MachineError(boot.fails);
    let tell: (why: string) => void = () => undefined;
    this.ended = new Promise((resolve) => (tell = resolve));
    if (boot.mute === true) return;
    let cases = 0;
    const standIn: StandIn = {
      installer: standInInstaller(boot.fault, boot.windowsInstaller),
      trouble: async () => {
        cases++;
        if (cases !== boot.at) return;
        if (boot.becomes !== 'hang') tell(boot.becomes ?? 'it powered itself off');
        await new Promise(() => undefined);
      },
      ...boot,
    };
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      serveFrames(socket, standIn);
    });
    await new Promise<void>((resolve) => this.server?.listen((this.way as { path: string }).path, resolve));
  }

  private async end(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) =>
      this.server === undefined ? resolve() : this.server.close(() => resolve()),
    );
    this.server = undefined;
  }
}
