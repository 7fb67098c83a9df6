/** Profiles as rows of numbers, for the fast checker. */
import type { Profile } from './profile.ts';

/** The columns of a profile. */
export const COLUMNS = 9;
/** Of a passive call, the situations in which it may take effect; 0 for others. */
export const PASSIVE_WHERE = 0;
export const ENTERS = 1;
export const LEAVES_RESIDUE = 2;
export const LEAVING_LEAVES_RESIDUE = 3;
export const EFFECT = 4;
/**
 * The kind of a call that passes through an execute table within its interval, from 1 to {@link MOST_KINDS}; 0
 * for other calls. Open calls of one kind may stand for one another where no call tells their processes apart.
 */
export const PASSES = 5;
/** The situations in which the whole call is worth trying at one instant. */
export const WHOLE = 6;
/** 0 for a passive call; 1 for one that may change the mutex or leave a residue. */
export const CHANGES = 7;
/** The processes that the call tells from the others, process 1 as the lowest bit: see `profile.ts`. */
export const TELLS_APART = 8;
/** The values of {@link EFFECT}; 0 for none. */
export const TAKES = 1;
export const RELEASES = 2;

/** A call of one kind more has none and is tried by itself, which costs time and loses nothing. */
export const MOST_KINDS = 31;

/** The table of the profiles of an encoder; made again when the encoder has met new ones. */
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
  const passingKindOf = ({ allowed, enters, effect, ...rest }: Profile): number => {
    const onlyWhenNoneInstalls = ((allowed | enters) & ~3) === 0;
    if (enters === 0 || effect !== 'none' || !onlyWhenNoneInstalls) return 0;
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
      passingKindOf(profile),
      // Entering the table and leaving it at once does the same, and on the way it explains refusals of others.
      profile.leavingLeavesResidue || profile.leavesResidue === 0
        ? profile.allowed & ~profile.enters
        : profile.allowed,
      changes(profile) ? 1 : 0,
      profile.tellsApart,
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
