import type { Client, Context, Operation } from '../../spec/index.ts';
import { clientOf, IDLE, isObservation, OBSERVER } from '../../spec/index.ts';
import { CLIENT_KINDS, CLIENTS, codeOf, FIRST_EXECUTING, kindOfOperation } from '../compiled/index.ts';
import { answersOf } from '../explore/index.ts';

/** Where each client stands, by its code: what a tour knows of a machine. */
export type Standing = readonly number[];

/** One operation of one process at one standing. */
export interface Edge {
  readonly process: number;
  readonly operation: Operation;
  readonly next: Standing;
}

/** What a conforming implementation that leaves nothing behind does next. */
export interface Walk {
  /** Every one of the given operations that can be done there, by whom it can be done. */
  readonly edges: (standing: Standing) => readonly Edge[];
}

const EXECUTING = CLIENTS[FIRST_EXECUTING] as Client;

/**
 * The rules allow several answers; a tour has to count on one. It is the one that goes on where the rules
 * let it, and no residue: what a kill leaves cannot be controlled.
 */
export const walkOf = (operations: readonly Operation[], context: Context): Walk => {
  const observations = operations.filter(isObservation);
  const rows = new Map<string, readonly (number | undefined)[]>();
  const rowOf = (code: number, otherExecuting: boolean): readonly (number | undefined)[] => {
    const key = `${code} ${otherExecuting}`;
    const known = rows.get(key) ?? nextCodes(code, otherExecuting, context);
    rows.set(key, known);
    return known;
  };
  return {
    edges: (standing) => [
      ...observations.map((operation) => ({ process: OBSERVER, operation, next: standing })),
      ...standing.flatMap((code, index) => {
        const otherExecuting = standing.some((other, place) => place !== index && other >= FIRST_EXECUTING);
        const row = rowOf(code, otherExecuting);
        // An observation is of no kind that a row knows.
        return operations.flatMap((operation) => {
          const after = row[kindOfOperation(operation)];
          return after === undefined
            ? []
            : [{ process: index + 1, operation, next: standing.with(index, after) }];
        });
      }),
    ],
  };
};

/** By kind of operation, where the client then stands; `undefined` where it cannot be done. */
const nextCodes = (
  code: number,
  otherExecuting: boolean,
  context: Context,
): readonly (number | undefined)[] => {
  const client = CLIENTS[code] ?? IDLE;
  const state = { clients: [client, otherExecuting ? EXECUTING : IDLE], residue: false };
  const answers = answersOf(state, 1, context).filter(({ allowed }) => allowed.length > 0);
  return CLIENT_KINDS.map((operation) => {
    // To be held is the first of the answers, and the others leave the client in one place.
    const likely = answers.find((answer) => answer.operation === operation);
    const next = likely?.allowed.find(({ residue }) => !residue);
    return next === undefined ? undefined : codeOf(clientOf(next, 1));
  });
};
