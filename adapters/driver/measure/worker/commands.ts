/** What the worker of the measurements can be asked: it looks at what is raw, and meddles with the mutex. */
import { MUTEX_NAME } from '../../../../spec/constants.ts';
import type { EventRecord } from '../../protocol.ts';
import type { Library } from '../../worker/library.ts';
import { rightsOver } from '../../worker/rights.ts';
import { machine } from './machine.ts';
import { mutexViewer } from './mutex.ts';

/**
 * @param records - reads the installer's records of the event log after this one; with null, the newest alone
 * @returns carries out a command by its name, and throws for one that it does not know
 */
export const measuringCommands = (
  library: Library,
  records: (after: number | null) => readonly EventRecord[],
): ((name: string, value: unknown) => unknown) => {
  const { kernel } = library;
  const rights = rightsOver(library);
  const view = mutexViewer(library);
  const kept: { readonly handle: unknown; readonly owned: boolean }[] = [];
  const take = (owned: boolean): void => {
    const handle = kernel.CreateMutexW(null, owned ? 1 : 0, MUTEX_NAME);
    if (handle === null) throw new Error(`CreateMutexW ${MUTEX_NAME} gave error ${kernel.GetLastError()}`);
    kept.push({ handle, owned });
  };
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
  return (name, value) => {
    const command = commands[name];
    if (command === undefined) throw new Error(`no command ${name}`);
    return command(value);
  };
};
