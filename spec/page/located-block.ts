import type { Block } from '../clause.ts';
import type { Prose } from './prose.ts';
import type { Located } from './roles.ts';

/** The block's words, or undefined where the page has no such block. */
export const blockOf = (page: Located, block: Block): Prose | undefined => {
  if (block === 'title') return page.title;
  if (block === 'item1') return page.cases[page.mutexCase];
  if (block === 'item2') return page.cases[page.uiCase];
  return page.paragraphs[block];
};

/** The words of a block, as a reader sees them; null where the page has no such block. */
export const blockWords = (page: { readonly located: Located }, block: Block): string | null =>
  blockOf(page.located, block)?.text.replaceAll('\u200b', '').replace(/\s+/g, ' ').trim() ?? null;
