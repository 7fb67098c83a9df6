import type { Operation, Response } from '../../spec/index.ts';
import { expect, test } from 'vitest';
import { judgeRace } from '../../oracle/index.ts';
import type { Call } from '../../oracle/index.ts';
import { DEFAULT_READING } from '../../spec/index.ts';
import { shownRace } from './shown-race.ts';

const context = { reading: DEFAULT_READING, windowsInstaller: '5.0' };
const call = (
  process: number,
  operation: Operation,
  response: Response,
  invoked: number,
  responded: number,
): Call => ({ process, operation, response, invoked, responded });

const start = { op: 'start', action: 'INSTALL', ui: 'none' } as const;
const held = { type: 'held', table: 'InstallExecuteSequence' } as const;
const done = { type: 'returned', code: 0 } as const;
const owned = { type: 'mutex', state: 'owned' } as const;

test.each([
  ['ended just before', 5, 6],
  ['overlaps', 5, 7.5],
])('a probe that alone breaks a clause is shown with the operation that %s', (_, invoked, responded) => {
  const calls = [
    call(2, start, held, 1, 2),
    call(2, { op: 'advance' }, done, 3, 4),
    call(1, start, held, 4.2, 4.4),
    call(1, { op: 'advance' }, done, invoked, responded - 1.2),
    call(2, { op: 'call', api: 'MsiGetProductInfo' }, done, 6.4, responded + 0.5),
    call(0, { op: 'probe' }, owned, 7, 8),
  ];
  const [finding] = judgeRace(calls, 2, context).findings;
  expect(finding?.clause).toBe('mutex-scope');
  if (finding === undefined) return;
  const shown = shownRace(calls, finding, 2, context);
  expect(shown.calls.at(-1)?.operation.op).toBe('probe');
  expect(shown.calls.length).toBeGreaterThan(1);
  expect(shown.calls[0]?.process).toBe(2);
  expect(shown.finding.clause).toBe('mutex-scope');
});
