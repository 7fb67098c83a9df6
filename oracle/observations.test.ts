import { describe, expect, it } from 'vitest';
import { applicationOf, IDLE, literal, parseReading } from '../spec/index.ts';
import type { Operation, Response } from '../spec/index.ts';
import { EXECUTE, idle, installing, left, mutex, says, service, state, UI } from './testing/says.ts';

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
