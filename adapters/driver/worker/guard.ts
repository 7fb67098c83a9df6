import type { SequenceTable } from '../../../spec/constants.ts';
import type { CallCommand, Route, StartCommand } from '../protocol.ts';

/**
 * What may stand between the client and msi.dll. The plain worker has none; the guarded implementation
 * puts the documented rules here.
 */
export interface Guard {
  /** Also stands before calls that are to go past a guard: it plays msi.dll itself. */
  readonly isPartOfMsi?: boolean;
  /** By which route the tables are processed in truth, where msi.dll cannot do what is asked. */
  routeOf?(command: StartCommand): Route;
  /**
   * A call of the installer's API begins. The code to answer at once, or undefined to let it through.
   * @param command - what is called, where it is known
   */
  begin(command?: StartCommand | CallCommand): number | undefined;
  /** The call that was let through ended with this code. Returns the code that the client gets. */
  end(code: number): number;
  /**
   * The innermost call begins to process a table. False cancels it.
   * @param ask - sends a message to the handler, by its kind and its number, and gives the button
   */
  enters(table: SequenceTable, ask?: (message: number, number: number) => number): boolean;
  leaves(table: SequenceTable): void;
}

export const NO_GUARD: Guard = {
  begin: () => undefined,
  end: (code) => code,
  enters: () => true,
  leaves: () => undefined,
};
