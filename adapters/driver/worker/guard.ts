import type { SequenceTable } from '../../../spec/constants.ts';

/**
 * What may stand between the client and msi.dll. The plain worker has none; the guarded implementation
 * puts the documented rules here.
 */
export interface Guard {
  /** A call of the installer's API begins. The code to answer at once, or undefined to let it through. */
  begin(): number | undefined;
  /** The call that was let through ended with this code. Returns the code that the client gets. */
  end(code: number): number;
  /** The innermost call begins to process a table. False cancels it. */
  enters(table: SequenceTable): boolean;
  leaves(table: SequenceTable): void;
}

export const NO_GUARD: Guard = {
  begin: () => undefined,
  end: (code) => code,
  enters: () => true,
  leaves: () => undefined,
};
