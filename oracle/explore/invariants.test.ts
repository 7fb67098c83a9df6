import type { Client, Operation, Response, State } from '../../spec/index.ts';
import { describe, expect, it } from 'vitest';
import { GONE, IDLE, literal, strict } from '../../spec/index.ts';
import type { Answer } from './answers.ts';
import { brokenInvariants, INVARIANTS } from './invariants.ts';

const UI: Client = { at: 'ui', table: 'InstallUISequence' };
const EXECUTE: Client = { at: 'execute', table: 'InstallExecuteSequence', within: null };
const WITHIN: Client = { ...EXECUTE, within: 'InstallUISequence' };

const stateOf = (clients: readonly Client[], residue = false): State => ({ clients, residue });
const refused: Response = { type: 'returned', code: 1618 };
const returned: Response = { type: 'returned', code: 0 };
const start: Operation = { op: 'start', action: 'INSTALL', ui: 'full' };
const install: Operation = { op: 'call', api: 'MsiInstallProduct' };
const ask: Operation = { op: 'call', api: 'MsiGetProductInfo' };
const advance: Operation = { op: 'advance' };

const answer = (
  operation: Operation,
  response: Response,
  allowed: readonly State[],
  process = 1,
): Answer => ({ process, operation, response, allowed });

const broken = (state: State, answers: readonly Answer[], reading = literal): readonly string[] =>
  brokenInvariants(state, answers, reading);

it('names each invariant once and says what it means', () => {
  expect(new Set(INVARIANTS.map(({ id }) => id)).size).toBe(INVARIANTS.length);
  expect(new Set(INVARIANTS.map(({ says }) => says)).size).toBe(INVARIANTS.length);
  expect(INVARIANTS.filter(({ says }) => !/^[a-z].* .* /.test(says))).toEqual([]);
});

/** A state, the one answer that is allowed there, and the invariants that this breaks. */
const cases: readonly (readonly [string, State, Answer, readonly string[]])[] = [
  [
    'two clients in an execute table',
    stateOf([EXECUTE, EXECUTE]),
    answer(advance, returned, [stateOf([IDLE, EXECUTE])]),
    ['one-execute-table'],
  ],
  [
    'one client in an execute table',
    stateOf([EXECUTE, IDLE]),
    answer(advance, returned, [stateOf([IDLE, IDLE])]),
    [],
  ],
  ['no answer to an operation', stateOf([IDLE]), answer(start, returned, []), ['always-an-answer']],
  [
    'a call let through while another executes',
    stateOf([IDLE, EXECUTE]),
    answer(start, returned, [stateOf([IDLE, EXECUTE])]),
    ['refused-while-set'],
  ],
  [
    'a call let through beside a residue',
    stateOf([IDLE], true),
    answer(install, returned, [stateOf([IDLE], true)]),
    ['refused-while-set'],
  ],
  [
    'a call refused while another executes',
    stateOf([IDLE, EXECUTE]),
    answer(start, refused, [stateOf([IDLE, EXECUTE])]),
    [],
  ],
  [
    'a function that only asks, let through',
    stateOf([IDLE, EXECUTE]),
    answer(ask, returned, [stateOf([IDLE, EXECUTE])]),
    [],
  ],
  [
    'a call let through from a UI sequence',
    stateOf([UI]),
    answer(install, returned, [stateOf([UI])]),
    ['refused-in-ui'],
  ],
  [
    'a call let through from a table inside a UI sequence',
    stateOf([WITHIN]),
    answer(install, returned, [stateOf([WITHIN])]),
    ['refused-while-set', 'refused-in-ui'],
  ],
  [
    'a call refused with nothing set',
    stateOf([IDLE]),
    answer(start, refused, [stateOf([IDLE])]),
    ['refused-in-no-other-case'],
  ],
  ['a call refused in a UI sequence', stateOf([UI]), answer(install, refused, [stateOf([UI])]), []],
  [
    'a resumed call refused with nothing else set',
    stateOf([EXECUTE]),
    answer(advance, refused, [stateOf([IDLE])]),
    ['resumption-not-refused'],
  ],
  [
    'a cancelled call refused with nothing else set',
    stateOf([UI]),
    answer({ op: 'cancel' }, refused, [stateOf([IDLE])]),
    ['resumption-not-refused'],
  ],
  [
    'a resumed call refused while another executes',
    stateOf([UI, EXECUTE]),
    answer(advance, refused, [stateOf([IDLE, EXECUTE])]),
    [],
  ],
  [
    'a mutex seen owned with nothing set',
    stateOf([IDLE]),
    answer({ op: 'probe' }, { type: 'mutex', state: 'owned' }, [stateOf([IDLE])], 0),
    ['set-only-while'],
  ],
  [
    'a mutex seen owned beside a residue',
    stateOf([IDLE], true),
    answer({ op: 'probe' }, { type: 'mutex', state: 'owned' }, [stateOf([IDLE], true)], 0),
    [],
  ],
  [
    'a mutex seen free with nothing set',
    stateOf([IDLE]),
    answer({ op: 'probe' }, { type: 'mutex', state: 'free' }, [stateOf([IDLE])], 0),
    [],
  ],
  [
    'an answer that only names the code of a refusal',
    stateOf([IDLE]),
    answer(start, { type: 'unsupported', code: 1618 }, [stateOf([IDLE])]),
    [],
  ],
  [
    'a refusal that may move another client',
    stateOf([IDLE, EXECUTE]),
    answer(start, refused, [stateOf([IDLE, EXECUTE]), stateOf([IDLE, GONE])]),
    ['refusal-changes-nothing'],
  ],
  [
    'a refusal that moves another client',
    stateOf([IDLE, EXECUTE]),
    answer(start, refused, [stateOf([IDLE, GONE])]),
    ['refusal-changes-nothing'],
  ],
];

