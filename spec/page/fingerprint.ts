import { createHash } from 'node:crypto';

/**
 * A short hash of a block's words. It tells whether two revisions say the same in the same words, and the
 * words themselves need not be kept. Spaces and ways to write a character make no difference.
 */
export const fingerprint = (text: string): string =>
  createHash('sha256')
    .update(
      text
        .normalize('NFKC')
        .replace(/\u200b/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .digest('hex')
    .slice(0, 16);
