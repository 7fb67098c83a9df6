import { Type } from 'typebox';
import type { Static } from 'typebox';
import { BLOCKS, CLAUSE_IDS } from '../../spec/index.ts';
import { DEFECT_KINDS, FACTS, FACT_NAMES } from '../../spec/page/index.ts';
import type { DefectKind, FactName } from '../../spec/page/index.ts';
import { words } from '../schema/history.ts';

const Count = Type.Integer({ minimum: 1 });
const Text = Type.Union([Type.String(), Type.Null()]);
const Names = Type.Array(Type.String());
const NamesOrNone = Type.Union([Names, Type.Null()]);
const At = Type.String({ description: 'file:line:column, counted from 1' });
const Fingerprint = Type.String({ pattern: '^[0-9a-f]{16}$' });

/** The schema of each fact's value, as the table of facts says. */
const VALUES = {
  names: Names,
  'names or null': NamesOrNone,
  name: Text,
  number: Type.Union([Type.Integer(), Type.Null()]),
  count: Type.Integer({ minimum: 0 }),
} as const;
const factSchemas = Object.fromEntries(FACT_NAMES.map((name) => [name, VALUES[FACTS[name].value]])) as {
  [Name in FactName]: (typeof VALUES)[(typeof FACTS)[Name]['value']];
};

const FactsSchema = Type.Object({
  pageId: Text,
  locale: Text,
  form: words(['plain', 'bilingual']),
  revision: Type.Record(Type.String(), Type.String()),
  ...factSchemas,
  illegible: Type.Array(words(FACT_NAMES), {
    description: 'facts that stand in the page in translated words only',
  }),
  blocks: Type.Array(
    Type.Object({ block: words(BLOCKS), line: Count, column: Count, fingerprint: Fingerprint }),
  ),
  otherBlocks: Type.Array(Type.Object({ line: Count, column: Count, fingerprint: Fingerprint })),
  frontMatter: Type.Record(Type.String(), Fingerprint),
});

const PageSchema = Type.Object({
  file: Type.String(),
  locale: Text,
  agrees: Type.Boolean({ description: 'no fact of the page contradicts a clause' }),
  facts: FactsSchema,
  clauses: Type.Array(
    Type.Object({
      id: words(CLAUSE_IDS),
      status: words(['agrees', 'illegible', 'contradicted', 'unsupported']),
    }),
  ),
  contradictions: Type.Array(
    Type.Object({
      clause: words(CLAUSE_IDS),
      fact: words(FACT_NAMES),
      at: At,
      expected: Type.String(),
      found: Type.String(),
    }),
  ),
  defects: Type.Array(
    Type.Object({
      clause: words(CLAUSE_IDS),
      kind: words(Object.keys(DEFECT_KINDS) as DefectKind[]),
      block: words(BLOCKS),
      at: At,
      expected: Type.String(),
      found: Type.String(),
    }),
  ),
});

/** What `spec verify --json` prints. */
export const SpecReportSchema = Type.Object(
  {
    format: Type.Literal('msiconform-spec'),
    version: Type.Literal(1),
    pages: Type.Array(PageSchema),
  },
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'msiconform spec verify --json',
  },
);

export type PageReport = Static<typeof PageSchema>;
export type SpecReport = Static<typeof SpecReportSchema>;