describe('the invariants that one allowed answer breaks', () => {
  it.each(cases)('%s', (_, state, allowed, ids) => {
    expect(broken(state, [allowed])).toEqual(ids);
  });
});

describe('an invariant that depends on the reading', () => {
  const absent = answer({ op: 'probe' }, { type: 'mutex', state: 'absent' }, [stateOf([EXECUTE])], 0);
  const owned = answer({ op: 'probe' }, { type: 'mutex', state: 'owned' }, [stateOf([EXECUTE])], 0);

  it('set-throughout: only where the reading promises it, only while a table is processed', () => {
    expect(broken(stateOf([EXECUTE]), [absent], strict)).toEqual(['set-throughout']);
    expect(broken(stateOf([EXECUTE]), [owned, absent], strict)).toEqual(['set-throughout']);
    expect(broken(stateOf([EXECUTE]), [owned], strict)).toEqual([]);
    expect(broken(stateOf([EXECUTE]), [absent])).toEqual([]);
    expect(broken(stateOf([IDLE]), [absent], strict)).toEqual([]);
  });

  it('refused-while-set: a function that only asks counts where every function does', () => {
    const asked = answer(ask, returned, [stateOf([IDLE, EXECUTE])]);
    expect(broken(stateOf([IDLE, EXECUTE]), [asked], strict)).toEqual(['refused-while-set']);
  });

  it('refused-while-set: a call with UI may be let into its UI sequence where that is deferred', () => {
    const deferred = { ...literal, uiWhileSet: 'deferred' } as const;
    const state = stateOf([IDLE, EXECUTE]);
    const intoUi = answer(start, { type: 'held', table: 'InstallUISequence' }, [stateOf([UI, EXECUTE])]);
    const intoExecute = answer(start, { type: 'held', table: 'InstallExecuteSequence' }, [state]);
    expect(broken(state, [intoUi])).toEqual(['refused-while-set']);
    expect(broken(state, [intoUi], deferred)).toEqual([]);
    expect(broken(state, [intoExecute], deferred)).toEqual(['refused-while-set']);
    expect(broken(state, [answer(start, returned, [state])], deferred)).toEqual(['refused-while-set']);
    const called = answer(install, { type: 'held', table: 'InstallUISequence' }, [state]);
    expect(broken(state, [called], deferred)).toEqual(['refused-while-set']);
  });
});

it('wants an answer for each process that can do the operation', () => {
  const state = stateOf([IDLE, IDLE]);
  const first = answer(start, returned, [state]);
  expect(broken(state, [first, answer(start, returned, [], 2)])).toEqual(['always-an-answer']);
  expect(broken(state, [first, answer(start, refused, []), answer(start, returned, [state], 2)])).toEqual([]);
});
