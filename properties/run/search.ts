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
