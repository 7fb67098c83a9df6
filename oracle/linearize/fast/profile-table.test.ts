import { IDLE } from '../../../spec/index.ts';
import { describe, expect, it } from 'vitest';
import {
  CHANGES,
  COLUMNS,
  EFFECT,
  ENTERS,
  LEAVES_RESIDUE,
  LEAVING_LEAVES_RESIDUE,
  PASSIVE_WHERE,
  MOST_KINDS,
  mostIn,
  PASSES,
  RELEASES,
  tableOf,
  TAKES,
  TELLS_APART,
  WHOLE,
} from './profile-table.ts';
import type { Profile } from './profile.ts';

/** A call that may take effect anywhere and only looks, but for what is given. */
const profile = (given: Partial<Profile> = {}): Profile => ({
  allowed: 0b111111,
  enters: 0,
  leavesResidue: 0,
  leavingLeavesResidue: false,
  effect: 'none',
  after: IDLE,
  tellsApart: 0,
  applies: [],
  ...given,
});
/** Passes through a table when nobody installs. */
const passing = (given: Partial<Profile> = {}): Profile => profile({ allowed: 0b1, enters: 0b1, ...given });

const column = (profiles: readonly Profile[], which: number): readonly number[] => {
  const table = tableOf(profiles);
  expect(table.length).toBe(profiles.length * COLUMNS);
  return profiles.map((_, row) => table[row * COLUMNS + which] ?? -1);
};

it('has a row for each profile, and takes note of those that came later', () => {
  const profiles = [profile({ enters: 5 })];
  const first = tableOf(profiles);
  expect(tableOf(profiles)).toBe(first);
  profiles.push(profile({ enters: 9, leavesResidue: 6, leavingLeavesResidue: true }));
  expect(column(profiles, ENTERS)).toEqual([5, 9]);
  expect(column(profiles, LEAVES_RESIDUE)).toEqual([0, 6]);
  expect(column(profiles, LEAVING_LEAVES_RESIDUE)).toEqual([0, 1]);
  expect(mostIn(tableOf(profiles), ENTERS)).toBe(9);
  expect(mostIn(tableOf(profiles.toReversed()), ENTERS)).toBe(9);
  expect(mostIn(tableOf([]), PASSIVE_WHERE)).toBe(0);
});

it('tells what a call does to the mutex, and whether it only looks', () => {
  const profiles = [
    profile(),
    profile({ effect: 'takes' }),
    profile({ effect: 'releases' }),
    profile({ enters: 1 }),
    profile({ leavesResidue: 1 }),
  ];
  expect(column(profiles, EFFECT)).toEqual([0, TAKES, RELEASES, 0, 0]);
  expect(column(profiles, CHANGES)).toEqual([0, 1, 1, 1, 1]);
  expect(column(profiles, PASSIVE_WHERE)).toEqual([0b111111, 0, 0, 0, 0]);
});

it('says which processes a call tells from the others', () => {
  expect(column([profile(), profile({ tellsApart: 0b101 }), passing()], TELLS_APART)).toEqual([0, 0b101, 0]);
});

it('need not try whole what it may enter and leave, unless only that may leave a residue', () => {
  const given = { allowed: 0b11, enters: 0b01 };
  const profiles = [
    profile(given),
    profile({ ...given, leavesResidue: 1 }),
    profile({ ...given, leavesResidue: 1, leavingLeavesResidue: true }),
  ];
  expect(column(profiles, WHOLE)).toEqual([0b10, 0b11, 0b10]);
});

describe('the kinds of calls that pass', () => {
  it('are those that may stand for one another', () => {
    const profiles = [
      passing(),
      passing({ allowed: 0b11 }),
      passing(),
      passing({ enters: 0b11 }),
      passing({ leavesResidue: 1 }),
      passing({ leavingLeavesResidue: true }),
      passing({ allowed: 0b11 }),
    ];
    expect(column(profiles, PASSES)).toEqual([1, 2, 1, 3, 4, 5, 2]);
  });

  it('are no others: what does not pass, what takes or releases, what may install beside another', () => {
    const profiles = [
      passing(),
      profile({ allowed: 0b1 }),
      passing({ effect: 'takes' }),
      passing({ effect: 'releases' }),
      passing({ allowed: 0b101 }),
      passing({ enters: 0b1001 }),
    ];
    expect(column(profiles, PASSES)).toEqual([1, 0, 0, 0, 0, 0]);
  });

  it('are no more than there is room for', () => {
    const profiles = Array.from({ length: MOST_KINDS + 2 }, (_, index) => passing({ leavesResidue: index }));
    const kinds = Array.from({ length: MOST_KINDS }, (_, index) => index + 1);
    expect(column(profiles, PASSES)).toEqual([...kinds, 0, 0]);
    expect(mostIn(tableOf(profiles), PASSES)).toBe(MOST_KINDS);
  });
});
