import type { Client, Observed, Operation, Response } from '../../../spec/index.ts';
import { describe, expect, it } from 'vitest';
import { applicationOf, IDLE, intended, lenient, strict } from '../../../spec/index.ts';
import { profileOf } from './profile.ts';

const context = { reading: intended, windowsInstaller: '5.0' };
const UI: Client = { at: 'ui', table: 'InstallUISequence' };
const EXECUTE: Client = { at: 'execute', table: 'InstallExecuteSequence', within: null };
const WITHIN: Client = { ...EXECUTE, within: 'InstallUISequence' };

/** Situations of two processes as words: who installs, and whether a residue is left. */
const WORDS = ['none', 'residue', 'P1', 'P1 residue', 'P2', 'P2 residue'];
const wordsOf = (set: number): readonly string[] => WORDS.filter((_, situation) => (set >> situation) & 1);

const start: Operation = { op: 'start', action: 'INSTALL', ui: 'none' };
const install: Operation = { op: 'call', api: 'MsiInstallProduct' };
const advance: Operation = { op: 'advance' };
const returned: Response = { type: 'returned', code: 0 };
const refused: Response = { type: 'returned', code: 1618 };
const held: Response = { type: 'held', table: 'InstallExecuteSequence' };
const probe = (state: 'absent' | 'owned'): Observed => ({
  process: 0,
  operation: { op: 'probe' },
  response: { type: 'mutex', state },
});
const named = (...numbers: readonly number[]): Observed => ({
  process: 0,
  operation: { op: 'events' },
  response: { type: 'events', installing: numbers.map(applicationOf) },
});
const by = (process: number, operation: Operation, response: Response): Observed => ({
  process,
  operation,
  response,
});

const ofCall = (call: Observed, before: Client = IDLE, reading = intended) => {
  const profile = profileOf(call, before, 2, { ...context, reading });
  return {
    ...profile,
    allowed: wordsOf(profile.allowed),
    enters: wordsOf(profile.enters),
    leavesResidue: wordsOf(profile.leavesResidue),
  };
};

describe('what a call means to all others', () => {
  it('takes the mutex where it comes to be held, and only where nobody has it', () => {
    expect(ofCall(by(1, start, held))).toEqual({
      allowed: ['none'],
      enters: [],
      leavesResidue: [],
      leavingLeavesResidue: false,
      effect: 'takes',
      after: EXECUTE,
      tellsApart: 0,
      applies: ['1618-only'],
    });
    expect(ofCall(by(1, advance, held), UI)).toMatchObject({
      allowed: ['none'],
      effect: 'takes',
      after: WITHIN,
    });
  });

  it('may go through a whole table before it returns', () => {
    expect(ofCall(by(2, start, returned))).toEqual({
      allowed: ['none'],
      enters: ['none'],
      leavesResidue: [],
      leavingLeavesResidue: false,
      effect: 'none',
      after: IDLE,
      tellsApart: 0,
      applies: ['1618-only'],
    });
  });

  it('releases it where its client leaves the table, in the situations that it can be in itself', () => {
    expect(ofCall(by(2, advance, returned), WITHIN)).toEqual({
      allowed: ['P2', 'P2 residue'],
      enters: [],
      leavesResidue: [],
      leavingLeavesResidue: false,
      effect: 'releases',
      after: IDLE,
      tellsApart: 0,
      applies: [],
    });
    expect(ofCall(by(1, install, refused), WITHIN)).toMatchObject({
      allowed: ['P1', 'P1 residue'],
      effect: 'none',
      after: WITHIN,
    });
  });

  it('is refused where another installs or something is left, and not else', () => {
    expect(ofCall(by(1, install, refused))).toMatchObject({
      allowed: ['residue', 'P2', 'P2 residue'],
      enters: [],
      effect: 'none',
      applies: ['1618-mutex'],
      tellsApart: 0,
    });
    expect(ofCall(by(2, install, refused)).allowed).toEqual(['residue', 'P1', 'P1 residue']);
  });

  it('may leave something when it dies inside a table', () => {
    expect(ofCall(by(1, { op: 'kill' }, { type: 'gone' }), EXECUTE)).toMatchObject({
      allowed: ['P1', 'P1 residue'],
      leavesResidue: ['P1'],
      leavingLeavesResidue: false,
      effect: 'releases',
      after: { at: 'gone' },
    });
    expect(ofCall(by(1, start, { type: 'gone' }))).toMatchObject({
      enters: ['none'],
      leavingLeavesResidue: true,
      effect: 'none',
    });
    expect(ofCall(by(1, { op: 'kill' }, { type: 'gone' }), UI)).toMatchObject({
      allowed: ['none', 'residue', 'P2', 'P2 residue'],
      leavesResidue: [],
    });
  });

  it('may leave something when it ends, where the mutex may outlast its table', () => {
    expect(ofCall(by(1, advance, returned), EXECUTE, lenient)).toMatchObject({ leavesResidue: ['P1'] });
    expect(ofCall(by(1, install, returned), IDLE, lenient)).toMatchObject({
      leavesResidue: ['none'],
      leavingLeavesResidue: true,
    });
  });

  it('of an observer is the same for every process that installs, but for a log that names one', () => {
    expect(ofCall(probe('owned'), EXECUTE)).toMatchObject({
      allowed: ['residue', 'P1', 'P1 residue', 'P2', 'P2 residue'],
      effect: 'none',
      after: IDLE,
      tellsApart: 0,
      applies: [],
    });
    expect(ofCall(probe('absent'), IDLE, strict)).toMatchObject({
      allowed: ['none'],
      applies: ['mutex-scope'],
    });
    expect(ofCall(named(2))).toMatchObject({
      allowed: ['none', 'residue', 'P2', 'P2 residue'],
      tellsApart: 0b10,
    });
    expect(ofCall(named(1, 2))).toMatchObject({ allowed: WORDS, tellsApart: 0 });
  });

  it('tells the fewer from the rest: those whom it names, or those whom it does not', () => {
    const owned = (owner: number): Observed => ({
      ...probe('owned'),
      response: { type: 'mutex', state: 'owned', owner },
    });
    const told = [
      probe('owned'),
      owned(3),
      owned(5),
      named(1),
      named(1, 2, 3),
      named(2, 3, 4),
      named(1, 2, 3, 4),
    ].map((call) => profileOf(call, IDLE, 4, context).tellsApart);
    expect(told).toEqual([0, 0b100, 0, 0b1, 0b1000, 0b1, 0]);
    expect(profileOf(owned(3), IDLE, 4, { ...context, reading: lenient }).tellsApart).toBe(0);
    // A client stands beside the others alone.
    expect(profileOf(by(1, install, refused), IDLE, 4, context).tellsApart).toBe(0);
  });

  it('may take effect nowhere when it breaks a clause everywhere, and still settles where its process stands', () => {
    expect(ofCall(by(1, start, returned), UI)).toEqual({
      allowed: [],
      enters: [],
      leavesResidue: [],
      leavingLeavesResidue: false,
      effect: 'none',
      after: IDLE,
      tellsApart: 0,
      applies: [],
    });
  });

  it('has nowhere to go, and stays where it was, where the rules have no such call', () => {
    const lost = ofCall(by(1, install, { type: 'unsupported' }), UI);
    expect(lost).toMatchObject({ after: UI, effect: 'none', applies: [] });
  });
});
