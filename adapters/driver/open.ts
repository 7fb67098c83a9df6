import type { OpenedImplementation } from '../implementation.ts';
import type { Host } from './host.ts';
import { PreparedDriver } from './prepare.ts';

/**
 * Opens the Windows Installer of this machine. Client processes are workers that call msi.dll and are
 * held inside its external user interface; the observer is one more worker.
 * @throws {ImplementationError} when a worker cannot be started or no route to a table is found
 */
export const openDriver = async (host: Host): Promise<OpenedImplementation> => {
  const prepared = await PreparedDriver.begin(host);
  try {
    return await prepared.open();
  } catch (error) {
    await prepared[Symbol.asyncDispose]();
    throw error;
  }
};
