import { describe, expect, it } from 'vitest';
import {
  applicationOf,
  GONE,
  IDLE,
  intended,
  keyOf,
  lenient,
  literal,
  parseReading,
  REFUSAL_OVERDUE_MS,
  strict,
} from '../spec/index.ts';
import type {
  ClauseId,
  Client,
  Observed,
  Operation,
  Reading,
  Response,
  SequenceTable,
  State,
} from '../spec/index.ts';
import { outcomes } from './rules.ts';

const UI: Client = { at: 'ui', table: 'InstallUISequence' };
const ADMIN_UI: Client = { at: 'ui', table: 'AdminUISequence' };
const EXECUTE: Client = { at: 'execute', table: 'InstallExecuteSequence', within: null };
const IN_UI: Client = { at: 'execute', table: 'InstallExecuteSequence', within: 'InstallUISequence' };

const start = (ui: 'none' | 'basic' | 'reduced' | 'full' = 'none'): Operation => ({
  op: 'start',
  action: 'INSTALL',
  ui,
});
const install: Operation = { op: 'call', api: 'MsiInstallProduct' };
const query: Operation = { op: 'call', api: 'MsiGetProductInfo' };
const advance: Operation = { op: 'advance' };
const cancel: Operation = { op: 'cancel' };
const kill: Operation = { op: 'kill' };

const held = (table: SequenceTable): Response => ({ type: 'held', table });
const busy: Response = { type: 'returned', code: 1618 };
const done: Response = { type: 'returned', code: 0 };
const gone: Response = { type: 'gone' };
const mutex = (state: 'absent' | 'free' | 'owned' | 'denied'): Response => ({ type: 'mutex', state });
const service = (controlsAccepted: number): Response => ({ type: 'service', state: 4, controlsAccepted });

const state = (residue: boolean, ...clients: readonly Client[]): State => ({ clients, residue });
const idle = state(false, IDLE, IDLE);
const installing = state(false, IDLE, EXECUTE);
const left = state(true, IDLE, IDLE);

/** `kept 1618-ui -> idle idle`: what the first process's event comes to. */
const says = (
  before: State,
  operation: Operation,
  response: Response,
  { reading = intended, version = '5.0' }: { readonly reading?: Reading; readonly version?: string } = {},
): readonly string[] => {
  const observes = ['probe', 'service', 'events'].includes(operation.op);
  const event: Observed = { process: observes ? 0 : 1, operation, response };
  return outcomes(before, event, { reading, windowsInstaller: version }).map(
    ({ applies, violates, state: after }) => {
      const verdicts = applies.map(
        (clause: ClauseId) => `${violates.includes(clause) ? 'broken' : 'kept'} ${clause}`,
      );
      expect(applies).toEqual(expect.arrayContaining([...violates]));
      return [...verdicts, '->', keyOf(after)].join(' ');
    },
  );
};

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

describe('the mutex', () => {
  const exists = parseReading('intended,mutexSet=exists');
  it.each([
    ['absent', 'broken', 'kept'],
    ['free', 'broken', 'kept'],
    ['owned', 'kept', 'broken'],
  ] as const)('seen %s: %s while a table is processed, %s while none is', (seen, during, otherwise) => {
    expect(says(installing, { op: 'probe' }, mutex(seen))).toEqual([
      `${during} mutex-held -> idle InstallExecuteSequence<`,
    ]);
    expect(says(idle, { op: 'probe' }, mutex(seen))).toEqual([`${otherwise} mutex-scope -> idle idle`]);
    expect(says(state(false, UI, IDLE), { op: 'probe' }, mutex(seen))).toEqual([
      `${otherwise} mutex-scope -> InstallUISequence idle`,
    ]);
    expect(says(installing, { op: 'probe' }, mutex(seen), { reading: literal })).toEqual([
      'kept mutex-held -> idle InstallExecuteSequence<',
    ]);
    // What was left behind has it set throughout as well, and nothing is said against it for that.
    const ended = during === 'broken' ? 'broken mutex-held ' : '';
    expect(says(left, { op: 'probe' }, mutex(seen))).toEqual([`${ended}-> +idle idle`]);
    expect(says(left, { op: 'probe' }, mutex(seen), { reading: literal })).toEqual(['-> +idle idle']);
  });

  it('that could not be seen says nothing', () => {
    expect(says(installing, { op: 'probe' }, mutex('denied'))).toEqual(['-> idle InstallExecuteSequence<']);
    expect(says(idle, { op: 'probe' }, mutex('denied'))).toEqual(['-> idle idle']);
  });

  it.each([
    ['absent', 'broken', 'kept'],
    ['free', 'kept', 'broken'],
    ['owned', 'kept', 'broken'],
    ['denied', 'kept', 'broken'],
  ] as const)('seen %s, where to exist is to be set: %s, and %s', (seen, during, otherwise) => {
    const reading = { reading: exists };
    expect(says(installing, { op: 'probe' }, mutex(seen), reading)).toEqual([
      `${during} mutex-held -> idle InstallExecuteSequence<`,
    ]);
    expect(says(idle, { op: 'probe' }, mutex(seen), reading)).toEqual([
      `${otherwise} mutex-scope -> idle idle`,
    ]);
  });

  it('says nothing when there is no such probe', () => {
    expect(says(installing, { op: 'probe' }, { type: 'unsupported' })).toEqual([
      '-> idle InstallExecuteSequence<',
    ]);
  });
});

