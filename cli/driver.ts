/** `--driver`: what the client processes of an implementation are. */
import { Option } from 'commander';
import { DRIVER_NAMES } from '../adapters/index.ts';
import type { DriverName, ImplementationFactory } from '../adapters/index.ts';
import { BadInputError } from '../spec/index.ts';

export interface DriverFlags {
  readonly driver?: DriverName;
}

export const driverOption = (): Option =>
  new Option(
    '--driver <driver>',
    'what the client processes are: node (the default), or agent, a native program (docs/agent.md)',
  ).choices(DRIVER_NAMES);

/**
 * The driver as an implementation is opened with it.
 * @throws {BadInputError} when the implementation has no such choice
 */
export const driverOf = (
  { id, drivers = [] }: ImplementationFactory,
  { driver }: DriverFlags,
): DriverFlags => {
  if (driver === undefined) return {};
  if (drivers.includes(driver)) return { driver };
  throw new BadInputError(`${id} has no driver ${driver}: leave out --driver`);
};
