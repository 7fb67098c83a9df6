/** The sentences that stand in a log and in the event log alike, in the user's language: they are known by their shape. */

/** What a 1033, 1034 or 1035 says: `… Product Name: X. Product Version: 1.0. … error status: 1603.` */
export interface StatusSentence {
  readonly product: string;
  readonly status: number;
}

/** Name, version, language, manufacturer (not on XP) and status, each behind a label and a colon. */
const SENTENCE =
  /[:：]\s*(.+?)[.。]\s*[^.。:：]{2,60}[:：]\s*[\w.+-]*[.。]\s*[^.。:：]{2,60}[:：]\s*\d{1,5}[.。]\s*(?:[^.。:：]{2,60}[:：]\s*.*?[.。]\s*)?[^。:：]{2,120}[:：]\s*(\d{1,10})\s*[.。]?\s*$/su;

export const readStatusSentence = (text: string): StatusSentence | undefined => {
  const [, product, status] = SENTENCE.exec(text.slice(0, LONGEST)) ?? [];
  return product === undefined ? undefined : { product: product.trim(), status: Number(status) };
};

/** Longer than any such sentence. */
const LONGEST = 4_000;
