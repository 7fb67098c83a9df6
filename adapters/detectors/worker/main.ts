/** Entry of the process beside an installer: it keeps or owns a mutex, and looks at one, by name. */
import { loadLibrary } from '../../win32/worker/library.ts';
import { probeMutex } from '../../win32/worker/observe.ts';
import { serveWorker } from '../../win32/worker/serve.ts';

const library = loadLibrary(process.argv[2]);
const { kernel } = library;
const kept: { readonly handle: unknown; readonly owned: boolean }[] = [];

await serveWorker(library, {
  extra: (name, value) => {
    const mutex = String(value);
    if (name === 'look') return probeMutex(library, mutex);
    if (name === 'keep' || name === 'own') {
      const owned = name === 'own';
      const handle = kernel.CreateMutexW(null, owned ? 1 : 0, mutex);
      if (handle === null) throw new Error(`CreateMutexW ${mutex} gave error ${kernel.GetLastError()}`);
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
