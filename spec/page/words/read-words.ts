import { BLOCKS } from '../../clause.ts';
import type { Block } from '../../clause.ts';
import { CLAUSE_OF_BLOCK } from '../finding.ts';
import { pageLinkedBy } from '../links.ts';
import { findVersions } from '../numbers.ts';
import type { Prose, Range } from '../prose.ts';
import { overlap } from '../prose.ts';
import type { DocumentationPage } from '../read-page.ts';
import { blockOf } from '../located-block.ts';
import { JUDGES } from './judge-words.ts';
import type { WordFinding } from './word-finding.ts';
import { lexiconFor } from './languages.ts';
import type { WordsRead } from './languages.ts';
import { STRAY_UNDERSCORE, withoutNames } from './names-out.ts';
import { STANDS_FOR, findWords, sentencesOf, without } from './patterns.ts';
import type { PlainWords } from './typography.ts';

export interface BlockFinding extends WordFinding {
  readonly block: Block;
  readonly prose: Prose;
}

export interface ReadWords {
  /** The language in which the words were read, or why they were not. */
  readonly read: WordsRead;
  readonly findings: readonly BlockFinding[];
}

/** Reads polarity, quantity, time and agency of every block in the language of the page. */
export const readWords = (page: DocumentationPage): ReadWords => {
  const known = alreadyRead.get(page);
  if (known !== undefined) return known;
  const words = readAgain(page);
  alreadyRead.set(page, words);
  return words;
};

/** Contradictions, reviews and verdicts all ask for the same words. */
const alreadyRead = new WeakMap<DocumentationPage, ReadWords>();

const readAgain = (page: DocumentationPage): ReadWords => {
  const blocks = BLOCKS.flatMap((block) => {
    const prose = blockOf(page.located, block);
    return prose === undefined || block === 'title' ? [] : [{ block, prose, ...withoutNames(prose) }];
  });
  const read = lexiconFor(blocks.map(({ text }) => text).join('\n'), page.facts.locale);
  const { lexicon } = read;
  if (lexicon === null) return { read, findings: [] };
  const findings = blocks.flatMap(({ block, prose, text, inSource }) => {
    const shared = blocks.some((other) => other.block !== block && other.prose.text === prose.text);
    const own = shared
      ? ownSentences(block, prose, { text, inSource })
      : { text, whole: { from: 0, to: text.length } };
    const namesError = text.includes(STANDS_FOR.error) || prose.text.search(STRAY_UNDERSCORE) >= 0;
    const judged = JUDGES[block]({ ...own, cases: page.located.cases.length, namesError }, lexicon);
    const misread = lexicon.misreadings
      .filter((known) => known.block === block)
      .flatMap(({ kind, words, expected }) => {
        const [range] = findWords(own.text, words, lexicon);
        const clause = CLAUSE_OF_BLOCK[block];
        return range === undefined ? [] : [{ clause, kind, verdict: 'review' as const, range, expected }];
      });
    return onePlace([...judged, ...misread]).map((finding) => ({
      ...finding,
      range: inSource(finding.range),
      block,
      prose,
    }));
  });
  return { read, findings };
};

/** One row a place: what contradicts stands before what is for review. */
const onePlace = (findings: readonly WordFinding[]): readonly WordFinding[] =>
  findings
    .toSorted((a, b) => Number(a.verdict === 'review') - Number(b.verdict === 'review'))
    .filter(
      (finding, index, all) =>
        !all
          .slice(0, index)
          .some((before) => before.kind === finding.kind && overlap(before.range, finding.range)),
    );

/** Where a revision has put two blocks into one paragraph: the sentences of each, by what they name. */
const ownSentences = (
  block: Block,
  prose: Prose,
  { text, inSource }: PlainWords,
): { text: string; whole: Range } => {
  const sentences = sentencesOf(text, { from: 0, to: text.length });
  const belongs = (range: Range): boolean => {
    const sentence = text.slice(range.from, range.to);
    const eventLog = prose.links.some(
      (link) => overlap(link, inSource(range)) && pageLinkedBy(link.target).kind === 'event-logging',
    );
    const dotted = findVersions(sentence).some(({ written }) => /\D/.test(written));
    if (block === 'p3') return eventLog;
    if (block === 'p5') return dotted;
    return !eventLog && !dotted;
  };
  const own = sentences.filter(belongs);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return { text, whole: { from: 0, to: text.length } };
  return {
    text: without(
      text,
      sentences.filter((sentence) => !own.includes(sentence)),
    ),
    whole: { from: first.from, to: last.to },
  };
};
