import { Type } from 'typebox';
import type { Static } from 'typebox';
import { documentVersion } from '../document-version.ts';
import { BLOCKS } from '../../spec/index.ts';
import type { AcceptedPage } from '../../spec/page/index.ts';

const Fingerprint = Type.String({ pattern: '^[0-9a-f]{16}$' });
const Text = Type.Union([Type.String(), Type.Null()]);

/** What `spec accept` keeps: the words of pages as a person accepted them, as fingerprints. */
export const BaselineSchema = Type.Object(
  {
    format: Type.Literal('msiconform-spec-baseline'),
    version: documentVersion(1),
    pages: Type.Array(
      Type.Object({
        pageId: Text,
        locale: Text,
        blocks: Type.Partial(
          Type.Object(
            Object.fromEntries(BLOCKS.map((block) => [block, Fingerprint])) as Record<
              (typeof BLOCKS)[number],
              typeof Fingerprint
            >,
          ),
        ),
        beside: Type.Array(Fingerprint),
      }),
    ),
  },
  { $schema: 'http://json-schema.org/draft-07/schema#', title: 'msiconform spec accept' },
);

export type Baseline = Static<typeof BaselineSchema>;

const keyOf = ({ pageId, locale }: Pick<AcceptedPage, 'pageId' | 'locale'>): string =>
  `${pageId ?? ''} ${locale?.toLowerCase() ?? ''}`;

/** The baseline with pages accepted anew; the pages of other locales stay as they are. */
export const withAccepted = (old: Baseline | null, pages: readonly AcceptedPage[]): Baseline => {
  const all = new Map([...(old?.pages ?? []), ...pages].map((page) => [keyOf(page), page]));
  return {
    format: 'msiconform-spec-baseline',
    version: 1,
    pages: [...all.values()]
      .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .map(({ pageId, locale, blocks, beside }) => ({
        pageId,
        locale,
        blocks: { ...blocks },
        beside: [...beside],
      })),
  };
};

/** One fingerprint a line, so that version control shows which block was accepted anew. */
export const baselineText = (baseline: Baseline): string => `${JSON.stringify(baseline, null, 2)}\n`;
