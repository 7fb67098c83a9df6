/** What `schemas/spec-diff.json` holds. */
import { Type } from 'typebox';
import { documentVersion } from '../../document-version.ts';
import { BLOCKS, CLAUSE_IDS, words } from '../../../spec/index.ts';
import { FACT_NAMES } from '../../../spec/page/index.ts';
import { RowsSchema } from '../schema.ts';

const Text = Type.Union([Type.String(), Type.Null()]);
const Print = Type.Union([
  Type.Object({
    block: words(BLOCKS),
    line: Type.Integer(),
    column: Type.Integer(),
    fingerprint: Type.String(),
  }),
  Type.Null(),
]);

const PageDiffSchema = Type.Object({
  clauses: Type.Array(
    Type.Object({
      clause: words(CLAUSE_IDS),
      change: words(['unchanged', 'reworded', 'moved', 'changed', 'added', 'removed']),
      moved: Type.Boolean(),
      reworded: Type.Boolean(),
      facts: Type.Array(Type.Object({ fact: words(FACT_NAMES), old: Type.String(), new: Type.String() })),
      legibility: Type.Array(Type.Object({ fact: words(FACT_NAMES), nowLegible: Type.Boolean() })),
      old: Print,
      new: Print,
    }),
  ),
  beside: Type.Array(
    Type.Object({
      change: words(['reworded', 'added', 'removed']),
      what: words(['title', 'paragraph']),
      line: Type.Integer(),
    }),
  ),
  frontMatter: Type.Array(Type.Object({ key: Type.String(), old: Text, new: Text })),
  extent: words(['none', 'front matter', 'words', 'facts']),
});

/** What `spec diff --json` prints. */
export const SpecDiffSchema = Type.Object(
  {
    format: Type.Literal('msiconform-spec-diff'),
    version: documentVersion(1),
    pages: Type.Array(
      Type.Object({
        old: Text,
        new: Text,
        locale: Text,
        diff: Type.Union([PageDiffSchema, Type.Null()]),
        words: Type.Array(Type.Object({ block: words(BLOCKS), old: Text, new: Text }), {
          description: 'the words of each block that changed',
        }),
        gained: RowsSchema,
        lost: RowsSchema,
      }),
    ),
  },
  { $schema: 'http://json-schema.org/draft-07/schema#', title: 'msiconform spec diff --json' },
);
