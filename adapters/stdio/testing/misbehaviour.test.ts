import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { ImplementationError, told } from '../../implementation.ts';
import type { Implementation } from '../../implementation.ts';
import { openStdio } from '../open.ts';
import { commandOf, FAKES } from './fakes.ts';
import type { Fake } from './fakes.ts';
import { firstByDay } from '../../../testing/bounds.ts';

/** Short where silence is what is tested; else long, for Node has to start, and the machine may be busy. */
const SHORT = 1000;
const LONG = 30_000;

let opened: Implementation | undefined;
afterEach(async () => {
  await closed(opened).catch(() => {});
  opened = undefined;
});

const closed = async (implementation: Implementation | undefined): Promise<void> => {
  await implementation?.[Symbol.asyncDispose]();
};

const open = async (fake: Pick<Fake, 'name' | 'op'> & Partial<Fake>): Promise<Implementation> => {
  const isSilent = fake.says?.source.includes('did not answer') ?? fake.name === 'never-answers';
  const helloTimeout = isSilent && fake.op === 'hello' ? SHORT : LONG;
  const timeout = isSilent ? SHORT : LONG;
  const byeTimeout = fake.when === 'end' || isSilent ? SHORT : LONG;
  opened = await openStdio({ command: commandOf(fake), timeout, helloTimeout, byeTimeout });
  return opened;
};

/** Two clients that meet, as every case of the suite begins and ends. */
const playCase = async (implementation: Implementation): Promise<void> => {
  await implementation.reset({ processes: 2 });
  await implementation.perform(1, { op: 'start', action: 'INSTALL', ui: 'none' });
  await implementation.perform(0, { op: 'probe' });
  await implementation.perform(2, { op: 'call', api: 'MsiInstallProduct' });
  await implementation.perform(1, { op: 'advance' });
  await implementation.reset({ processes: 2 });
};

/** Who has been ended may stay as a zombie for as long as nobody reaps it. */
const stateOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.charAt(0) ?? '';
  } catch {
    return 'gone';
  }
};

const errorOf = async (doing: Promise<unknown>): Promise<ImplementationError> => {
  const error: unknown = await doing.then(
    () => new Error('nothing was wrong'),
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(ImplementationError);
  return error as ImplementationError;
};

const during = (when: Fake['when']): [string, Fake][] =>
  firstByDay(
    3,
    FAKES.filter((fake) => fake.when === when),
  ).map((fake) => [
    commandOf(fake)
      .slice(1)
      .join(' ')
      .replace(/.*fakes./, ''),
    fake,
  ]);

describe.each(during('open'))('%s', (_, fake) => {
  test('is told when it is opened', async () => {
    expect(told(await errorOf(open(fake)))).toMatch(fake.says);
  });
});

describe.each(during('case'))('%s', (_, fake) => {
  test('is told in the case, and the next reset has a fresh program', async () => {
    const implementation = await open(fake);
    expect(told(await errorOf(playCase(implementation)))).toMatch(fake.says);
    if (fake.op === 'hello' || fake.op === 'reset' || fake.name.startsWith('lies')) return;
    const next = implementation.reset({ processes: 2 });
    if (fake.name === 'changes-its-mind') {
      expect((await errorOf(next)).message).toMatch(/says something else about itself/);
      return;
    }
    await next;
    const response = await implementation.perform(2, { op: 'call', api: 'MsiInstallProduct' });
    expect(response).toEqual({ type: 'returned', code: 0 });
  });
});

describe.each(during('end'))('%s', (_, fake) => {
  test('is told at the end', async () => {
    const implementation = await open(fake);
    await playCase(implementation);
    opened = undefined;
    const error = await errorOf(closed(implementation));
    expect(error.message).toMatch(fake.says);
    const [, pid] = /\((\d+)\)$/.exec(error.message) ?? [];
    // A signal takes effect a moment after it was sent.
    if (pid !== undefined) await expect.poll(() => stateOf(pid), { timeout: LONG }).toMatch(/gone|Z/);
  });
});

test.each(['floods-stderr', 'other-manners'])('%s breaks no rule, and is heard out', async (name) => {
  const implementation = await open({ name });
  await expect(playCase(implementation)).resolves.toBeUndefined();
});

test.skipIf(process.platform !== 'linux')('a program that is not wanted is ended', async () => {
  const command = commandOf({ name: 'floods-stderr' });
  const error = await errorOf(openStdio({ command, windowsInstaller: '2.0' }));
  expect(error.message).toMatch(/cannot be Windows Installer 2\.0$/);
  const cmdlines = readdirSync('/proc').flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : [];
    } catch {
      return [];
    }
  });
  expect(cmdlines.filter((line) => line.includes(`${command[1]}`))).toEqual([]);
});

test('several open requests may be answered in any order', async () => {
  const implementation = await open({ name: 'out-of-order', op: 'start' });
  await implementation.reset({ processes: 2 });
  const start = { op: 'start', action: 'INSTALL', ui: 'none' } as const;
  const answers = await Promise.all([implementation.perform(1, start), implementation.perform(2, start)]);
  expect(answers).toEqual([
    { type: 'held', table: 'InstallExecuteSequence' },
    { type: 'returned', code: 1618 },
  ]);
});

test('after too many lost programs in a row no other is started', async () => {
  const implementation = await open({ name: 'dies', op: 'reset' });
  for (let lost = 0; lost < 10; lost++) await errorOf(implementation.reset({ processes: 1 }));
  const error = await errorOf(implementation.reset({ processes: 1 }));
  expect(error.message).toMatch(/given up after 10 lost programs in a row/);
});

test('an operation that is given up ends the program, and the next reset works', async () => {
  const implementation = await open({ name: 'never-answers' });
  await implementation.reset({ processes: 1 });
  await implementation.perform(1, { op: 'start', action: 'INSTALL', ui: 'none' });
  const abort = new AbortController();
  const pending = errorOf(implementation.perform(1, { op: 'advance' }, abort.signal));
  abort.abort();
  expect((await pending).message).toMatch(/had not answered advance of process 1/);
  await implementation.reset({ processes: 1 });
});

test.each([
  ['no-such-program-anywhere', /there is no program "no-such-program-anywhere"/],
  ['/', /"\/" may not be executed/],
  ['true', /ended with exit code 0 before it answered hello/],
])('%s cannot be opened', async (command, says) => {
  expect((await errorOf(openStdio({ command }))).message).toMatch(says);
});
