import type { Range } from './prose.ts';

/** What translation does to a page whose facts still stand. */
export const DEFECT_KINDS = {
  translated: 'a name of the API is given in words of the language',
  transliterated: 'a name of the API is spelt in the letters of another script',
  split: 'spaces stand about the underscores or inside a name or version',
  displaced: 'the underscores of a name stand elsewhere or are gone',
  lost: 'a name of the API is gone',
  'wrong-case': 'a name is written with other capitals',
  illegible: 'it can be read nowhere on the page, so a reader cannot apply the rule',
  'decimal-comma': 'a version is written with a comma',
  'foreign-digits': 'a number is written in the digits of another script',
  'grouped-digits': 'a code is written with a mark between its thousands',
  'link-text': 'the words over a link are not the name it leads to, or take in more than it',
  'broken-link': 'brackets and address of a link stand apart',
  'link-lost': 'a name that should be a link is not',
  'run-together': 'a name and the word beside it have no space between them',
} as const;
export type DefectKind = keyof typeof DEFECT_KINDS;

/** A defect within a block. */
export interface Flaw {
  readonly kind: DefectKind;
  readonly range: Range;
  /** What should stand there. */
  readonly expected: string;
}
