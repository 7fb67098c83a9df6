import { join } from 'node:path';
import { rolldown } from 'rolldown';

/**
 * Bundles serve-fault.ts: the package that is built has no faults of the reference in a module of their own, and Node 20
 * runs no TypeScript.
 *
 * @param folder - where the program goes
 * @returns its file
 */
export const faultProgram = async (folder: string): Promise<string> => {
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'serve-fault.ts'),
    platform: 'node',
    transform: { target: 'node20' },
  });
  const file = join(folder, 'serve-fault.mjs');
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  return file;
};
