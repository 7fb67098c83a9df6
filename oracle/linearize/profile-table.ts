/** Profiles as rows of numbers, for the fast checker. */
import type { Profile } from './profile.ts';

/** The columns of a profile. */
export const COLUMNS = 8;
/** `Profile.allowed` of a call that only looks; 0 for others. */
export const LOOKS = 0;
export const ENTERS = 1;
export const LEAVES_RESIDUE = 2;
export const LEAVING_LEAVES_RESIDUE = 3;
export const EFFECT = 4;
/** The kind of a call that passes through a table, from 1 to 31; calls of one kind may stand for one another. */
export const PASSES = 5;
/** The situations in which the whole call is worth trying at one instant. */
export const WHOLE = 6;
/** Whether the call may change the mutex or leave a residue: 1, or 0 for one that only looks. */
export const CHANGES = 7;
/** The values of {@link EFFECT}; 0 for none. */
export const TAKES = 1;
export const RELEASES = 2;

export const MOST_KINDS = 31;

/** What was worked out for the profiles of an encoder, which grow. */
const tables = new WeakMap<readonly Profile[], Int32Array>();

export const tableOf = (profiles: readonly Profile[]): Int32Array => {
  const known = tables.get(profiles);
  if (known?.length === profiles.length * COLUMNS) return known;
  const table = packed(profiles);
  tables.set(profiles, table);
  return table;
};

const packed = (profiles: readonly Profile[]): Int32Array => {
  const kinds: string[] = [];
  // The name of the installer matters to an event log, and then calls that pass are not all the same.
  const impartial = profiles.every((profile) => profile.impartial);
  const kindOf = ({ allowed, enters, effect, ...rest }: Profile): number => {
    const onlyWhenNoneInstalls = ((allowed | enters) & ~3) === 0;
    if (!impartial || enters === 0 || effect !== 'none' || !onlyWhenNoneInstalls) return 0;
    const key = [allowed, enters, rest.leavesResidue, rest.leavingLeavesResidue].join();
    if (!kinds.includes(key) && kinds.length < MOST_KINDS) kinds.push(key);
    return kinds.indexOf(key) + 1;
  };
  return Int32Array.from(
    profiles.flatMap((profile) => [
      changes(profile) ? 0 : profile.allowed,
      profile.enters,
      profile.leavesResidue,
      profile.leavingLeavesResidue ? 1 : 0,
      profile.effect === 'takes' ? TAKES : profile.effect === 'releases' ? RELEASES : 0,
      kindOf(profile),
      // To enter a table and leave it at once does the same, and explains more on the way.
      profile.leavingLeavesResidue || profile.leavesResidue === 0
        ? profile.allowed & ~profile.enters
        : profile.allowed,
      changes(profile) ? 1 : 0,
    ]),
  );
};

const changes = ({ enters, leavesResidue, effect }: Profile): boolean =>
  enters !== 0 || leavesResidue !== 0 || effect !== 'none';

/** The greatest value in a column. */
export const mostIn = (table: Int32Array, column: number): number => {
  let most = 0;
  for (let at = column; at < table.length; at += COLUMNS) most = Math.max(most, table[at] as number);
  return most;
};
