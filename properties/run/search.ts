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

/** Shrinks no further once it is over: nothing smaller is so much as made then, which for long values takes long. */
class Ending<T> extends fc.Arbitrary<T> {
  readonly #inner: fc.Arbitrary<T>;
  readonly #isOver: () => boolean;

  constructor(inner: fc.Arbitrary<T>, isOver: () => boolean) {
    super();
    this.#inner = inner;
    this.#isOver = isOver;
  }

  override generate(mrng: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    return this.#inner.generate(mrng, biasFactor);
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return this.#inner.canShrinkWithoutContext(value);
  }

  override shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    return this.#inner.shrink(value, context).takeWhile(() => !this.#isOver());
  }
}

/**
 * Shrinks the value at a place of the draw. fast-check tries the children of the last one that showed it in order: so
 * the place of each try is known. What does not show it at first is not shrunk; fast-check would go on to its siblings.
 *
 * @param isOver - whether there is no more time, of which the first try needs none
 * @returns the place of the smallest that shows it; `undefined` when the first does not
 */
export const shrinkFrom = async <T>(
  arbitrary: fc.Arbitrary<T>,
  at: string,
  shows: (value: T, path: string) => Promise<boolean>,
  parameters: fc.Parameters<[T]>,
  isOver: () => boolean,
): Promise<string | undefined> => {
  let path: string | undefined;
  let child = 0;
  const tried = async (value: T): Promise<boolean> => {
    const here = path === undefined ? at : `${path}:${child}`;
    child++;
    if (!(await shows(value, here))) return false;
    path = here;
    child = 0;
    return true;
  };
  const ending = new Ending(arbitrary, () => (path === undefined ? child > 0 : isOver()));
  await search(ending, tried, { ...parameters, path: at, numRuns: 1 });
  return path;
};
