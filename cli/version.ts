import { createRequire } from 'node:module';

/** The release of msiconform, as its package says. */
export const version = (): string => {
  const require = createRequire(import.meta.url);
  for (const place of ['../package.json', '../../package.json']) {
    try {
      return (require(place) as { readonly version: string }).version;
    } catch {
      // From sources the file is one folder up, from dist two.
    }
  }
  return 'unknown';
};
