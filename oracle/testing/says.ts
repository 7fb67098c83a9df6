import { expect } from 'vitest';
import { IDLE, intended, keyOf } from '../../spec/index.ts';
import type {
  ClauseId,
  Client,
  Observed,
  Operation,
  Reading,
  Response,
  SequenceTable,
  State,
} from '../../spec/index.ts';
import { outcomes } from '../rules.ts';

export const UI: Client = { at: 'ui', table: 'InstallUISequence' };
export const ADMIN_UI: Client = { at: 'ui', table: 'AdminUISequence' };
export const EXECUTE: Client = { at: 'execute', table: 'InstallExecuteSequence', within: null };
export const IN_UI: Client = { at: 'execute', table: 'InstallExecuteSequence', within: 'InstallUISequence' };

export const start = (ui: 'none' | 'basic' | 'reduced' | 'full' = 'none'): Operation => ({
  op: 'start',
  action: 'INSTALL',
  ui,
});
export const install: Operation = { op: 'call', api: 'MsiInstallProduct' };
export const query: Operation = { op: 'call', api: 'MsiGetProductInfo' };
export const advance: Operation = { op: 'advance' };
export const cancel: Operation = { op: 'cancel' };
export const kill: Operation = { op: 'kill' };

export const held = (table: SequenceTable): Response => ({ type: 'held', table });
export const busy: Response = { type: 'returned', code: 1618 };
export const done: Response = { type: 'returned', code: 0 };
export const gone: Response = { type: 'gone' };
export const mutex = (state: 'absent' | 'free' | 'owned' | 'denied'): Response => ({ type: 'mutex', state });
export const service = (controlsAccepted: number): Response => ({
  type: 'service',
  state: 4,
  controlsAccepted,
});

export const state = (residue: boolean, ...clients: readonly Client[]): State => ({ clients, residue });
export const idle = state(false, IDLE, IDLE);
export const installing = state(false, IDLE, EXECUTE);
export const left = state(true, IDLE, IDLE);

/** `kept 1618-ui -> idle idle`: what the first process's event comes to. */
export const says = (
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
