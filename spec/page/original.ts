import { BLOCKS } from '../clause.ts';
import type { Block } from '../clause.ts';
import { findContradictions } from './contradictions.ts';
import type { Contradiction } from './contradictions.ts';
import { CLAUSE_OF_BLOCK, excerpt, placesOf } from './finding.ts';
import { blockOf } from './located-block.ts';
import { findNumbers, findVersions } from './numbers.ts';
import type { Prose } from './prose.ts';
import type { DocumentationPage } from './read-page.ts';
import type { Review } from './reviews.ts';
import { withoutNames } from './words/names-out.ts';
import { sentencesOf } from './words/patterns.ts';

export interface ComparedWithOriginal {
  /** What the original itself says against our clauses. */
  readonly contradictions: readonly Contradiction[];
  readonly reviews: readonly Review[];
}

/**
 * Compares a translation with the page it was made from, block by block: what each was read to say, the numbers,
 * and how many sentences there are.
 * @param inside the original stands in the same file, beside the translation
 */
export const compareWithOriginal = (
  page: DocumentationPage,
  original: DocumentationPage,
  inside: boolean,
): ComparedWithOriginal => {
  const [own, source] = [findContradictions(page), findContradictions(original)];
  const same = (a: Contradiction, b: Contradiction): boolean =>
    a.clause === b.clause && a.kind === b.kind && a.expected === b.expected;
  const onlyThere = source.filter((there) => !own.some((here) => same(here, there)));
  return {
    contradictions: inside
      ? onlyThere.map((each) => ({
          ...each,
          found: `${each.found} (in the original beside the translation)`,
        }))
      : [],
    reviews: [
      ...onlyThere.flatMap((each) =>
        isBlock(each.block) ? differs(page, each.block, `as the original, ${each.found}`) : [],
      ),
      ...BLOCKS.flatMap((block) => compareBlock(page, original, block)),
    ],
  };
};

const isBlock = (part: string): part is Block => (BLOCKS as readonly string[]).includes(part);

const compareBlock = (
  page: DocumentationPage,
  original: DocumentationPage,
  block: Block,
): readonly Review[] => {
  const [here, there] = [blockOf(page.located, block), blockOf(original.located, block)];
  if (here === undefined || there === undefined || block === 'title') return [];
  const [numbers, wanted] = [numbersIn(here), numbersIn(there)];
  if (numbers.join() !== wanted.join()) {
    return differs(page, block, `the numbers of the original: ${wanted.join(', ') || 'none'}`);
  }
  const [sentences, due] = [countSentences(here), countSentences(there)];
  return sentences < due ? differs(page, block, `the ${due} sentences of the original`) : [];
};

/** Codes and versions; a translation may write small counts in words. */
const numbersIn = ({ text }: Prose): readonly string[] =>
  [
    ...findVersions(text).filter(({ written }) => /\D/.test(written)),
    ...findNumbers(text).filter(({ value }) => value.length > 2),
  ]
    .map(({ value }) => value)
    .toSorted();

const countSentences = (prose: Prose): number => {
  const text = withoutNames(prose);
  return sentencesOf(text, { from: 0, to: text.length }).length;
};

const differs = (page: DocumentationPage, block: Block, expected: string): readonly Review[] => {
  const prose = blockOf(page.located, block);
  if (prose === undefined) return [];
  return [
    {
      clause: CLAUSE_OF_BLOCK[block],
      kind: 'original',
      block,
      severity: 'warning',
      ...placesOf(page, prose, { from: 0, to: prose.text.length }),
      expected,
      found: excerpt(prose.text),
    },
  ];
};
