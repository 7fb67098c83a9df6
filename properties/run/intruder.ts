import { within } from '../../adapters/deadline.ts';
import { ImplementationError } from '../../adapters/implementation.ts';
import type { SharedMachineHooks } from '../../adapters/implementation.ts';

/** A case into which something came is run again so often, before the machine is taken to be unfit. */
export const MOST_VOID = 5;

/** A kind that was seen on a machine where others may install is run again so often. */
export const RERUNS = 2;

/** What came into the case that has just ended; a machine that cannot tell says nothing. */
export const intruderIn = async (
  implementation: SharedMachineHooks,
  deadline: number,
): Promise<string | undefined> => {
  if (implementation.intruder === undefined) return undefined;
  const late = (): ImplementationError => new ImplementationError('no answer about the case');
  return within(implementation.intruder(), deadline, late).catch(() => undefined);
};

/** Runs a case until nothing came into it, but not for ever. */
export const untilUndisturbed = async <T>(
  implementation: SharedMachineHooks,
  deadline: number,
  run: () => Promise<T>,
): Promise<{ readonly ran: T; readonly voidCases: number; readonly intruder: string | undefined }> => {
  for (let voidCases = 0; ; voidCases++) {
    const ran = await run();
    const intruder = await intruderIn(implementation, deadline);
    if (intruder === undefined || voidCases === MOST_VOID) return { ran, voidCases, intruder };
  }
};

/** Why a case that was void each time could not be run. */
export const unfit = (intruder: string): ImplementationError =>
  new ImplementationError(`the case was void ${MOST_VOID + 1} times, the last time because ${intruder}`, {
    hint: 'Run it where nothing else installs.',
  });
