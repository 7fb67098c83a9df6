import { describe, expect, it } from 'vitest';
import { intended, lenient } from '../../spec/index.ts';
import type { Reading, Response } from '../../spec/index.ts';
import { callsOf } from '../pairer.ts';
import type { UnstampedEvent } from '../history.ts';
import { judgeRace } from './judge.ts';
import { withLeads } from './leads.ts';

const done = (
  process: number,
  op: 'start' | 'advance' | 'probe',
  value: Response,
): readonly UnstampedEvent[] => [
  { process, kind: 'invoke', op, args: op === 'start' ? { action: 'INSTALL', ui: 'none' } : {} },
  { process, kind: 'ok', op, value },
];
const grab = done(0, 'probe', { type: 'mutex', state: 'owned', owner: 1 });
const enters = done(1, 'start', { type: 'held', table: 'InstallExecuteSequence' });
const leaves = done(1, 'advance', { type: 'returned', code: 0 });

const broken = (events: readonly (readonly UnstampedEvent[])[], reading: Reading): readonly string[] =>
  judgeRace(callsOf(events.flat()), 2, { reading, windowsInstaller: '5.0' }).findings.map(
    ({ clause }) => clause,
  );

describe('a mutex that is taken before the table of its owner begins', () => {
  it('is an edge under mutexEdges: session, and a divergence where the table alone counts', () => {
    expect(broken([grab, grab, enters, leaves], lenient)).toEqual([]);
    expect(broken([grab, enters, leaves], intended)).toEqual(['mutex-scope']);
  });

  it('is an edge of a call that is refused after all', () => {
    const refused = done(1, 'start', { type: 'returned', code: 1618 });
    expect(broken([grab, refused], lenient)).toEqual(['1618-only']);
  });

  it('is no edge where its owner does nothing more', () => {
    expect(broken([grab], lenient)).toEqual(['mutex-scope']);
  });

  it('lets no second process into a table meanwhile', () => {
    const other = done(2, 'start', { type: 'held', table: 'InstallExecuteSequence' });
    expect(broken([grab, enters, other], lenient)).toEqual(['1618-mutex']);
  });

  it('is nothing new within the table: the calls stay as they are', () => {
    const calls = callsOf([...enters, ...grab, ...leaves]);
    expect(withLeads(calls)).toBe(calls);
  });
});
