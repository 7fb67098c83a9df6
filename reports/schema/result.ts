import { Type } from 'typebox';
import type { Static } from 'typebox';
import {
  ACTIONS,
  APIS,
  CLAUSE_IDS,
  MUTEX_STATES,
  OPERATION_NAMES,
  SEQUENCE_TABLES,
  words,
} from '../../spec/index.ts';
import { RELATIONS } from '../../properties/index.ts';
import type { Relation } from '../../properties/index.ts';
import { MeasurementSchema } from './measurement.ts';
import { CountSchema, DrawSchema, ENDS, FailureSchema, IdentitySchema, ShardSchema } from './history.ts';

/** What can be said of a clause, each outweighing those before it where results are put together. */
export const CLAUSE_VERDICTS = [
  'not-exercised',
  'not-in-evidence',
  'unsupported',
  'conforms',
  'unknown',
  'flaky',
  'diverges',
] as const;

const ClauseVerdictSchema = words(CLAUSE_VERDICTS);

/** The actions and API functions that the installer was called with. */
const CalledSchema = Type.Object({ actions: Type.Array(words(ACTIONS)), apis: Type.Array(words(APIS)) });

/** What the signature says, in parts. */
const KindSchema = Type.Object({
  operation: words(OPERATION_NAMES),
  answer: Type.Union([
    Type.Object({ type: words(['held', 'events', 'unsupported', 'open']) }),
    /** Of what returned: no code is any other. */
    Type.Object({
      type: Type.Literal('returned'),
      code: Type.Optional(Type.Unsafe<0 | 1618>({ type: 'integer', enum: [0, 1618] })),
    }),
    Type.Object({
      type: Type.Literal('mutex'),
      state: words(MUTEX_STATES),
      elsewhere: Type.Optional(
        Type.Literal(true, { description: 'owned by a client that is in no execute table' }),
      ),
    }),
    Type.Object({ type: Type.Literal('service'), controlsAccepted: CountSchema }),
  ]),
  /** What the operation had to do with the sequence that was processed. */
  relation: Type.Optional(words(Object.keys(RELATIONS) as Relation[])),
  table: Type.Optional(words(SEQUENCE_TABLES)),
  /** With which of them drawn interleavings showed it; else with which the shown one did. */
  by: CalledSchema,
});

export const DivergenceSchema = Type.Object({
  signature: Type.String(),
  /** Absent in results of earlier releases. */
  kind: Type.Optional(KindSchema),
  operations: Type.Integer({ minimum: 1 }),
  readings: Type.Array(Type.String()),
  /** Those of them under which drawn interleavings showed it; in the result of a shard only. */
  drawnUnder: Type.Optional(Type.Array(Type.String())),
  /** The signatures whose shrinking brought it to light, from one that was drawn on; in the result of a shard only. */
  via: Type.Optional(Type.Array(Type.String())),
  /** Whether only interleavings of a tour began it; in the result of a shard only. */
  toured: Type.Optional(Type.Boolean()),
  seen: CountSchema,
  /** The place in the draw, from 0, of the interleaving that first showed it. */
  first: Type.Optional(CountSchema),
  flaky: Type.Boolean(),
  /** It was not shrunk to the end, so fewer operations may do. */
  unfinished: Type.Optional(Type.Boolean()),
  /** How many cases have to be run before it, when it does not show alone. */
  needsHistory: Type.Optional(CountSchema),
  /** How often it showed when it was run again: in racing mode, and where others may install. */
  rate: Type.Optional(Type.Object({ shown: CountSchema, of: CountSchema })),
  /** What public logs show Windows itself doing, where this is such a divergence. */
  seenOnWindows: Type.Optional(Type.String()),
  /** Why, in parts; the explanation says the same in sentences. */
  reason: Type.Optional(
    Type.Object({
      because: Type.String(),
      demand: Type.String(),
      gave: Type.String(),
      therefore: Type.String(),
    }),
  ),
  explanation: Type.String(),
  /** The history of the counterexample, as lines of the history format. */
  history: Type.Array(Type.Unknown()),
  /** One command that reproduces it. */
  replay: Type.String(),
});

export const ResultSchema = Type.Object({
  format: Type.Literal('msiconform-result'),
  version: Type.Literal(1),
  implementation: IdentitySchema,
  mode: words(['lockstep', 'racing', 'evidence']),
  reading: Type.String({ description: 'the reading that the verdict is given under' }),
  seed: Type.Integer(),
  suite: Type.Optional(Type.String({ description: 'the release of msiconform' })),
  draw: Type.Optional(DrawSchema),
  /** The part of the draw that this is the result of; absent for a whole run. */
  shard: Type.Optional(ShardSchema),
  startedAt: Type.String(),
  interleavings: CountSchema,
  operations: CountSchema,
  durationMs: Type.Number({ minimum: 0 }),
  verdict: words(['conforms', 'diverges', 'inconclusive']),
  end: Type.Optional(words(ENDS)),
  /** Cases in which the implementation could not be driven. */
  failures: Type.Optional(Type.Array(FailureSchema)),
  /** Why it is inconclusive, or what went wrong beside the verdict. */
  problems: Type.Array(Type.String()),
  tables: Type.Array(
    Type.Object({ table: words(SEQUENCE_TABLES), held: CountSchema, routes: Type.Array(Type.String()) }),
  ),
  /** What the run called and the implementation offers; absent in results of earlier releases. */
  called: Type.Optional(CalledSchema),
  unsupported: Type.Array(
    Type.Object({
      what: Type.String(),
      code: Type.Optional(Type.Integer()),
      reason: Type.Optional(Type.String()),
      on: Type.Optional(
        Type.String({ description: 'the Windows Installer version, where the page says it has none' }),
      ),
    }),
  ),
  /** What the covering tour went through, of the (state, process, operation) of a conforming implementation. */
  tour: Type.Optional(
    Type.Object({
      processes: Type.Integer(),
      edges: Type.Integer(),
      covered: Type.Integer(),
      /** Of those not covered: how many begin in a state that the implementation never came to. */
      unreached: Type.Optional(Type.Integer()),
    }),
  ),
  /** The shards that were put together so far, while others are missing. */
  parts: Type.Optional(Type.Array(Type.Unknown())),
  /** What was measured of the machine, before the suite. */
  measurements: Type.Optional(Type.Array(MeasurementSchema)),
  /** Cases into which something came that is none of the suite's; they are not judged. */
  voidCases: Type.Optional(CountSchema),
  clauses: Type.Array(
    Type.Object({
      id: words(CLAUSE_IDS),
      verdict: ClauseVerdictSchema,
      readings: Type.Record(Type.String(), ClauseVerdictSchema),
      exercised: CountSchema,
      divergences: Type.Array(DivergenceSchema),
    }),
  ),
});

/** The actions and API functions that the installer was called with. */
export type Called = Static<typeof CalledSchema>;
/** The parts of a kind of divergence. */
export type KindReport = Static<typeof KindSchema>;
export type ClauseVerdict = Static<typeof ClauseVerdictSchema>;
export type DivergenceReport = Static<typeof DivergenceSchema>;
export type Result = Omit<Static<typeof ResultSchema>, 'parts'> & { parts?: Result[] };
export type ClauseResult = Result['clauses'][number];
