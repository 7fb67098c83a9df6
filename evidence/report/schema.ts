import { Type } from 'typebox';
import type { Static } from 'typebox';
import { documentVersion } from '../../reports/document-version.ts';
import { ACTIONS, CLAUSE_IDS, SEQUENCE_TABLES, words } from '../../spec/index.ts';

const Line = Type.Integer({ minimum: 1, description: 'from 1' });
const Count = Type.Integer({ minimum: 0 });
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const Side = words(['client', 'server']);
const Text = nullable(Type.String());
/** Local wall clock, or UTC for events without logs; without a date where the log has none. */
const At = nullable(
  Type.String({
    description:
      "YYYY-MM-DDTHH:MM:SS.mmm by the machine's clock (with a Z: UTC; --MM-DD: no year is given), HH:MM:SS.mmm where the date is not known",
  }),
);

const SequenceSchema = Type.Object({
  table: words(SEQUENCE_TABLES),
  side: Side,
  startedLine: nullable(Line),
  endedLine: nullable(Line),
  outcome: nullable(
    Type.Integer({ description: 'return value of the top-level action: 1 success, 2 cancelled, 3 failed' }),
  ),
  nested: Type.Boolean(),
});

const SessionSchema = Type.Object({
  line: Line,
  action: nullable(words(ACTIONS)),
  ui: Text,
  package: Text,
  product: Text,
  processId: nullable(Count),
  computer: Text,
  sequences: Type.Array(SequenceSchema),
  grabs: Type.Array(Type.Object({ side: Side, at: At, line: Line, place: Type.String() })),
  refusals: Type.Array(
    Type.Object({
      side: Side,
      at: At,
      line: Line,
      systemError: nullable(Type.Integer()),
      waitedMs: nullable(Type.Integer()),
    }),
  ),
  nested: Type.Array(Type.Object({ product: Type.String(), line: Line, outcome: nullable(Type.Integer()) })),
  returned: Type.Array(Type.Object({ side: Side, code: Type.Integer(), line: Line })),
  answer: nullable(
    Type.Object(
      { code: Type.Integer(), line: Line },
      { description: 'what the service answered the client' },
    ),
  ),
  record: nullable(
    Type.Object(
      { product: Type.String(), status: Count, line: Line },
      { description: 'the sentence of the 1033, 1034 or 1035 record in the log' },
    ),
  ),
  code: nullable(Type.Integer({ description: 'how the call ended, as far as any line tells' })),
  constant: nullable(Type.String({ description: 'the name of that code, like ERROR_INSTALL_FAILURE' })),
  cause: nullable(Type.Object({ text: Type.String(), line: Line })),
  closed: Type.Boolean(),
  notes: Type.Array(Type.String()),
});

const FileSchema = Type.Object({
  file: Type.String(),
  kind: words(['log', 'events', 'refused']),
  reason: Type.Optional(Type.String({ description: 'why a refused file was not read' })),
  encoding: Text,
  lines: Count,
  unread: Type.Record(Type.String(), Count),
  build: Text,
  sessions: Type.Array(SessionSchema),
  events: Type.Array(
    Type.Object({
      id: Type.Integer(),
      at: Type.Union([Type.String(), Type.Null()], { description: 'UTC with a Z, else local' }),
      package: Text,
      processId: nullable(Count),
      product: Text,
      status: nullable(Count),
      record: nullable(Count),
      unreadable: Type.Array(words(['package', 'processId', 'product', 'status']), {
        description: 'what it says of these cannot be read, as in a message that was cut',
      }),
      line: Line,
    }),
  ),
});

const HolderSchema = Type.Object({
  package: Text,
  processId: nullable(Count),
  process: nullable(Type.Integer({ minimum: 1, description: "place in the machine's history" })),
  file: Type.String(),
  line: Line,
  shownBy: words(['grab', 'sequence', 'event']),
  own: Type.Boolean({ description: 'the refused call came from inside the holder itself' }),
});

const Verdict = words(['conforms', 'diverges', 'not-in-evidence']);

