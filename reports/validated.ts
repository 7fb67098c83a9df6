import { BadInputError } from '../spec/index.ts';

export interface Validator<T> {
  Check(value: unknown): value is T;
  Errors(value: unknown): Iterable<{ readonly instancePath: string; readonly message: string }>;
}

/** @throws {BadInputError} naming the place and what is wrong, for a value that is not of its format */
export const validated = <T>(
  validator: Validator<T>,
  value: unknown,
  place: string,
  what: string,
  format = 'history',
): T => {
  if (validator.Check(value)) return value;
  const [first] = validator.Errors(value);
  const where = first === undefined || first.instancePath === '' ? '' : ` at ${first.instancePath}`;
  throw new BadInputError(
    `the ${what} is not of the ${format} format${where}: ${first?.message ?? 'unknown'}`,
    place,
  );
};
