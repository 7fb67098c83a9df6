import { describe, expect, it } from 'vitest';
import { GONE, IDLE, lenient, parseReading, REFUSAL_OVERDUE_MS, strict } from '../spec/index.ts';
import type { Response } from '../spec/index.ts';
import {
  ADMIN_UI,
  advance,
  busy,
  cancel,
  done,
  EXECUTE,
  gone,
  held,
  idle,
  IN_UI,
  install,
  installing,
  kill,
  left,
  query,
  says,
  start,
  state,
  UI,
} from './testing/says.ts';

describe('a call is refused in two cases and in no other', () => {
  it.each([
    [idle, start(), held('InstallExecuteSequence'), 'kept 1618-only -> InstallExecuteSequence< idle'],
    [idle, start('full'), held('InstallUISequence'), 'kept 1618-only -> InstallUISequence idle'],
    [idle, start(), done, 'kept 1618-only -> idle idle'],
    [idle, start(), busy, 'broken 1618-only -> idle idle'],
    [idle, install, done, 'kept 1618-only -> idle idle'],
    [idle, install, busy, 'broken 1618-only -> idle idle'],
    [idle, query, busy, '-> idle idle'],
    [state(false, GONE, IDLE), start(), done, 'kept 1618-only -> idle idle'],
    [state(false, IDLE, UI), start(), busy, 'broken 1618-only -> idle InstallUISequence'],
    [installing, start(), busy, 'kept 1618-mutex -> idle InstallExecuteSequence<'],
    [installing, start(), done, 'broken 1618-mutex -> idle InstallExecuteSequence<'],
    [
      installing,
      start(),
      held('InstallExecuteSequence'),
      'broken 1618-mutex -> InstallExecuteSequence< InstallExecuteSequence<',
    ],
    [
      installing,
      start('full'),
      held('InstallUISequence'),
      'broken 1618-mutex -> InstallUISequence InstallExecuteSequence<',
    ],
    [installing, install, busy, 'kept 1618-mutex -> idle InstallExecuteSequence<'],
    [installing, install, done, 'broken 1618-mutex -> idle InstallExecuteSequence<'],
    [state(false, UI, IDLE), install, busy, 'kept 1618-ui -> InstallUISequence idle'],
    [state(false, UI, IDLE), install, done, 'broken 1618-ui -> InstallUISequence idle'],
    [state(false, ADMIN_UI, IDLE), install, done, 'broken 1618-ui -> AdminUISequence idle'],
    [state(false, EXECUTE, IDLE), install, done, 'broken 1618-mutex -> InstallExecuteSequence< idle'],
    [
      state(false, IN_UI, IDLE),
      install,
      done,
      'broken 1618-mutex broken 1618-ui -> InstallExecuteSequence<InstallUISequence idle',
    ],
    [
      state(false, UI, EXECUTE),
      install,
      busy,
      'kept 1618-mutex kept 1618-ui -> InstallUISequence InstallExecuteSequence<',
    ],
    [left, start(), busy, 'kept 1618-mutex -> +idle idle'],
    [left, start(), done, 'broken 1618-mutex -> +idle idle'],
  ])('%j %j %j: %s', (before, operation, response, said) => {
    expect(says(before, operation, response)).toEqual([said]);
  });

  it('leaves open whether a function that only asks is refused, unless the reading counts it', () => {
    const ui = state(false, UI, IDLE);
    expect(says(ui, query, done)).toEqual(['-> InstallUISequence idle']);
    expect(says(ui, query, busy)).toEqual(['kept 1618-ui -> InstallUISequence idle']);
    expect(says(ui, query, done, { reading: strict })).toEqual(['broken 1618-ui -> InstallUISequence idle']);
    expect(says(installing, query, done)).toEqual(['-> idle InstallExecuteSequence<']);
    expect(says(idle, query, done)).toEqual(['-> idle idle']);
    expect(says(idle, query, done, { reading: strict })).toEqual(['kept 1618-only -> idle idle']);
    expect(says(idle, query, busy, { reading: strict })).toEqual(['broken 1618-only -> idle idle']);
  });

  it('says nothing of a call that did not answer, or that is not offered', () => {
    expect(says(installing, start(), { type: 'unsupported' })).toEqual(['-> idle InstallExecuteSequence<']);
    expect(says(installing, install, { type: 'unsupported' })).toEqual(['-> idle InstallExecuteSequence<']);
    expect(says(idle, start(), { type: 'open', reason: 'late' })).toEqual(['-> gone idle', '-> +gone idle']);
  });

  it('says that a refusal did not come once the call was waited for long enough, and only where it was due', () => {
    const after = (waited: number): Response => ({ type: 'open', reason: 'late', waited });
    const [early, late] = [after(REFUSAL_OVERDUE_MS - 1), after(REFUSAL_OVERDUE_MS)];
    expect(says(installing, install, early).join()).not.toContain('1618');
    expect(says(installing, install, late).join()).toContain('broken 1618-mutex');
    expect(says(installing, start(), late).join()).toContain('broken 1618-mutex');
    expect(says(state(false, UI, IDLE), install, late).join()).toContain('broken 1618-ui');
    expect(says(idle, install, late).join()).not.toContain('1618');
    expect(says(state(false, UI, EXECUTE), advance, late).join()).not.toContain('1618');
  });

  it('may let a call with UI into its UI sequence, and no other, where the reading defers the refusal', () => {
    const deferred = { reading: parseReading('intended,uiWhileSet=deferred') };
    const let_in = '-> InstallUISequence InstallExecuteSequence<';
    expect(says(installing, start('full'), held('InstallUISequence'), deferred)).toEqual([let_in]);
    expect(says(installing, start('reduced'), held('InstallUISequence'), deferred)).toEqual([let_in]);
    expect(says(installing, start('basic'), held('InstallUISequence'), deferred)).toEqual([
      `broken 1618-mutex ${let_in}`,
    ]);
    expect(says(installing, start('full'), held('InstallExecuteSequence'), deferred)).toEqual([
      'broken 1618-mutex -> InstallExecuteSequence< InstallExecuteSequence<',
    ]);
    expect(says(installing, start('full'), done, deferred)).toEqual([
      'broken 1618-mutex -> idle InstallExecuteSequence<',
    ]);
    expect(says(installing, start('full'), busy, deferred)).toEqual([
      'kept 1618-mutex -> idle InstallExecuteSequence<',
    ]);
  });
});

