/** What every judge of words is made of: a finding, the block it reads, and the words that all look for. */
import type { ClauseId } from '../../clause.ts';
import type { Range } from '../prose.ts';
import type { Lexicon, WordKind, Words } from './lexicon.ts';
import { findWords, without } from './patterns.ts';

/** What the words of a block say that the clause does not, or no longer say. */
export interface WordFinding {
  readonly clause: ClauseId;
  readonly kind: WordKind;
  /**
   * `contradicts`: a word was read that says something else. `review`: the word that is due was not found, or
   * words that can be read otherwise stand there: a person has to look.
   */
  readonly verdict: 'contradicts' | 'review';
  readonly range: Range;
  readonly expected: string;
}

/** A block as words are looked for in it: its text with the names taken out, and the sentences that are its own. */
export interface BlockWords {
  readonly text: string;
  readonly whole: Range;
  /** How many cases the list has; 0 where there is no list. */
  readonly cases: number;
  /** Whether the error is named, be it in translated words. */
  readonly namesError: boolean;
}

export type Judge = (block: BlockWords, lexicon: Lexicon) => readonly WordFinding[];

export const finder =
  (lexicon: Lexicon, text: string) =>
  (words: Words): readonly Range[] =>
    findWords(text, words, lexicon);

export const made =
  (clause: ClauseId, whole: Range) =>
  (
    verdict: WordFinding['verdict'],
    kind: WordKind,
    range: Range | undefined,
    expected: string,
  ): WordFinding => ({
    clause,
    kind,
    verdict,
    range: range ?? whole,
    expected,
  });

/** Negations that are left when phrases that only look like one, or that were read already, are taken out. */
export const negations = (text: string, lexicon: Lexicon, read: readonly Range[] = []): readonly Range[] => {
  const rest = without(text, [...read, ...findWords(text, lexicon.noNegation, lexicon)]);
  return findWords(rest, lexicon.negation, lexicon);
};

/** "while": required, and no "after" or "before" in its place. */
export const judgeWhile = (
  { text, whole }: BlockWords,
  lexicon: Lexicon,
  clause: ClauseId,
): readonly WordFinding[] => {
  const find = finder(lexicon, text);
  const finding = made(clause, whole);
  const expected = 'while, during';
  const [after, before] = [find(lexicon.after)[0], find(lexicon.before)[0]];
  const meanwhile = find(lexicon.while).filter(
    (range) =>
      ![after, before].some(
        (other) => other !== undefined && other.from <= range.to && range.from <= other.to,
      ),
  );
  const other = after ?? before;
  if (meanwhile.length === 0) {
    return [finding(other === undefined ? 'review' : 'contradicts', 'time', other, expected)];
  }
  return other === undefined ? [] : [finding('review', 'time', other, expected)];
};
