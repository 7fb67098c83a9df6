import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  APIS,
  applicationOf,
  CLAUSE_IDS,
  DEFAULT_READING,
  NAMED_READINGS,
  SEQUENCE_TABLES,
  UI_LEVELS,
} from '../../spec/index.ts';
import { check } from '../check.ts';
import type { Observed, Operation, Response } from '../events.ts';
import { isObservation } from '../events.ts';
import type { Context } from '../rules.ts';
import {
  CLIENTS,
  checkCompiled,
  clausesOf,
  codeOf,
  compile,
  entryOf,
  EVENT_COUNT,
  FIRST_EXECUTING,
  FIRST_PROBE,
  RESIDUE_NONE,
  RESIDUE_SOME,
  rowOf,
  tableFor,
} from './index.ts';

const contexts: readonly Context[] = NAMED_READINGS.flatMap((reading) =>
  ['2.0', '5.0'].map((windowsInstaller) => ({ reading, windowsInstaller })),
);

const response: fc.Arbitrary<Response> = fc.oneof(
  fc.constantFrom(...SEQUENCE_TABLES).map((table): Response => ({ type: 'held', table })),
  fc.constantFrom(0, 1602, 1603, 1618).map((code): Response => ({ type: 'returned', code })),
  fc.constant<Response>({ type: 'gone' }),
  fc.constant<Response>({ type: 'open', reason: 'no answer' }),
  fc.constant<Response>({ type: 'unsupported' }),
  fc.constantFrom('absent', 'free', 'owned', 'denied').map((state): Response => ({ type: 'mutex', state })),
  fc.nat(7).map((controlsAccepted): Response => ({ type: 'service', state: 4, controlsAccepted })),
  fc.subarray([1, 2, 3].map(applicationOf)).map((installing): Response => ({ type: 'events', installing })),
);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    op: fc.constant('start' as const),
    action: fc.constantFrom(...ACTIONS),
    ui: fc.constantFrom(...UI_LEVELS),
  }),
  fc.record({ op: fc.constant('call' as const), api: fc.constantFrom(...APIS) }),
  fc.constantFrom<Operation>(
    { op: 'advance' },
    { op: 'cancel' },
    { op: 'kill' },
    { op: 'probe' },
    { op: 'service' },
    { op: 'events' },
  ),
);

const event: fc.Arbitrary<Observed> = fc
  .record({ process: fc.integer({ min: 1, max: 3 }), operation, response })
  .map((made) => (isObservation(made.operation) ? { ...made, process: 0 } : made));

describe('a whole history of any answers, sensible or not', () => {
  it.each(contexts)('is judged alike under $reading.name on $windowsInstaller', (context) => {
    const table = compile(context);
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (history) => {
        const judged = check(history, 3, context);
        const compiled = checkCompiled(history, 3, table);
        expect(
          compiled.divergences.flatMap(({ index, violated }) =>
            clausesOf(violated).map((clause) => ({ index, clause })),
          ),
        ).toEqual(
          judged.findings
            .map(({ index, clause }) => ({ index, clause }))
            .sort((a, b) => a.index - b.index || CLAUSE_IDS.indexOf(a.clause) - CLAUSE_IDS.indexOf(b.clause)),
        );
        expect([...compiled.exercised]).toEqual(CLAUSE_IDS.map((id) => judged.exercised.get(id) ?? 0));
      }),
      { numRuns: 300 },
    );
  });
});

it('refuses a process that is not in the case', () => {
  const table = compile({ reading: DEFAULT_READING, windowsInstaller: '5.0' });
  const stray: Observed = { process: 3, operation: { op: 'advance' }, response: { type: 'gone' } };
  expect(() => checkCompiled([stray], 2, table)).toThrow('process 3 is not among the 2 clients of this case');
});

it('names what no table knows', () => {
  const table = compile({ reading: DEFAULT_READING, windowsInstaller: '5.0' });
  const nowhere = { at: 'execute', table: 'AdvtExecuteSequence', within: 'AdminUISequence' } as const;
  expect(CLIENTS.map(codeOf)).toEqual(CLIENTS.map((_, code) => code));
  expect(CLIENTS.map(({ at }) => at === 'execute')).toEqual(
    CLIENTS.map((_, code) => code >= FIRST_EXECUTING),
  );
  expect(() => codeOf({ ...nowhere, within: 'Elsewhere' as 'AdminUISequence' })).toThrow(
    'no client of the model stands at AdvtExecuteSequence<Elsewhere',
  );
  const beyond = rowOf(CLIENTS.length, 0, RESIDUE_NONE);
  expect(() => entryOf(table, beyond)).toThrow(`the table has no entry ${beyond}`);
  expect(() => entryOf(table, rowOf(0, 0, RESIDUE_NONE) + EVENT_COUNT)).toThrow(
    `no event has column ${EVENT_COUNT}`,
  );
});

it('compiles every entry that an event can ask for, and derives the same ones on demand', () => {
  const context = { reading: DEFAULT_READING, windowsInstaller: '5.0' };
  const [whole, lazy] = [compile(context), tableFor(context)];
  for (const [client] of CLIENTS.entries()) {
    for (const residues of [RESIDUE_NONE, RESIDUE_SOME, RESIDUE_NONE | RESIDUE_SOME]) {
      for (const others of [0, 1, 2]) {
        const row = rowOf(client, others, residues);
        for (let column = 0; column < (client === 0 ? EVENT_COUNT : FIRST_PROBE); column++) {
          expect(whole.entries[row + column]).toBeGreaterThanOrEqual(0);
          expect(entryOf(lazy, row + column)).toBe(whole.entries[row + column]);
        }
      }
    }
  }
  expect(lazy.context).toBe(context);
});
