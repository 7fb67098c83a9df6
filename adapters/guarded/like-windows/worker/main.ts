/** Entry of a worker that behaves as Windows does: where koffi is, and its options as JSON. */
import { read, readFileSync } from 'node:fs';
import { win32 } from 'node:path';
import { measuringCommands } from '../../../driver/measure/worker/commands.ts';
import type { EventRecord } from '../../../driver/protocol.ts';
import { send } from '../../../driver/worker/channel.ts';
import { loadLibrary } from '../../../driver/worker/library.ts';
import { awaitEnd, probeMutex } from '../../../driver/worker/observe.ts';
import { serveWorker } from '../../../driver/worker/serve.ts';
import { serviceControl } from '../../worker/service-control.ts';
import type { WorkerOptions } from '../switches.ts';
import { standInLog } from './event-log.ts';
import { installNowAndThen } from './foreign.ts';
import { likeWindows } from './rules.ts';
import { verboseLog } from './verbose-log.ts';
import { ownerFile, waitMutex } from './wait-mutex.ts';

const [, , koffi, text = '{}'] = process.argv;
const options = JSON.parse(text) as WorkerOptions;
const { folder, switches } = options;
const library = loadLibrary(koffi);
const pid = library.kernel.GetCurrentProcessId();
const mutex = waitMutex(library, folder);
const events = standInLog(folder, (other) => !awaitEnd(library, other, 0));

if (options.isForeign === true) {
  send({ type: 'ready', pid, wine: library.wine ?? null, msi: [5, 0, 0] });
  // Ends with whoever started it.
  const ended = { yes: false };
  const buffer = Buffer.alloc(16);
  const listen = (): void =>
    read(0, buffer, 0, buffer.length, null, (error, count) => {
      if (error === null && count > 0) return listen();
      ended.yes = true;
      process.exit(0);
    });
  listen();
  await installNowAndThen({ mutex, events, pid, ended }, options.pace);
} else {
  const service = serviceControl(library);
  const log = verboseLog(pid);
  const records = (after: number | null): readonly EventRecord[] => {
    if (switches.includes('log-unreadable')) throw new Error('EvtQuery gave error 5');
    return events.read(after);
  };
  const measuring = measuringCommands(library, records);
  await serveWorker(library, {
    guard: likeWindows({ mutex, events, log, pid, demandService: service.demand }, options),
    beforeService: service.synchronizeIfRunning,
    probe: () => {
      const seen = probeMutex(library);
      return seen.state === 'owned' && seen.ownerPid === null ? { ...seen, ownerPid: owner() } : seen;
    },
    events: records,
    log: (path) => {
      log.keep(path === null ? null : win32.normalize(path));
      return 0;
    },
    extra: (name, value) => {
      if (name !== 'replace-service') return measuring(name, value);
      service.replaceBy(String(value), 'on demand');
    },
  });
}
process.exit(0);

function owner(): number | null {
  try {
    return Number(readFileSync(ownerFile(folder), 'utf8')) || null;
  } catch {
    return null;
  }
}
