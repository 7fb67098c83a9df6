import { BLOCKS } from '../clause.ts';
import type { Block } from '../clause.ts';
import { findContradictions } from './contradictions.ts';
import type { Contradiction } from './contradictions.ts';
import { CLAUSE_OF_BLOCK, excerpt, isBlock, placesOf } from './finding.ts';
import { blockOf } from './located-block.ts';
import { findNumbers, findVersions } from './numbers.ts';
import { overlap, textOf } from './prose.ts';
import type { Prose, Range } from './prose.ts';
import type { DocumentationPage } from './read-page.ts';
import type { Review } from './reviews.ts';
import { countsIn } from './words/judge-error.ts';
import type { Lexicon } from './words/lexicon.ts';
import { withoutNames } from './words/names-out.ts';
import { beside, findWords, sentencesOf } from './words/patterns.ts';
import { readWords } from './words/read-words.ts';
import { finder, negations } from './words/word-finding.ts';
import { nameLedTo } from './wrong-names.ts';

export interface ComparedWithOriginal {
  /** What the original itself says against our clauses. */
  readonly contradictions: readonly Contradiction[];
  readonly reviews: readonly Review[];
}

/**
 * Compares a translation with the page it was made from, block by block: what each was read to say and the
 * numbers; and sentence by sentence: what it denies, counts and links to.
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

const compareBlock = (
  page: DocumentationPage,
  original: DocumentationPage,
  block: Block,
): readonly Review[] => {
  const [here, there] = [blockOf(page.located, block), blockOf(original.located, block)];
  if (here === undefined || there === undefined || block === 'title') return [];
  const [numbers, dueNumbers] = [numbersIn(here), numbersIn(there)];
  if (numbers.join() !== dueNumbers.join()) {
    return differs(page, block, `the numbers of the original: ${dueNumbers.join(', ') || 'none'}`);
  }
  const [own, due] = [readSentences(page, here), readSentences(original, there)];
  if (own.length < due.length) return differs(page, block, `the ${due.length} sentences of the original`);
  // A sentence that was split has no other to be compared with.
  return own.length > due.length
    ? []
    : due.flatMap((wanted, index) => {
        const sentence = own[index];
        const expected = sentence === undefined ? undefined : lacking(sentence, wanted);
        return sentence === undefined || expected === undefined
          ? []
          : differs(page, block, expected, sentence.range);
      });
};

/** Codes and versions; a translation may write small counts in words. */
const numbersIn = ({ text }: Prose): readonly string[] => {
  const codes = findNumbers(text).filter(({ value }) => value.length > 2);
  // 1.618 is a code with its thousands set apart.
  const versions = findVersions(text).filter(
    (version) => /\D/.test(version.written) && !codes.some((code) => overlap(code, version)),
  );
  return [...versions, ...codes].map(({ value }) => value).toSorted();
};

interface Sentence {
  readonly range: Range;
  /** Whether it denies something; null where no one read its words. */
  readonly denies: boolean | null;
  /** How many installations, or cases, it speaks of. */
  readonly counts: readonly number[];
  /** What it links to. */
  readonly names: readonly string[];
}

const readSentences = (page: DocumentationPage, prose: Prose): readonly Sentence[] => {
  const { text, inSource } = withoutNames(prose);
  const { lexicon } = readWords(page).read;
  return sentencesOf(text, { from: 0, to: text.length }).map((sentence) => {
    const part = text.slice(sentence.from, sentence.to);
    const range = inSource(sentence);
    return {
      range,
      denies: lexicon === null ? null : denies(part, lexicon),
      counts: lexicon === null ? [] : counted(part, lexicon),
      names: prose.links
        .filter((link) => overlap(link, range))
        .flatMap((link) => nameLedTo(link)?.name ?? []),
    };
  });
};

const denies = (text: string, lexicon: Lexicon): boolean => {
  const find = finder(lexicon, text);
  if ([lexicon.impractical, lexicon.notSupported].some((words) => find(words).length > 0)) return true;
  const bounds = [lexicon.only, lexicon.notOnly, lexicon.orGreater, lexicon.orEarlier].flatMap(find);
  return negations(text, lexicon, bounds).length > 0;
};

const counted = (text: string, lexicon: Lexicon): readonly number[] => {
  const nouns = [lexicon.cases, lexicon.installation].flatMap((words) => findWords(text, words, lexicon));
  const counts = countsIn(text, lexicon).filter((count) => beside(text, [count], nouns, lexicon).length > 0);
  // "One" is an article in many languages.
  return [...new Set(counts.map(({ value }) => value))].filter((value) => value > 1).toSorted();
};

/** What a sentence of the original says and its translation does not. */
const lacking = (sentence: Sentence, wanted: Sentence): string | undefined => {
  if (sentence.denies !== null && wanted.denies !== null && sentence.denies !== wanted.denies) {
    return wanted.denies ? 'a negation, as in the sentence of the original' : 'no negation, as the original';
  }
  if (
    sentence.counts.length > 0 &&
    wanted.counts.length > 0 &&
    sentence.counts.join() !== wanted.counts.join()
  ) {
    return `the counts of the original: ${wanted.counts.join(', ')}`;
  }
  const gone = wanted.names.find((name) => !sentence.names.includes(name));
  return gone === undefined ? undefined : `the names of the sentence in the original: ${gone}`;
};

const differs = (
  page: DocumentationPage,
  block: Block,
  expected: string,
  range?: Range,
): readonly Review[] => {
  const prose = blockOf(page.located, block);
  if (prose === undefined) return [];
  return [
    {
      clause: CLAUSE_OF_BLOCK[block],
      kind: 'original',
      block,
      severity: 'warning',
      ...placesOf(page, prose, range ?? { from: 0, to: prose.text.length }),
      expected,
      found: excerpt(range === undefined ? prose.text : textOf(prose, range)),
    },
  ];
};
