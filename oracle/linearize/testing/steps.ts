import type { Operation, Response } from '../../../spec/index.ts';

/** The steps and answers of which tests of races make histories. */
export const START = { op: 'start', action: 'INSTALL', ui: 'none' } as const satisfies Operation;
export const CALL: Operation = { op: 'call', api: 'MsiInstallProduct' };
export const ADVANCE: Operation = { op: 'advance' };
export const KILL: Operation = { op: 'kill' };
export const PROBE: Operation = { op: 'probe' };
export const HELD: Response = { type: 'held', table: 'InstallExecuteSequence' };
export const returned: Response = { type: 'returned', code: 0 };
export const refused: Response = { type: 'returned', code: 1618 };
export const GONE: Response = { type: 'gone' };
export const mutex = (state: 'free' | 'owned'): Response => ({ type: 'mutex', state });
