import { createHash } from 'node:crypto';
import { plainWords } from './words/typography.ts';

/**
 * A short hash of a block's words. It tells whether two revisions say the same in the same words, and the
 * words themselves need not be kept. Spaces, quotes, dashes and ways to write a character make no difference.
 */
export const fingerprint = (text: string): string =>
  createHash('sha256')
    .update(plainWords(text.normalize('NFKC').replaceAll('\u200b', '')).text)
    .digest('hex')
    .slice(0, 16);
