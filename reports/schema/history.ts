import { Type } from 'typebox';
import type { Static } from 'typebox';
import {
  CAPABILITIES,
  FIELDS,
  MAX_PROCESSES,
  OPERATION_NAMES,
  OPERATIONS,
  RESPONSE_TYPES,
  RESPONSES,
  words,
} from '../../spec/index.ts';
import type { OperationName, ResponseType } from '../../spec/index.ts';

export const CountSchema = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const ProcessNumber = Type.Integer({ minimum: 0, maximum: MAX_PROCESSES, description: '0 is the observer' });
const { version: Version } = FIELDS;

export const IdentitySchema = Type.Object({
  id: Type.String({ minLength: 1 }),
  name: Type.String(),
  version: Type.String(),
  windowsInstaller: Version,
  system: Type.Optional(
    Type.String({
      description: 'what it runs on, as it says itself, where the name is one that it was given',
    }),
  ),
});

export const CapabilitiesSchema = Type.Object(CAPABILITIES);

/**
 * What we write ourselves holds nothing else: a field of another name would be one that was meant and is not
 * heard.
 */
const CLOSED = { additionalProperties: false } as const;

/** One kind of response. */
export const responseSchema = (type: ResponseType) =>
  Type.Object({ type: Type.Literal(type), ...RESPONSES[type] }, CLOSED);

export const ResponseSchema = Type.Union(RESPONSE_TYPES.map(responseSchema));

const stamp = { seq: CountSchema, at: Type.Number({ minimum: 0 }), process: ProcessNumber };

const invocationSchema = (op: OperationName) =>
  Type.Object(
    {
      ...stamp,
      kind: Type.Literal('invoke'),
      op: Type.Literal(op),
      args: Type.Object(OPERATIONS[op], CLOSED),
    },
    CLOSED,
  );

export const InvocationSchema = Type.Union(OPERATION_NAMES.map(invocationSchema));

export const CompletionSchema = Type.Object(
  {
    ...stamp,
    kind: words(['ok', 'fail', 'info']),
    op: words(OPERATION_NAMES),
    value: ResponseSchema,
  },
  CLOSED,
);

const strike = {
  process: ProcessNumber,
  after: Type.Integer({ minimum: 0, description: 'events of the case' }),
};

/** What happens to a client from outside. */
export const FaultSchema = Type.Union([
  Type.Object({ fault: Type.Literal('kill'), ...strike }, CLOSED),
  Type.Object(
    { fault: Type.Literal('suspend'), ...strike, milliseconds: Type.Number({ minimum: 0 }) },
    CLOSED,
  ),
]);

export const CaseHeadSchema = Type.Object(
  {
    case: Type.Integer({ minimum: 1 }),
    phase: words(['random', 'tour', 'shrink', 'rerun', 'replay']),
    processes: Type.Integer({ minimum: 1, maximum: 1024 }),
    windowsInstaller: Type.Optional(Version),
    path: Type.Optional(Type.String()),
    /** The signature of the divergence that is being shrunk. */
    shrinks: Type.Optional(Type.String()),
    /** The signatures whose shrinking brought that to light, from one that was drawn on. */
    via: Type.Optional(Type.Array(Type.String())),
    fresh: Type.Optional(
      Type.Literal(true, { description: 'begun afresh, with nothing before it but what the path names' }),
    ),
    /** Racing mode only. A kill stands among the events too. */
    faults: Type.Optional(Type.Array(FaultSchema)),
    /** Racing mode only: what the schedule was made from, where the implementation could be scheduled. */
    schedule: Type.Optional(Type.Integer()),
  },
  CLOSED,
);

