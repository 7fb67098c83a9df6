import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A folder of the material beside the repository (`../shared`, or where MSICONFORM_SHARED points), which
 * is not part of it: tests that need it are skipped where it is not.
 */
export const sharedFolder = (name: string): string | undefined => {
  const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  const folder = join(process.env['MSICONFORM_SHARED'] ?? join(repository, '..', 'shared'), name);
  return existsSync(folder) ? folder : undefined;
};
