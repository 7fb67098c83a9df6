import { FACTORIES, stdioFactory } from '../adapters/index.ts';
import type { ImplementationFactory } from '../adapters/index.ts';
import { BadInputError } from '../spec/index.ts';

export const isKnown = (id: string): boolean => FACTORIES.some((factory) => factory.id === id);

/** @throws {BadInputError} naming the implementations there are */
export const factoryOf = (id: string): ImplementationFactory => {
  const factory = FACTORIES.find((candidate) => candidate.id === id);
  if (factory !== undefined) return factory;
  throw new BadInputError(
    `unknown implementation "${id}": name one of ${FACTORIES.map((known) => known.id).join(', ')}`,
  );
};

/**
 * What is to be tested: a program behind the stdio protocol, or implementations by name.
 * @param timeout milliseconds for one request to the program
 * @throws {BadInputError} for both, or for a command that is none
 */
export const factoriesOf = (
  ids: readonly string[],
  command: string | undefined,
  timeout: number,
): readonly ImplementationFactory[] => {
  if (command === undefined) return ids.map(factoryOf);
  if (ids.length > 0) {
    throw new BadInputError(`--command "${command}" and "${ids.join(' ')}" exclude each other: name one`);
  }
  return [stdioFactory(command, timeout)];
};
