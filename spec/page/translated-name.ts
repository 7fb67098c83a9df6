import type { Range } from './prose.ts';
import type { Lexicon } from './words/lexicon.ts';
import { findWords, without } from './words/patterns.ts';
import { plainWords } from './words/typography.ts';

/** What ends a name in a sentence: its number in brackets, punctuation, the end. */
const BEHIND = /^\s*(?:[(（.,;:，、；：。]|$)/u;
/** A name is no longer than this. */
const LONGEST = 120;
const UNDERSCORES = 3;
const OWN_WORD = /^(?:error|install(?:ed|ing|ation)?|already|runn?ing)$/i;

/**
 * Where the error's constant stands in a sentence in translated words. Which words are its own is known only where
 * its three underscores stand between them, where nothing else stands before what ends it, and where each of them is
 * a word of the constant, or they say installation, already and running, once each.
 * @param from the first underscore
 * @param lexicon of the page's language; without one only the constant's own words are known
 */
export const translatedConstant = (
  text: string,
  from: number,
  lexicon: Lexicon | null,
): Range | undefined => {
  const rest = text.slice(from, from + LONGEST);
  const length = rest.search(/[([{（.,;:，、；：。\n]/u);
  const name = (length < 0 ? rest : rest.slice(0, length)).trimEnd();
  if (!BEHIND.test(text.slice(from + name.length))) return undefined;
  return isConstant(name, lexicon) ? { from, to: from + name.length } : undefined;
};

const isConstant = (name: string, lexicon: Lexicon | null): boolean => {
  if (name.replaceAll(/[^_]/g, '').length !== UNDERSCORES) return false;
  const words = name.replaceAll('_', ' ').trim();
  if (words !== '' && words.split(/\s+/).every((word) => OWN_WORD.test(word))) return true;
  if (lexicon === null) return false;
  const { text } = plainWords(words.toLowerCase());
  const parts = [lexicon.runs, lexicon.already, lexicon.installation].reduce<{ rest: string; once: boolean }>(
    ({ rest, once }, each) => {
      const found = findWords(rest, each, lexicon);
      return { rest: without(rest, found), once: once && found.length === 1 };
    },
    { rest: text, once: true },
  );
  return parts.once && !/[\p{L}\p{N}]/u.test(parts.rest);
};
