import { Option } from 'commander';
import { agentFactory, FACTORIES, stdioFactory } from '../adapters/index.ts';
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

/** What is tested when it is none of the known implementations. */
export interface OtherFlags {
  readonly command?: string;
  readonly connect?: string;
}

/** `--connect`, as the commands that drive an implementation have it. */
export const connectOption = (): Option =>
  new Option(
    '--connect <way>',
    'an agent on a Windows: exec:COMMAND, tcp://HOST:PORT, tcp-listen://ADDRESS:PORT or serial:PATH (docs/agent.md)',
  );

/** Whether anything but a known implementation was named. */
export const namesOther = ({ command, connect }: OtherFlags): boolean =>
  command !== undefined || connect !== undefined;

/**
 * What is to be tested: a program behind the stdio protocol, an agent, or implementations by name.
 * @param timeout milliseconds for one request to the program
 * @throws {BadInputError} for more than one of them, or for a command or a way that is none
 */
export const factoriesOf = (
  ids: readonly string[],
  { command, connect }: OtherFlags,
  timeout: number,
): readonly ImplementationFactory[] => {
  const named = [
    ...(command === undefined ? [] : [`--command "${command}"`]),
    ...(connect === undefined ? [] : [`--connect "${connect}"`]),
    ...(ids.length === 0 ? [] : [`"${ids.join(' ')}"`]),
  ];
  if (named.length > 1) throw new BadInputError(`${named.join(' and ')} exclude each other: name one`);
  if (command !== undefined) return [stdioFactory(command, timeout)];
  return connect === undefined ? ids.map(factoryOf) : [agentFactory(connect)];
};