/** How the interleavings were drawn, so that a path can be followed again. */
export const DrawSchema = Type.Object(
  {
    processes: Type.Integer({ minimum: 1 }),
    maxSteps: Type.Integer({ minimum: 1 }),
    longSteps: Type.Optional(Type.Integer({ minimum: 1, description: 'the most steps of a few long ones' })),
    bail: Type.Optional(
      Type.Integer({ minimum: 1, description: 'the most kinds of divergence that are told' }),
    ),
    strategy: Type.Optional(words(['random', 'tour'])),
    numRuns: Type.Optional(
      Type.Integer({ minimum: 1, description: 'of the whole run, all shards together' }),
    ),
  },
  CLOSED,
);

/** Every `count`-th interleaving of the draw, from the `index`-th (from 1). */
export const ShardSchema = Type.Object(
  {
    index: Type.Integer({ minimum: 1, maximum: 999_999 }),
    count: Type.Integer({ minimum: 1, maximum: 999_999 }),
  },
  CLOSED,
);

/** Case 0 stands for the run itself. */
export const FailureSchema = Type.Object({
  case: Type.Integer(),
  message: Type.String(),
  /** The case ended its machine each time that it was tried: it is set apart, and no divergence. */
  crashed: Type.Optional(Type.Literal(true)),
});

export const HistoryHeadSchema = Type.Object(
  {
    format: Type.Literal('msiconform-history'),
    version: Type.Literal(1),
    implementation: IdentitySchema,
    capabilities: CapabilitiesSchema,
    /** What was tried when it was opened and did not work, so that it was not asked. */
    notOffered: Type.Optional(
      Type.Array(
        Type.Object({
          what: Type.String({ minLength: 1 }),
          code: Type.Optional(Type.Integer()),
          reason: Type.Optional(Type.String()),
        }),
      ),
    ),
    mode: words(['lockstep', 'racing', 'evidence']),
    seed: Type.Integer(),
    startedAt: Type.String(),
    /** The release of msiconform that drew them: another one may draw others from the same seed. */
    suite: Type.Optional(Type.String()),
    draw: Type.Optional(DrawSchema),
    shard: Type.Optional(ShardSchema),
    /** Others may install on the machine too, so that in lockstep only a divergence that recurred is firm. */
    shared: Type.Optional(Type.Boolean()),
    /** The command that drew them, to which a seed and a path can be added. */
    command: Type.Optional(Type.String()),
    /** When a native agent wrote the file by itself (docs/agent.md). */
    agent: Type.Optional(
      Type.Object({
        plan: Type.String({ description: 'CRC-32 of the plan that it ran' }),
        announcement: Type.Record(Type.String(), Type.Unknown()),
      }),
    ),
  },
  CLOSED,
);

/** A case of an agent that did not come to its end: the agent or its machine ended, or it could not be driven. */
export const StoppedCaseSchema = Type.Object(
  {
    stopped: Type.Integer({ minimum: 1 }),
    how: words(['crashed', 'failed']),
    message: Type.String(),
  },
  CLOSED,
);

export type StoppedCase = Static<typeof StoppedCaseSchema>;

/** How a run came to its end, the best first. */
export const ENDS = ['complete', 'bail', 'budget', 'time-limit', 'signal', 'failures', 'error'] as const;

/** The last line of a run: what did not get into any case. */
export const HistoryTailSchema = Type.Object(
  {
    end: words(ENDS),
    failures: Type.Array(FailureSchema),
    /** The signatures of the kinds that were not shrunk to the end. */
    unfinished: Type.Optional(Type.Array(Type.String())),
    /** Those that did not show alone, and that there was no time to run behind all the cases before them. */
    notTriedBehind: Type.Optional(Type.Array(Type.String())),
    durationMs: Type.Number({ minimum: 0 }),
    /** Raw facts of the implementation, as its adapter noted them. */
    notes: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** Of the lines before this one, so that a change is noticed. An agent writes none. */
    sha256: Type.Optional(
      Type.String({
        description: 'of all lines before, blank ones left out, each with a line feed, in UTF-8',
      }),
    ),
  },
  CLOSED,
);

export type HistoryHead = Static<typeof HistoryHeadSchema>;
export type HistoryTail = Static<typeof HistoryTailSchema>;