describe('the service', () => {
  const look: Operation = { op: 'service' };
  const both = (said: string): string => `${said} service-running kept service-version`;
  it.each([
    [4, 'kept', 'broken'],
    [5, 'broken', 'kept'],
    [0, 'broken', 'kept'],
  ])('with controls %i: %s while a table is processed, %s while none is', (controls, during, otherwise) => {
    expect(says(installing, look, service(controls))).toEqual([
      `${both(during)} -> idle InstallExecuteSequence<`,
    ]);
    expect(says(idle, look, service(controls))).toEqual([`${both(otherwise)} -> idle idle`]);
    expect(says(left, look, service(controls))).toEqual([`${both('kept')} -> +idle idle`]);
    expect(says(installing, look, service(controls), { reading: literal })).toEqual([
      `${both('kept')} -> idle InstallExecuteSequence<`,
    ]);
    expect(says(idle, look, service(controls), { reading: literal })).toEqual([
      `${both(otherwise)} -> idle idle`,
    ]);
    expect(says(left, look, service(controls), { reading: literal })).toEqual([
      `${both('kept')} -> +idle idle`,
    ]);
    const residue = state(true, IDLE, EXECUTE);
    expect(says(residue, look, service(controls))).toEqual([
      `${both(during)} -> +idle InstallExecuteSequence<`,
    ]);
  });

  it('may accept more than shutdown where the bit is what counts', () => {
    const reading = { reading: parseReading('intended,serviceValue=includes') };
    expect(says(installing, look, service(5), reading)).toEqual([
      `${both('kept')} -> idle InstallExecuteSequence<`,
    ]);
    expect(says(idle, look, service(5), reading)).toEqual([`${both('broken')} -> idle idle`]);
    expect(says(idle, look, service(3), reading)).toEqual([`${both('kept')} -> idle idle`]);
  });

  it('is offered from 3.0 on, and promises nothing before', () => {
    expect(says(idle, look, { type: 'unsupported' })).toEqual(['broken service-version -> idle idle']);
    for (const version of ['2.0', '2.9', '1.10']) {
      expect(says(idle, look, { type: 'unsupported' }, { version })).toEqual([
        'kept service-version -> idle idle',
      ]);
      expect(says(installing, look, service(4), { version })).toEqual([
        'broken service-version -> idle InstallExecuteSequence<',
      ]);
      expect(says(installing, look, service(0), { version })).toEqual([
        'kept service-version -> idle InstallExecuteSequence<',
      ]);
    }
    for (const version of ['3.0', '3', '10.0']) {
      expect(says(idle, look, { type: 'unsupported' }, { version })).toEqual([
        'broken service-version -> idle idle',
      ]);
    }
    expect(says(idle, look, { type: 'open', reason: 'late' })).toEqual(['-> idle idle']);
  });
});

describe('the event log', () => {
  const names = (...processes: readonly number[]): Response => ({
    type: 'events',
    installing: processes.map(applicationOf),
  });
  it('names the application that is being installed, and may name more', () => {
    const look: Operation = { op: 'events' };
    const at = '-> idle InstallExecuteSequence<';
    expect(says(installing, look, names(2))).toEqual([`kept event-log ${at}`]);
    expect(says(installing, look, names(1, 2))).toEqual([`kept event-log ${at}`]);
    expect(says(installing, look, names(1))).toEqual([`broken event-log ${at}`]);
    expect(says(installing, look, names())).toEqual([`broken event-log ${at}`]);
    expect(says(idle, look, names(1))).toEqual(['-> idle idle']);
    expect(says(installing, look, { type: 'unsupported' })).toEqual([at]);
    expect(says(state(false, EXECUTE, EXECUTE), look, names(1))).toEqual([
      'broken event-log -> InstallExecuteSequence< InstallExecuteSequence<',
    ]);
  });
});