describe('a call in progress', () => {
  it.each([
    [
      state(false, UI, IDLE),
      advance,
      held('InstallExecuteSequence'),
      '-> InstallExecuteSequence<InstallUISequence idle',
    ],
    [
      state(false, UI, EXECUTE),
      advance,
      held('InstallExecuteSequence'),
      'broken mutual-exclusion -> InstallExecuteSequence<InstallUISequence InstallExecuteSequence<',
    ],
    [
      state(true, UI, IDLE),
      advance,
      held('InstallExecuteSequence'),
      'broken mutual-exclusion -> +InstallExecuteSequence<InstallUISequence idle',
    ],
    [
      state(false, UI, EXECUTE),
      advance,
      held('InstallUISequence'),
      'kept mutual-exclusion -> InstallUISequence InstallExecuteSequence<',
    ],
    [state(false, UI, EXECUTE), advance, busy, 'kept mutual-exclusion -> idle InstallExecuteSequence<'],
    [state(false, UI, EXECUTE), advance, done, 'kept mutual-exclusion -> idle InstallExecuteSequence<'],
    [state(true, UI, IDLE), advance, busy, 'kept mutual-exclusion -> +idle idle'],
    [state(false, UI, IDLE), advance, busy, 'broken 1618-only -> idle idle'],
    [state(false, UI, IDLE), advance, done, 'kept 1618-only -> idle idle'],
    [state(false, UI, IDLE), cancel, done, 'kept 1618-only -> idle idle'],
    [state(false, UI, IDLE), cancel, busy, 'broken 1618-only -> idle idle'],
    [state(false, UI, EXECUTE), cancel, busy, 'kept mutual-exclusion -> idle InstallExecuteSequence<'],
    [state(false, EXECUTE, IDLE), advance, done, 'kept 1618-only -> idle idle'],
    [state(false, EXECUTE, IDLE), advance, busy, 'broken 1618-only -> idle idle'],
    [state(false, EXECUTE, EXECUTE), advance, busy, '-> idle InstallExecuteSequence<'],
    [
      state(false, EXECUTE, EXECUTE),
      advance,
      held('InstallExecuteSequence'),
      '-> InstallExecuteSequence< InstallExecuteSequence<',
    ],
    [
      state(false, IN_UI, IDLE),
      advance,
      held('InstallExecuteSequence'),
      '-> InstallExecuteSequence<InstallUISequence idle',
    ],
    [state(false, UI, IDLE), advance, { type: 'unsupported' } as const, '-> InstallUISequence idle'],
    [state(false, EXECUTE, IDLE), advance, held('AdminExecuteSequence'), '-> AdminExecuteSequence< idle'],
  ])('%j %j %j: %s', (before, operation, response, said) => {
    expect(says(before, operation, response)).toEqual([said]);
  });
});

