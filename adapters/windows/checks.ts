/** What a Windows has to be, and should be, before it is used. */
import { spawn } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { tmpdir, version } from 'node:os';
import type { Diagnosis } from '../implementation.ts';
import type { Launch } from '../driver/host.ts';
import type { Answer } from '../driver/protocol.ts';
import { WorkerProcess } from '../driver/worker-process.ts';

/** One point, and whether a run is refused where it is not met. */
export interface Check extends Diagnosis {
  readonly isNeeded: boolean;
}

/** What is looked at; tests put their own in the place of Windows. */
export interface Windows {
  /** What the worker of the measurements says, or why there is none. */
  ask(name: 'machine' | 'probe' | 'records'): Promise<unknown>;
  /** A value of the registry: its number or its text, or undefined where there is none. */
  registry(key: string, name?: string): Promise<string | undefined>;
  freeBytes(): Promise<number>;
}

/** Fixtures, logs and a history need little; an installer on a full disk does strange things. */
const NEEDED_BYTES = 500 * 1024 * 1024;
const INSTALLER_POLICY = 'HKLM\\Software\\Policies\\Microsoft\\Windows\\Installer';
const CODE_INTEGRITY = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\CI\\Policy';
const REBOOT_KEYS = [
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired',
];
/** Never: no installation is allowed at all. */
const DISABLE_ALL = '0x2';
/** Unknown programs are blocked, and koffi's library is one. */
const SMART_APP_CONTROL_ON = '0x1';

/** @param unelevated - the user wants to run without the rights of an administrator */
export const checkWindows = async (windows: Windows, unelevated: boolean): Promise<readonly Check[]> => {
  const machine = await windows.ask('machine').then(asRecord, asFailure);
  const koffi = 'failure' in machine ? String(machine['failure']) : undefined;
  const checks: Check[] = [point('Windows', true, version())];
  checks.push(point('koffi', koffi === undefined, koffi ?? 'loads, and calls Windows', true));
  if (koffi === undefined) checks.push(...(await fromWorker(windows, machine, unelevated)));
  const pending = await firstThat(REBOOT_KEYS, async (key) => (await windows.registry(key)) !== undefined);
  checks.push(
    point(
      'restart',
      pending === undefined,
      pending === undefined ? 'none is pending' : 'one is pending: restart first',
    ),
  );
  const disabled = (await windows.registry(INSTALLER_POLICY, 'DisableMSI')) === DISABLE_ALL;
  checks.push(
    point(
      'policy',
      !disabled,
      disabled ? 'DisableMSI forbids every installation' : 'DisableMSI does not forbid it',
      true,
    ),
  );
  const control =
    (await windows.registry(CODE_INTEGRITY, 'VerifiedAndReputablePolicyState')) === SMART_APP_CONTROL_ON;
  checks.push(
    point('Smart App Control', !control, control ? 'is on, and may block koffi: switch it off' : 'is not on'),
  );
  const free = await windows.freeBytes();
  const megabytes = `${Math.floor(free / 1024 / 1024)} MB free in ${tmpdir()}`;
  checks.push(
    point(
      'disk',
      free >= NEEDED_BYTES,
      free >= NEEDED_BYTES ? megabytes : `${megabytes}, 500 are needed`,
      true,
    ),
  );
  return checks;
};

const fromWorker = async (
  windows: Windows,
  machine: Readonly<Record<string, unknown>>,
  unelevated: boolean,
): Promise<readonly Check[]> => {
  const isAdministrator = machine['isAdministrator'] === true;
  const probe = await windows.ask('probe').then(asRecord, asFailure);
  const records = await windows.ask('records').then(asRecord, asFailure);
  const isFree = probe['state'] === 'absent' || probe['state'] === 'free';
  const isHost = machine['isSessionHost'] === true;
  return [
    point(
      'administrator',
      isAdministrator || unelevated,
      isAdministrator ? 'yes' : 'no: run as an administrator, or say --unelevated',
      true,
    ),
    point(
      'session host',
      !isHost,
      isHost ? 'this is a Remote Desktop session host, whose installer behaves otherwise' : 'no',
      true,
    ),
    point(
      'mutex',
      isFree,
      isFree
        ? 'nothing is installing'
        : `an installation is in progress (${String(probe['state'] ?? probe['failure'])})`,
    ),
    point(
      'event log',
      !('failure' in records),
      'failure' in records
        ? `cannot be read, so event-log is not judged: ${String(records['failure'])}`
        : 'can be read',
    ),
  ];
};

const point = (what: string, ok: boolean, detail: string, isNeeded = false): Check => ({
  what,
  ok,
  detail,
  isNeeded,
});

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
const asFailure = (error: unknown): Readonly<Record<string, unknown>> => ({
  failure: error instanceof Error ? error.message : String(error),
});

const firstThat = async <T>(
  values: readonly T[],
  holds: (value: T) => Promise<boolean>,
): Promise<T | undefined> => {
  for (const value of values) if (await holds(value)) return value;
  return undefined;
};

/** This machine, asked through a worker that lives as long as this. */
export const thisWindows = async (launch: Launch): Promise<Windows & AsyncDisposable> => {
  const started = await WorkerProcess.start(launch).catch((error: Error) => error);
  return {
    ask: async (name) => {
      if (started instanceof Error) throw started;
      const answer = await started.ask(
        name === 'probe' ? { do: 'probe' } : { do: 'extra', name, value: null },
      );
      return valueOf(answer);
    },
    registry: registryValue,
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(tmpdir());
      return bavail * bsize;
    },
    [Symbol.asyncDispose]: async () => {
      if (!(started instanceof Error)) await started[Symbol.asyncDispose]();
    },
  };
};

const valueOf = (answer: Answer | { readonly type: 'gone'; readonly reason: string }): unknown => {
  if (answer.type === 'done') return answer.value;
  if (answer.type === 'error') throw new Error(answer.message);
  if (answer.type === 'gone') throw new Error(answer.reason);
  return answer;
};

const REGISTRY_MS = 10_000;

/** As `reg query` prints it, which every Windows has. */
const registryValue = (key: string, name?: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const args = ['query', key, ...(name === undefined ? [] : ['/v', name])];
    const child = spawn('reg.exe', args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
      timeout: REGISTRY_MS,
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.once('error', () => resolve(undefined));
    child.once('close', (code) =>
      resolve(code === 0 ? (name === undefined ? text : valueIn(text, name)) : undefined),
    );
  });

/** `    DisableMSI    REG_DWORD    0x2` */
export const valueIn = (text: string, name: string): string | undefined => {
  const line = text.split(/\r?\n/).find((each) => each.trim().toLowerCase().startsWith(name.toLowerCase()));
  return line?.trim().split(/\s{2,}|\t/)[2];
};
