import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning } from '../../adapters/processes.ts';
import { survivorsOf } from '../../adapters/stdio/family.ts';
import type { CommandDefinition } from '../definition/schema.ts';
import { CommandMachine } from './by-commands.ts';
import { MachineError } from './machine.ts';
import { IN_CI } from '../../testing/bounds.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'msiconform-command-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const machineOf = (
  definition: Partial<CommandDefinition>,
  onCommand?: (pid: number) => void,
): CommandMachine =>
  new CommandMachine(
    {
      label: 'x',
      kind: 'command',
      agent: 'serial:x',
      start: 'true',
      stop: 'true',
      commandSeconds: 1,
      ...definition,
    },
    { home: folder, folder, number: 3, ...(onCommand === undefined ? {} : { onCommand }) },
  );
const wanted = new AbortController().signal;

describe.skipIf(process.platform === 'win32')('a machine that commands start and stop', () => {
  it('runs them in the folder of the file, with its label and number', async () => {
    const start = `sh -c 'echo "$MSICONFORM_LABEL $MSICONFORM_MACHINE {n}" > said'`;
    await machineOf({ start }).start(wanted);
    expect(readFileSync(join(folder, 'said'), 'utf8')).toBe('x 3 3\n');
  });

  it.each([
    [
      'fails',
      `sh -c 'echo no such VM >&2; exit 3'`,
      /^its start command, sh .*, ended with code 3: no such VM$/,
    ],
    [
      'is none',
      'no-such-program-here up',
      /^its start command, no-such-program-here up, could not be started/,
    ],
    ['hangs', 'sleep 600', /^its start command, sleep 600, did not end within 1 s$/],
    ['is killed', `sh -c 'kill -9 $$'`, /ended with SIGKILL$/],
  ])('tells of a command that %s in one sentence', async (_, start, sentence) => {
    const starting = machineOf({ start }).start(wanted);
    await expect(starting).rejects.toBeInstanceOf(MachineError);
    await expect(starting).rejects.toThrow(sentence);
  });

  it('ends a command that hangs, and all that it started', async () => {
    let leader = 0;
    const hanging = machineOf({ start: `sh -c 'sleep 600 & sleep 601'` }, (pid) => (leader = pid));
    await expect(hanging.start(wanted)).rejects.toThrow(/did not end/);
    expect(await survivorsOf({ leader, mark: 'none' }, 5_000)).toEqual([]);
  });

  it('ends a command that runs when the run is ended', async () => {
    const ending = new AbortController();
    const starting = machineOf({ start: 'sleep 600', commandSeconds: 600 }).start(ending.signal);
    ending.abort();
    await expect(starting).rejects.toThrow(/was ended$/);
  });

  it('leaves alone what a command started and left', async () => {
    const start = `sh -c 'sleep 600 & echo $! > pid'`;
    await machineOf({ start }).start(wanted);
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    expect(isRunning(pid)).toBe(true);
    process.kill(pid);
  });

  it('resets by stop and start where there is no command for it', async () => {
    const note = (what: string): string => `sh -c 'echo ${what} >> log'`;
    const log = (): string => readFileSync(join(folder, 'log'), 'utf8');
    await machineOf({ start: note('start'), stop: note('stop') }).reset(wanted);
    expect(log()).toBe('stop\nstart\n');
    await machineOf({ start: note('start'), stop: note('stop'), reset: note('reset') }).reset(wanted);
    expect(log()).toBe('stop\nstart\nreset\n');
  });

  it.runIf(IN_CI)('finds out a stop that lies, where the agent listens', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const agent = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(machineOf({ agent }).stop()).rejects.toThrow(
      /ended with 0, and its agent can still be reached/,
    );
    // What ends a moment later is no lie.
    const stopped = machineOf({ agent }).stop();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await stopped;
  });

  it('finds out a screenshot that lies', async () => {
    const file = join(folder, 'screen.png');
    expect(await machineOf({}).screenshot(file)).toMatch(/names no screenshot command/);
    expect(await machineOf({ screenshot: 'true' }).screenshot(file)).toMatch(
      /ended with 0 and wrote no file/,
    );
    const screenshot = `sh -c 'echo x > "$MSICONFORM_SCREENSHOT"'`;
    expect(await machineOf({ screenshot }).screenshot(file)).toBeUndefined();
  });
});
