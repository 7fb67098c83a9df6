import { cs } from './lexicons/cs.ts';
import { de } from './lexicons/de.ts';
import { en } from './lexicons/en.ts';
import { es } from './lexicons/es.ts';
import { fr } from './lexicons/fr.ts';
import { hu } from './lexicons/hu.ts';
import { it } from './lexicons/it.ts';
import { ja } from './lexicons/ja.ts';
import { ko } from './lexicons/ko.ts';
import { nl } from './lexicons/nl.ts';
import { pl } from './lexicons/pl.ts';
import { pt } from './lexicons/pt.ts';
import { ru } from './lexicons/ru.ts';
import { sv } from './lexicons/sv.ts';
import { tr } from './lexicons/tr.ts';
import { zhCN, zhTW } from './lexicons/zh.ts';
import type { Lexicon } from './lexicon.ts';
import { findWords } from './patterns.ts';

export const LEXICONS: readonly Lexicon[] = [
  en,
  de,
  fr,
  es,
  it,
  pt,
  pl,
  cs,
  ru,
  tr,
  nl,
  sv,
  hu,
  ja,
  ko,
  zhCN,
  zhTW,
];

/** In which language a page's words are read. */
export type WordsRead =
  | { readonly lexicon: Lexicon; readonly reason?: never }
  | { readonly lexicon: null; readonly reason: string };

/** Fewer words than these tell no language from another. */
const ENOUGH = 8;

/**
 * The lexicon for a text: that of its locale, unless the text is plainly in another language.
 * @param text the sentences of the page, without its names
 */
export const lexiconFor = (text: string, locale: string | null): WordsRead => {
  const expected = LEXICONS.find((lexicon) => speaks(lexicon, locale));
  // Most pages are in the language that they say: then no other needs to be looked for.
  if (expected !== undefined) {
    const score = scoreOf(text, expected);
    if (score >= ENOUGH && score * 2 >= scoreOf(text, en)) return { lexicon: expected };
  }
  const scores = LEXICONS.map((lexicon) => ({ lexicon, score: scoreOf(text, lexicon) })).toSorted(
    (a, b) => b.score - a.score,
  );
  const [best] = scores;
  const own = scores.find(({ lexicon }) => speaks(lexicon, locale));
  if (locale !== null && own === undefined) {
    // Words of a language without a lexicon can look like those of a neighbour; English is told by many.
    if (best?.lexicon.language === 'en' && best.score >= ENOUGH * 2) return { lexicon: best.lexicon };
    return { lexicon: null, reason: `words not read: no lexicon for ${locale}` };
  }
  const isOwn =
    own !== undefined && (best === undefined || best.score < ENOUGH / 2 || own.score * 2 >= best.score);
  const told = isOwn ? own : best;
  return told !== undefined && (isOwn || told.score >= ENOUGH / 2) && tells(text, told)
    ? { lexicon: told.lexicon }
    : { lexicon: null, reason: 'words not read: the language is not known' };
};

/** Fewer words of a text than this share tell no language: those of a real one are twice as many. */
const SHARE = 1 / 12;
/** Of so few words none has to be one that tells. */
const FEW = 20;

const tells = (text: string, { lexicon, score }: { lexicon: Lexicon; score: number }): boolean => {
  if (lexicon.spaces !== 'both') return score > 0;
  const words = text.match(/[^\s\p{P}\p{Co}]+/gu)?.length ?? 0;
  return words < FEW || score >= words * SHARE;
};

const speaks = ({ language }: Lexicon, locale: string | null): boolean => {
  if (locale === null) return false;
  const [tongue, ...rest] = locale.toLowerCase().split('-');
  if (tongue !== 'zh') return language === tongue;
  const traditional = rest.some((part) => ['tw', 'hk', 'mo', 'hant'].includes(part));
  return language === (traditional ? 'zh-TW' : 'zh-CN');
};

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const HANGUL = /\p{Script=Hangul}/gu;

const scoreOf = (text: string, lexicon: Lexicon): number => {
  const [kana, hangul] = [KANA, HANGUL].map((script) => text.match(script)?.length ?? 0) as [number, number];
  const { language } = lexicon;
  if (language === 'ja') return kana;
  if (language === 'ko') return hangul;
  if (language.startsWith('zh') && kana + hangul > 10) return 0;
  return findWords(text, lexicon.tells, lexicon).length;
};
