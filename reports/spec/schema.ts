import { Type } from 'typebox';
import type { Static } from 'typebox';
import { documentVersion } from '../document-version.ts';
import { BLOCKS, CLAUSE_IDS, words } from '../../spec/index.ts';
import {
  CONTRADICTION_KINDS,
  DEFECT_KINDS,
  FACTS,
  FACT_NAMES,
  MENDS,
  PARTS,
  REVIEW_KINDS,
  SEVERITIES,
  VERDICTS,
} from '../../spec/page/index.ts';
import type { DefectKind, FactName } from '../../spec/page/index.ts';

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
  form: words(['plain', 'bilingual', 'html', 'text']),
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

const Place = Type.Object({ line: Count, column: Count });

const row = {
  clause: words(CLAUSE_IDS),
  block: words(PARTS),
  severity: words(SEVERITIES),
  at: At,
  start: Place,
  end: Type.Object({ line: Count, column: Count }, { description: 'behind the last character' }),
  expected: Type.String({ description: 'what should stand there' }),
  found: Type.String({ description: 'what stands there, at most 60 characters' }),
};

export const ContradictionSchema = Type.Object({
  ...row,
  kind: words(CONTRADICTION_KINDS),
  fact: Type.Union([words(FACT_NAMES), Type.Null()]),
});
export const ReviewSchema = Type.Object({ ...row, kind: words(REVIEW_KINDS) });
const DefectKinds = words(Object.keys(DEFECT_KINDS) as DefectKind[]);
export const DefectSchema = Type.Object({
  ...row,
  kind: DefectKinds,
  kinds: Type.Array(DefectKinds, { description: 'all that is wrong at this place, `kind` first' }),
  mend: Type.Optional(words(MENDS, 'fix: `spec verify --fix` mends it; hand: a person has to')),
});

/** What is wrong in a page. */
export const RowsSchema = Type.Object({
  contradictions: Type.Array(ContradictionSchema),
  reviews: Type.Array(ReviewSchema),
  defects: Type.Array(DefectSchema),
});

const PageSchema = Type.Object({
  file: Type.String(),
  locale: Text,
  agrees: Type.Boolean({ description: 'nothing on the page contradicts a clause' }),
  words: Type.Object(
    { language: Text, reason: Text },
    { description: 'the language in which the words were read, or why they were not' },
  ),
  translatedFrom: Type.Object(
    { hash: Text, commit: Text, handedOff: Text },
    { description: 'the revision of the original, as the front matter has it' },
  ),
  facts: FactsSchema,
  blocks: Type.Array(
    Type.Object({ block: words(BLOCKS), verdict: words(VERDICTS), because: Type.Array(Type.String()) }),
  ),
  clauses: Type.Array(Type.Object({ id: words(CLAUSE_IDS), status: words([...VERDICTS, 'unsupported']) })),
  contradictions: Type.Array(ContradictionSchema),
  reviews: Type.Array(ReviewSchema, { description: 'what a person has to look at' }),
  defects: Type.Array(DefectSchema),
});

/** What `spec verify --json` prints. */
export const SpecReportSchema = Type.Object(
  {
    format: Type.Literal('msiconform-spec'),
    version: documentVersion(1),
    pages: Type.Array(PageSchema),
  },
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'msiconform spec verify --json',
  },
);

export type PageReport = Static<typeof PageSchema>;
export type ReviewRow = Static<typeof ReviewSchema>;
export type DefectRow = Static<typeof DefectSchema>;
export type SpecReport = Static<typeof SpecReportSchema>;
