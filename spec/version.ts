import { MINIMUM_VERSION } from './constants.ts';

/**
 * Orders Windows Installer versions by their numbers, part by part ("10.0" is later than "3.0").
 * @returns a negative number, 0 or a positive number
 * @throws {RangeError} when a version is not dotted numbers
 */
export const compareVersions = (left: string, right: string): number => {
  const [a, b] = [parse(left), parse(right)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Whether the page promises the service query on this version (clause service-version). */
export const supportsServiceQuery = (version: string): boolean =>
  compareVersions(version, MINIMUM_VERSION) >= 0;

const parse = (version: string): number[] => {
  if (!/^\d+(\.\d+)*$/.test(version)) {
    throw new RangeError(
      `"${version}" is no Windows Installer version: write it as numbers and dots, like 3.1`,
    );
  }
  return version.split('.').map(Number);
};
