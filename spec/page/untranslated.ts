import { BLOCKS } from '../clause.ts';
import type { Defect } from './defect-kinds.ts';
import { CLAUSE_OF_BLOCK, excerpt, placesOf } from './finding.ts';
import { blockOf } from './located-block.ts';
import type { DocumentationPage } from './read-page.ts';
import { en } from './words/lexicons/en.ts';
import { withoutNames } from './words/names-out.ts';
import { findWords } from './words/patterns.ts';
import { readWords } from './words/read-words.ts';

/** A page of another locale in English words: one row for the page, or one for each block that was left so. */
export const untranslatedBlocks = (page: DocumentationPage): readonly Defect[] => {
  const { locale } = page.facts;
  if (locale === null || /^en\b/i.test(locale)) return [];
  const { lexicon } = readWords(page).read;
  const blocks = BLOCKS.flatMap((block) => {
    const prose = blockOf(page.located, block);
    if (prose === undefined || block === 'title') return [];
    const { text } = withoutNames(prose);
    const english = findWords(text, en.tells, en).length;
    const own = lexicon === null ? 0 : findWords(text, lexicon.tells, lexicon).length;
    const words = text.match(/\p{L}+/gu)?.length ?? 0;
    const left = lexicon === en || (english >= 5 && english * 4 >= words && own * 3 < english);
    return left && (english >= 3 || lexicon === en) ? [{ block, prose }] : [];
  });
  const rows = lexicon === en ? blocks.slice(0, 1) : blocks;
  return rows.map(({ block, prose }) => ({
    clause: CLAUSE_OF_BLOCK[block],
    kind: 'untranslated',
    block,
    severity: 'warning',
    ...placesOf(page, prose, { from: 0, to: Math.min(40, prose.text.length) }),
    expected: `words in the language of ${locale}`,
    found: excerpt(prose.text),
  }));
};
