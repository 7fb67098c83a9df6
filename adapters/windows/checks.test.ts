import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkWindows, valueIn } from './checks.ts';
import type { Windows } from './checks.ts';
import { lockMachine } from './lock.ts';

const FIT = {
  machine: { isAdministrator: true, isSessionHost: false } as unknown,
  probe: { state: 'absent' } as unknown,
  records: [] as unknown,
  registry: {} as Readonly<Record<string, string>>,
  free: 10 ** 10,
};

const windows = (changes: Partial<typeof FIT>): Windows => {
  const all = { ...FIT, ...changes };
  return {
    ask: async (name) => {
      const answer = all[name];
      if (answer instanceof Error) throw answer;
      return answer;
    },
    registry: async (key, name) => all.registry[name ?? key],
    freeBytes: async () => all.free,
  };
};

const failing = async (changes: Partial<typeof FIT>, unelevated = false): Promise<readonly string[]> =>
  (await checkWindows(windows(changes), unelevated))
    .filter(({ ok }) => !ok)
    .map(({ what, isNeeded }) => `${what}${isNeeded ? '!' : ''}`);

describe('a Windows', () => {
  it('that is fit passes every check', async () => {
    expect(await failing({})).toEqual([]);
  });

  it.each([
    ['is used by no administrator', { machine: { isAdministrator: false } }, 'administrator!'],
    ['is a session host', { machine: { isAdministrator: true, isSessionHost: true } }, 'session host!'],
    ['is installing', { probe: { state: 'owned' } }, 'mutex'],
    ['has a mutex that nobody may open', { probe: { state: 'denied' } }, 'mutex'],
    ['keeps its event log', { records: new Error('EvtQuery gave error 5') }, 'event log'],
    ['loads no koffi', { machine: new Error('not found') }, 'koffi!'],
    ['forbids every installation', { registry: { DisableMSI: '0x2' } }, 'policy!'],
    [
      'wants a restart',
      {
        registry: {
          [`HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired`]:
            'x',
        },
      },
      'restart',
    ],
    ['has Smart App Control', { registry: { VerifiedAndReputablePolicyState: '0x1' } }, 'Smart App Control'],
    ['has a full disk', { free: 1000 }, 'disk!'],
  ] as const)('that %s is told so', async (_, changes, what) => {
    expect(await failing(changes)).toEqual([what]);
  });

  it('may be used by no administrator when the user says so', async () => {
    expect(await failing({ machine: { isAdministrator: false } }, true)).toEqual([]);
  });

  it('has values of its registry read as reg prints them', () => {
    const text = '\r\nHKEY_LOCAL_MACHINE\\Software\r\n    DisableMSI    REG_DWORD    0x2\r\n\r\n';
    expect(valueIn(text, 'DisableMSI')).toBe('0x2');
    expect(valueIn(text, 'Other')).toBeUndefined();
  });
});

describe('two runs on one machine', () => {
  it('are kept apart by a lock, which a run that is gone does not hold', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'msiconform-lock-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'lock');
    await using _first = await lockMachine(file);
    await expect(lockMachine(file)).rejects.toThrow(
      `another msiconform is at work on this machine: process ${process.pid}`,
    );
    await _first[Symbol.asyncDispose]();
    await writeFile(file, '999999999');
    await using _second = await lockMachine(file);
    await expect(lockMachine(file)).rejects.toThrow('another msiconform');
  });
});
