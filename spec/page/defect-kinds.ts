import type { Finding, Severity } from './finding.ts';
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
  'link-target': 'the address of a link leads to no page',
  'orphan-underscore': 'an underscore stands alone and belongs to no name',
  'double-escape': 'a backslash that should escape something is shown itself',
  'literal-marks': 'the asterisks of an emphasis are shown themselves',
  'marked-more': 'an emphasis takes in more than the name',
  'marked-less': 'an emphasis leaves out the beginning of what it should mark',
  'space-before-stop': 'a space stands before a full stop',
  'lower-case-start': 'a sentence begins with a small letter',
  'replacement-character': 'a character was lost when the page was decoded',
  mojibake: 'characters were decoded in the wrong encoding',
  'invisible-in-name':
    'an invisible character stands within a name, which can so not be searched for or copied',
  'title-differs': 'the title in the front matter has other words than the heading',
  'description-differs': 'the description repeats the first paragraph in part, and in part in other words',
  'label-space': 'the words of a link begin or end with a space, or with an underscore set apart',
  untranslated: 'the words are English on a page of another language',
} as const;
export type DefectKind = keyof typeof DEFECT_KINDS;

/** What only looks wrong; every other defect can lead a reader astray. */
export const DEFECT_SEVERITY: Readonly<Partial<Record<DefectKind, Severity>>> = {
  'decimal-comma': 'note',
  'grouped-digits': 'note',
  'run-together': 'note',
  'orphan-underscore': 'note',
  'double-escape': 'note',
  'literal-marks': 'note',
  'marked-more': 'note',
  'marked-less': 'note',
  'space-before-stop': 'note',
  'lower-case-start': 'note',
  'title-differs': 'note',
  'description-differs': 'note',
  'label-space': 'note',
};

/** Damage: the facts still stand, and a reader may yet go astray. */
export interface Defect extends Finding {
  readonly kind: DefectKind;
}

/** A defect within a block. */
export interface Flaw {
  readonly kind: DefectKind;
  readonly range: Range;
  /** What should stand there. */
  readonly expected: string;
}
