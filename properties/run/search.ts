import * as fc from 'fast-check';
import { makePace } from './pace.ts';

/**
 * Lets fast-check draw values and shrink those for which `shows` answers true.
 *
 * @throws what `shows` throws: to fast-check that would be one more thing to shrink
 */
export const search = async <T>(
  arbitrary: fc.Arbitrary<T>,
  shows: (value: T) => Promise<boolean>,
  parameters: fc.Parameters<[T]>,
): Promise<void> => {
  const pace = makePace();
  let broken: { readonly error: unknown } | undefined;
  const property = fc.asyncProperty(arbitrary, async (value) => {
    if (broken !== undefined) return true;
    try {
      await pace();
      return !(await shows(value));
    } catch (error) {
      broken = { error };
      return true;
    }
  });
  await fc.check(property, parameters);
  if (broken !== undefined) throw (broken as { readonly error: unknown }).error;
};

/**
 * Shrinks the value at a place of the draw. fast-check tries the children of the last one that showed it in order: so
 * the place of each try is known. What does not show it at first is not shrunk; fast-check would go on to its siblings.
 *
 * @returns the place of the smallest that shows it; `undefined` when the first does not
 */
export const shrinkFrom = async <T>(
  arbitrary: fc.Arbitrary<T>,
  at: string,
  shows: (value: T, path: string) => Promise<boolean>,
  parameters: fc.Parameters<[T]>,
): Promise<string | undefined> => {
  let path: string | undefined;
  let child = 0;
  const tried = async (value: T): Promise<boolean> => {
    if (path === undefined && child > 0) return false;
    const here = path === undefined ? at : `${path}:${child}`;
    child++;
    if (!(await shows(value, here))) return false;
    path = here;
    child = 0;
    return true;
  };
  await search(arbitrary, tried, { ...parameters, path: at, numRuns: 1 });
  return path;
};
