import type { ClauseId, ExecuteTable } from '../../../spec/index.ts';
import type { Behaviour, Ending } from '../behaviour.ts';
import { conforming } from '../conforming.ts';
import type { Machine } from '../machine.ts';

/** A faulty implementation: the conforming one with a few of its points replaced. */
export interface Fault {
  /** What `msiconform power --fault` calls it. */
  readonly id: string;
  /** What is wrong with it, in one line. */
  readonly summary: string;
  /**
   * The clauses it breaks. The suite must blame the first, may blame the others, which follow from it,
   * and must blame nothing else. Empty for a quirk that every reading must forgive.
   */
  readonly clauses: readonly ClauseId[];
  /** The reading that sees it, as `--reading` takes it; `intended` when not given. */
  readonly reading?: string;
  /** The named readings that must say nothing; all speak when not given. */
  readonly forgivenBy?: readonly string[];
  readonly behaviour: Behaviour;
  /** Few interleavings show it: one run in twenty may miss it, or the clause that it breaks first. */
  readonly isRare?: true;
  /** Windows Installer versions it plays, where the known ones would not show it. */
  readonly versions?: readonly string[];
}

/** The conforming behaviour with some points replaced. */
export const vary = (change: Partial<Behaviour>): Behaviour => ({ ...conforming, ...change });

/** Opens and takes the mutex whether or not somebody else owns it. */
export const take = ({ mutex }: Machine, process: number): void => {
  mutex.open(process);
  mutex.tryTake(process);
};

/** An execute table that begins without asking whether another is being processed. */
export const enterAnyway = (machine: Machine, process: number): boolean => {
  take(machine, process);
  machine.record(1040, process);
  return true;
};

/** The end of a table that may have been entered beside another. */
export const leaveAnyway = (machine: Machine, process: number, _table: unknown, ending: Ending): void => {
  if (ending === 'finished') machine.installations++;
  machine.mutex.close(process);
  machine.record(1042, process);
};

/** The whole of an installer that does not keep installations apart. */
export const apart: Partial<Behaviour> = { enterExecute: enterAnyway, leaveExecute: leaveAnyway };

/** What follows where an execute table does not set the mutex. */
export const NOT_SET: readonly ClauseId[] = [
  'mutex-held',
  '1618-mutex',
  'mutual-exclusion',
  'service-running',
];

/** Where this is so, an execute table is processed without setting the mutex. */
export const notSetWhere = (
  isSo: (machine: Machine, process: number, table: ExecuteTable) => boolean,
): Partial<Behaviour> => ({
  enterExecute: (machine, process, table) => {
    if (!isSo(machine, process, table)) return conforming.enterExecute(machine, process, table);
    if (machine.mutex.owner !== null) return false;
    machine.record(1040, process);
    return true;
  },
  leaveExecute: leaveAnyway,
});

/** A number that a fault keeps on the machine; 0 at first. */
export const recall = ({ memory }: Machine, name: string): number => memory.get(name) ?? 0;

/** Adds to such a number. @returns the sum */
export const count = (machine: Machine, name: string, by = 1): number => {
  const sum = recall(machine, name) + by;
  machine.memory.set(name, sum);
  return sum;
};

/** The table that the owner of the mutex is processing. */
export const tableOfOwner = ({ mutex, sessions }: Machine): string | undefined =>
  mutex.owner === null ? undefined : sessions.get(mutex.owner)?.table;