const PARTY = { product: Text, package: Text, process: nullable(Count), since: At, until: At };

const AnswerSchema = Type.Object(
  {
    at: At,
    file: Type.String(),
    line: Line,
    refused: Type.Object({ product: Text, package: Text, process: nullable(Count) }),
    blockedBy: Type.Object({
      status: words(
        ['named', 'none-overlaps', 'clock-not-joined', 'no-date', 'open-end', 'machine-unknown'],
        'named: one installation is shown to have had the mutex then; else what is known instead',
      ),
      ...PARTY,
      own: Type.Boolean({ description: 'the refused call came from inside of the holder' }),
      file: Text,
      line: nullable(Line),
      candidates: Type.Array(
        Type.Object({
          ...PARTY,
          file: Type.String(),
          line: Line,
          computer: Text,
          utcOffset: nullable(
            Type.String({ description: 'local time minus UTC that would make it the holder' }),
          ),
        }),
        { description: 'who it could have been, where that is not known' },
      ),
      why: Text,
    }),
    retry: words(['after-holder', 'now', 'never', 'unknown']),
    advice: Type.Array(Type.String()),
  },
  { description: 'one refusal (1618): what was refused, by whom, what to do' },
);

/** `msiconform explain --json`. */
export const EvidenceSchema = Type.Object(
  {
    format: Type.Literal('msiconform-evidence'),
    version: documentVersion(1),
    mode: Type.Literal('evidence', { description: 'read from files; nothing was run' }),
    reading: Type.String({ description: 'decides the verdict' }),
    verdict: words(['conforms', 'diverges', 'inconclusive']),
    answers: Type.Array(AnswerSchema),
    files: Type.Array(FileSchema),
    machines: Type.Array(
      Type.Object({
        computer: Text,
        clock: words(['local', 'UTC']),
        calls: Type.Array(
          Type.Object({
            process: Type.Integer({ minimum: 1 }),
            file: Type.String(),
            line: Line,
            began: At,
            ended: At,
          }),
        ),
        transactions: Type.Array(
          Type.Object({
            package: Text,
            processId: nullable(Count),
            product: Text,
            began: At,
            ended: At,
            file: Type.String(),
            line: Line,
            process: nullable(Type.Integer({ minimum: 1 })),
          }),
        ),
        notes: Type.Array(Type.String()),
      }),
    ),
    clauses: Type.Array(
      Type.Object({
        id: words(CLAUSE_IDS),
        verdict: Verdict,
        readings: Type.Record(Type.String(), Verdict),
        exercised: Count,
        divergences: Type.Array(
          Type.Object({
            signature: Type.String(),
            readings: Type.Array(Type.String()),
            seen: Count,
            explanation: Type.String(),
            places: Type.Array(Type.Object({ file: Type.String(), line: Line })),
          }),
        ),
      }),
    ),
    observations: Type.Array(
      Type.Object(
        {
          clause: words(CLAUSE_IDS),
          what: Type.String(),
          places: Type.Array(Type.Object({ file: Type.String(), line: Line })),
        },
        { description: 'what Windows did and the page does not speak of' },
      ),
    ),
    busy: Type.Array(
      Type.Object({
        at: At,
        file: Type.String(),
        line: Line,
        shape: Type.String(),
        product: nullable(
          Type.String({ description: 'what was refused, where only the event log tells of it' }),
        ),
        waitedMs: nullable(Type.Integer()),
        holder: nullable(HolderSchema),
        why: Text,
      }),
    ),
  },
  { $id: 'msiconform-evidence', title: 'What MSI logs and MsiInstaller events tell' },
);

/** What `schemas/evidence.json` holds. */
export const PublishedEvidenceSchema = {
  ...EvidenceSchema,
  $schema: 'http://json-schema.org/draft-07/schema#',
};

/** What a set of sources tells, as {@link explain} and `msiconform explain --json` give it. */
export type EvidenceReport = Static<typeof EvidenceSchema>;