describe('what is left behind', () => {
  it('may be something after a process died in an execute table, and nothing after one in a UI sequence', () => {
    expect(says(state(false, EXECUTE, IDLE), kill, gone)).toEqual(['-> gone idle', '-> +gone idle']);
    expect(says(state(false, UI, IDLE), kill, gone)).toEqual(['-> gone idle']);
    expect(says(state(true, EXECUTE, IDLE), kill, gone)).toEqual(['-> +gone idle']);
    expect(says(state(false, EXECUTE, IDLE), kill, done)).toEqual(['-> idle idle']);
  });

  it('may be something when a call was lost in whatever it did', () => {
    expect(says(state(false, UI, IDLE), advance, gone)).toEqual(['-> gone idle', '-> +gone idle']);
    expect(says(idle, install, { type: 'open', reason: 'late' })).toEqual(['-> gone idle', '-> +gone idle']);
  });

  it.each([
    ['an installation that ended', state(false, EXECUTE, IDLE), advance, done, true],
    ['an installation that ran through', idle, start(), done, true],
    ['a call that installed', idle, install, done, true],
    ['a UI sequence that went through', state(false, UI, IDLE), advance, done, true],
    ['a cancelled UI sequence', state(false, UI, IDLE), cancel, done, true],
    ['a killed UI sequence', state(false, UI, IDLE), kill, gone, true],
    ['a refused call', installing, start(), busy, false],
    ['a refused resumption', state(false, UI, EXECUTE), advance, busy, false],
    ['the begin of a table', idle, start(), held('InstallExecuteSequence'), false],
    [
      'the begin of a table in its UI sequence',
      state(false, UI, IDLE),
      advance,
      held('InstallExecuteSequence'),
      false,
    ],
    ['a query that is not offered', idle, install, { type: 'unsupported' } as const, false],
    ['an idle process that was told to go on', idle, advance, done, false],
  ])(
    'is the edge of a session after %s, in a reading that has such edges',
    (_, before, operation, response, may) => {
      expect(
        says(before, operation, response, { reading: lenient }).some((said) => said.includes('-> +')),
      ).toBe(may);
      expect(says(before, operation, response).some((said) => said.includes('-> +'))).toBe(false);
    },
  );

  it('says of a resumed query nothing about installing', () => {
    expect(says(state(false, UI, EXECUTE), advance, held('InstallUISequence'), { reading: lenient })).toEqual(
      [
        'kept mutual-exclusion -> InstallUISequence InstallExecuteSequence<',
        'kept mutual-exclusion -> +InstallUISequence InstallExecuteSequence<',
      ],
    );
  });
});
