import type { Operation, Response } from '../spec/index.ts';
import type { Call } from '../oracle/pairer.ts';

/** Process, operation, response, place of the invocation, place of the response. */
export type Row = readonly [number, Operation, Response, number, number];

/** A concurrent history, a row for each call. */
export const history = (...rows: readonly Row[]): Call[] =>
  rows.map(([process, operation, response, invoked, responded]) => ({
    process,
    operation,
    response,
    invoked,
    responded,
  }));
