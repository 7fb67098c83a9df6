/** Entry of the worker of the first measurements: it looks at what is raw, and meddles with the mutex. */
import { MUTEX_NAME } from '../../../../spec/constants.ts';
import { rightsOver } from '../../worker/rights.ts';
import { loadLibrary } from '../../worker/library.ts';
import { recordReader } from '../../worker/event-log.ts';
import { serveWorker } from '../../worker/serve.ts';
import { machine } from './machine.ts';
import { mutexViewer } from './mutex.ts';

const library = loadLibrary(process.argv[2]);
const { kernel } = library;
const rights = rightsOver(library);
const view = mutexViewer(library);
const records = recordReader(library);
const kept: { readonly handle: unknown; readonly owned: boolean }[] = [];

const commands: Readonly<Record<string, (value: unknown) => unknown>> = {
  machine: () => machine(library),
  mutex: () => view(),
  'is-denied': () => rights.isDenied(MUTEX_NAME),
  records: (after) => records(after === null ? null : Number(after)),
  keep: () => take(false),
  own: () => take(true),
  'let-go': () => {
    for (const { handle, owned } of kept.splice(0)) {
      if (owned) kernel.ReleaseMutex(handle);
      kernel.CloseHandle(handle);
    }
  },
};

const take = (owned: boolean): void => {
  const handle = kernel.CreateMutexW(null, owned ? 1 : 0, MUTEX_NAME);
  if (handle === null) throw new Error(`CreateMutexW ${MUTEX_NAME} gave error ${kernel.GetLastError()}`);
  kept.push({ handle, owned });
};

await serveWorker(library, {
  extra: (name, value) => {
    const command = commands[name];
    if (command === undefined) throw new Error(`no command ${name}`);
    return command(value);
  },
});
process.exit(0);
