import type { Answer, Command, EventRecord, MutexReply } from '../protocol.ts';
import { send } from './channel.ts';
import { Client } from './client.ts';
import { eventReader } from './event-log.ts';
import { authorFixture } from './fixture.ts';
import { NO_GUARD } from './guard.ts';
import type { Guard } from './guard.ts';
import type { Library } from './library.ts';
import { awaitEnd, probeMutex, serviceQuery } from './observe.ts';

const INSTALLUILEVEL_NONE = 2;
/** INSTALLLOGMODE: every kind of message (0x0 to 0xb), and VERBOSE. */
const VERBOSE = 0x1fff;
/** INSTALLLOGATTRIBUTES: append, and flush each line. */
const LOG_ATTRIBUTES = 0x1 | 0x2;
const INSTALLLEVEL_DEFAULT = 0;
const INSTALLSTATE_ABSENT = 2;
const INSTALLSTATE_UNKNOWN = -1;

/** What makes a worker more than a plain client. */
export interface WorkerParts {
  readonly guard?: Guard;
  /** Done before the service is queried. */
  readonly beforeService?: () => void;
  /** In the place of a look at the mutex, of the event log and of the installer's own log. */
  readonly probe?: () => MutexReply;
  readonly events?: (after: number | null) => readonly EventRecord[];
  readonly log?: (path: string | null) => number;
  /** Carries out commands of its own. */
  readonly extra?: (name: string, value: unknown) => unknown;
}

/** Serves the controller over file descriptors 0 and 1 until it is gone. */
export const serveWorker = async (library: Library, parts: WorkerParts = {}): Promise<void> => {
  // On Windows the console gives Ctrl-C to every process in it; the command line tool ends its workers in order.
  process.on('SIGINT', () => undefined);
  const { msi, kernel, wine } = library;
  const service = serviceQuery(library);
  const events = parts.events ?? eventReader(library);
  const keepLog =
    parts.log ??
    ((path: string | null) => msi.MsiEnableLogW(path === null ? 0 : VERBOSE, path, LOG_ATTRIBUTES));
  /** Without a handler, past the guard unless that plays msi.dll itself. */
  const guarded = (call: () => number): number => {
    const { guard } = parts;
    if (guard?.isPartOfMsi !== true) return call();
    return guard.begin() ?? guard.end(call());
  };
  const carryOut = (command: Command): Answer => {
    switch (command.do) {
      case 'author':
        authorFixture(msi, command.fixture);
        return done(0);
      case 'install':
        quiet(library);
        return done(guarded(() => installed(library, command.package, command.times ?? 1)));
      case 'remove':
        quiet(library);
        if (msi.MsiQueryProductStateW(command.product) === INSTALLSTATE_UNKNOWN) return done(0);
        return done(
          guarded(() => msi.MsiConfigureProductW(command.product, INSTALLLEVEL_DEFAULT, INSTALLSTATE_ABSENT)),
        );
      case 'log':
        return done(keepLog(command.path));
      case 'probe':
        return parts.probe?.() ?? probeMutex(library);
      case 'service':
        parts.beforeService?.();
        return service();
      case 'events':
        return { type: 'events', records: events(command.after) };
      case 'await-end':
        return done(awaitEnd(library, command.pid, command.milliseconds) ? 0 : 1);
      case 'extra':
        return { type: 'done', code: 0, value: parts.extra?.(command.name, command.value) };
      default:
        throw new Error(`a worker that stands idle cannot ${command.do}`);
    }
  };
  const client = new Client(library, parts.guard ?? NO_GUARD, (command) => {
    let answer: Answer;
    try {
      answer = carryOut(command);
    } catch (error) {
      answer = { type: 'error', message: error instanceof Error ? error.message : String(error) };
    }
    send({ id: command.id, ...answer });
  });
  send({ type: 'ready', pid: kernel.GetCurrentProcessId(), wine: wine ?? null, msi: versionOf(library) });
  await client.serve();
};

const done = (code: number): Answer => ({ type: 'done', code });

/** The code of the last call, or of the first that failed. */
const installed = ({ msi }: Library, path: string, times: number): number => {
  let code = 0;
  for (let time = 0; time < times && code === 0; time++) code = msi.MsiInstallProductW(path, '');
  return code;
};

const quiet = ({ msi }: Library): void => {
  msi.MsiSetInternalUI(INSTALLUILEVEL_NONE, null);
  msi.MsiSetExternalUIRecord(null, 0, null, null);
};

/** DLLVERSIONINFO: cbSize, dwMajorVersion, dwMinorVersion, dwBuildNumber, dwPlatformID. */
const versionOf = ({ msi }: Library): readonly [number, number, number] => {
  const info = Buffer.alloc(20);
  info.writeUInt32LE(info.length);
  const result = msi.DllGetVersion(info);
  if (result < 0) throw new Error(`DllGetVersion gave ${result}`);
  return [info.readUInt32LE(4), info.readUInt32LE(8), info.readUInt32LE(12)];
};
