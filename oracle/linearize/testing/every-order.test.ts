import type { Operation, Response } from '../../../spec/index.ts';
import { expect, it } from 'vitest';
import { intended } from '../../../spec/index.ts';
import { history } from '../../../testing/history.ts';
import type { Row } from '../../../testing/history.ts';
import { someOrderExplains } from './every-order.ts';

const START: Operation = { op: 'start', action: 'INSTALL', ui: 'none' };
const WITH_UI: Operation = { op: 'start', action: 'INSTALL', ui: 'full' };
const CALL: Operation = { op: 'call', api: 'MsiInstallProduct' };
const KILL: Operation = { op: 'kill' };
const PROBE: Operation = { op: 'probe' };
const EXECUTES: Response = { type: 'held', table: 'InstallExecuteSequence' };
const IN_UI: Response = { type: 'held', table: 'InstallUISequence' };
const RETURNED: Response = { type: 'returned', code: 0 };
const REFUSED: Response = { type: 'returned', code: 1618 };
const GONE: Response = { type: 'gone' };
const OPEN: Response = { type: 'open', reason: 'deadline' };
const mutex = (state: 'free' | 'owned'): Response => ({ type: 'mutex', state });

it.each<readonly [string, boolean, readonly Row[]]>([
  ['nothing', true, []],
  [
    'a refusal after a start',
    true,
    [
      [1, START, EXECUTES, 0, 1],
      [2, CALL, REFUSED, 2, 3],
    ],
  ],
  [
    'a refusal before a start',
    false,
    [
      [2, CALL, REFUSED, 0, 1],
      [1, START, EXECUTES, 2, 3],
    ],
  ],
  [
    'a refusal beside a start',
    true,
    [
      [2, CALL, REFUSED, 0, 2],
      [1, START, EXECUTES, 1, 3],
    ],
  ],
  [
    'a refusal for a call that passes through its table',
    true,
    [
      [1, CALL, RETURNED, 0, 3],
      [2, CALL, REFUSED, 1, 2],
    ],
  ],
  [
    'two refusals for one another',
    false,
    [
      [1, CALL, REFUSED, 0, 3],
      [2, CALL, REFUSED, 1, 2],
    ],
  ],
  [
    'a refusal for a start that never came back',
    true,
    [
      [1, START, OPEN, 0, Infinity],
      [2, CALL, REFUSED, 1, 2],
    ],
  ],
  [
    'a start that never came back and did nothing',
    true,
    [
      [1, START, OPEN, 0, Infinity],
      [2, CALL, RETURNED, 1, 2],
    ],
  ],
  [
    'a residue that ends',
    true,
    [
      [1, START, EXECUTES, 0, 1],
      [1, KILL, GONE, 2, 3],
      [0, PROBE, mutex('owned'), 4, 5],
      [0, PROBE, mutex('free'), 6, 7],
    ],
  ],
  [
    'a residue that ends and comes again',
    false,
    [
      [1, START, EXECUTES, 0, 1],
      [1, KILL, GONE, 2, 3],
      [0, PROBE, mutex('free'), 4, 5],
      [0, PROBE, mutex('owned'), 6, 7],
    ],
  ],
  [
    'what a process did before it was killed in it',
    true,
    [
      [1, WITH_UI, IN_UI, 0, 1],
      [1, CALL, REFUSED, 2, 4],
      [1, KILL, GONE, 3, 5],
    ],
  ],
  [
    'what only a new process could do',
    false,
    [
      [1, WITH_UI, IN_UI, 0, 1],
      [1, CALL, RETURNED, 2, 4],
      [1, KILL, GONE, 3, 5],
    ],
  ],
])('%s: an order explains it: %s', (_, explained, rows) => {
  expect(someOrderExplains(history(...rows), 2, { reading: intended, windowsInstaller: '5.0' })).toBe(
    explained,
  );
});
