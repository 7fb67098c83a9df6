/** Entry of the process beside an installer: it keeps, owns or locks up a mutex, and looks at the machine. */
import { loadLibrary } from '../../adapters/driver/worker/library.ts';
import { probeMutex } from '../../adapters/driver/worker/observe.ts';
import { serveWorker } from '../../adapters/driver/worker/serve.ts';
import { countProcesses } from './processes.ts';
import { rightsOver } from '../../adapters/driver/worker/rights.ts';

const library = loadLibrary(process.argv[2]);
const { kernel } = library;
const rights = rightsOver(library);
const kept: { readonly handle: unknown; readonly owned: boolean }[] = [];

await serveWorker(library, {
  extra: (name, value) => {
    const mutex = String(value);
    if (name === 'look') return probeMutex(library, mutex);
    if (name === 'is-denied') return rights.isDenied(mutex);
    if (name === 'count') return countProcesses(library, mutex);
    if (name === 'keep' || name === 'own' || name === 'deny') {
      const owned = name === 'own';
      const handle = kernel.CreateMutexW(null, owned ? 1 : 0, mutex);
      if (handle === null) throw new Error(`CreateMutexW ${mutex} gave error ${kernel.GetLastError()}`);
      if (name === 'deny') rights.leaveToAdministrators(handle);
      return kept.push({ handle, owned });
    }
    if (name !== 'let-go') throw new Error(`no command ${name}`);
    for (const { handle, owned } of kept.splice(0)) {
      if (owned) kernel.ReleaseMutex(handle);
      kernel.CloseHandle(handle);
    }
    return kept.length;
  },
});
process.exit(0);
