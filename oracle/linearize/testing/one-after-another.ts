import { intended } from '../../../spec/index.ts';
import type { Operation, Response } from '../../../spec/index.ts';
import type { Call } from '../../pairer.ts';
import { judgeRace } from '../judge.ts';
import { mutex, PROBE } from './steps.ts';

export const context = { reading: intended, windowsInstaller: '5.0' };

export type Row = readonly [process: number, operation: Operation, response: Response, length?: number];

/** So many probes, each of which finds the mutex free or owned. */
export const probes = (count: number, state: 'free' | 'owned' = 'free'): readonly Row[] =>
  Array.from({ length: count }, () => [0, PROBE, mutex(state)]);

/** Calls one after another, but for those with a length: they respond so many calls later. */
export const history = (...rows: readonly Row[]): readonly Call[] =>
  rows.map(([process, operation, response, length = 0], index) => ({
    process,
    operation,
    response,
    invoked: 4 * index,
    responded: 4 * (index + length) + (length > 0 ? 2 : 1),
  }));

export const found = (calls: readonly Call[], reading = intended): readonly (readonly [string, number])[] =>
  judgeRace(calls, 3, { ...context, reading }).findings.map(({ clause, index }) => [clause, index]);
