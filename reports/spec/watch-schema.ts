import { Type } from 'typebox';
import type { Static } from 'typebox';
import { documentVersion } from '../document-version.ts';
import { CLAUSE_IDS, words } from '../../spec/index.ts';
import { VERDICTS } from '../../spec/page/index.ts';
import { RowsSchema } from './schema.ts';

const Text = Type.Union([Type.String(), Type.Null()]);
const Count = Type.Integer({ minimum: 0 });

const RevisionSchema = Type.Object({
  repository: Type.String(),
  commit: Type.String(),
  date: Type.String({ description: 'of the commit, ISO 8601' }),
  path: Type.String(),
  movedFrom: Text,
  change: words(['added', 'reworded', 'unchanged', 'removed']),
  clauses: Type.Array(Type.Object({ id: words(CLAUSE_IDS), status: words([...VERDICTS, 'unsupported']) })),
  contradictions: Count,
  reviews: Count,
  defects: Count,
  gained: RowsSchema,
  lost: RowsSchema,
  source: Type.Object(
    {
      commit: Text,
      handedOff: Text,
      revision: Type.Union([Type.String(), Type.Null()], {
        description: 'the commit of the English page that it was translated from',
      }),
      told: words(
        ['commit', 'date', 'unknown'],
        'by what the revision is known: the commit of the front matter, or its date',
      ),
      behind: Type.Union([Count, Type.Null()], { description: 'later revisions of the English page' }),
      daysBehind: Type.Union([Count, Type.Null()], {
        description:
          'days from the first of them to this revision, or to the newest English one where that is later',
      }),
    },
    { description: 'what a translation was made from' },
  ),
});

/** What `spec watch --json` prints. */
export const WatchSchema = Type.Object(
  {
    format: Type.Literal('msiconform-spec-watch'),
    version: documentVersion(1),
    repositories: Type.Array(
      Type.Object({ name: Type.String(), revisions: Count, head: Type.Union([Type.String(), Type.Null()]) }),
    ),
    locales: Type.Array(Type.Object({ locale: Type.String(), revisions: Type.Array(RevisionSchema) })),
    regressions: Type.Array(
      Type.Object({
        locale: Type.String(),
        commit: Type.String(),
        path: Type.String(),
        removed: Type.Boolean(),
        clauses: Type.Array(words(CLAUSE_IDS)),
        contradictions: Type.Integer(),
        reviews: Type.Integer(),
        defects: Type.Integer(),
      }),
      { description: 'what is worse than in the last run (--since)' },
    ),
  },
  { $schema: 'http://json-schema.org/draft-07/schema#', title: 'msiconform spec watch --json' },
);

export type WatchReport = Static<typeof WatchSchema>;
