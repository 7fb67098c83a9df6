import { BLOCKS } from '../clause.ts';
import type { Block } from '../clause.ts';
import type { Defect, DefectKind } from './defect-kinds.ts';
import { CLAUSE_OF_BLOCK, excerpt } from './finding.ts';
import { blockOf } from './located-block.ts';
import type { DocumentationPage } from './read-page.ts';

/** Zero-width and bidirectional characters, and the soft hyphen. */
const INVISIBLE = '\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff';
const IN_NAME = new RegExp(`[A-Za-z0-9_\\\\]+(?:[${INVISIBLE}]+[A-Za-z0-9_\\\\]+)+`, 'g');
const NAMES = /MSI|Execute|Sequence|ERROR|INSTALL|RUNNING|Query|Service|Status|dwControls|ACCEPT|SHUTDOWN/i;

/** The characters that windows-1252 has where Latin-1 has controls. */
const WINDOWS_1252 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const CONTINUED = `[\\u0080-\\u00bf${WINDOWS_1252}]`;
/** UTF-8 that was decoded as windows-1252: a lead byte and as many further bytes as it announces. */
const MOJIBAKE = new RegExp(
  `(?:[\\u00c2-\\u00df]${CONTINUED}|[\\u00e0-\\u00ef]${CONTINUED}{2}|[\\u00f0-\\u00f4]${CONTINUED}{3})+`,
  'g',
);

/** Damaged characters anywhere in the file. */
export const characterDefects = (page: DocumentationPage): readonly Defect[] => {
  const { published } = page;
  const row = (kind: DefectKind, from: number, found: string, expected: string): Defect => {
    const block = blockAt(page, from);
    return {
      clause: block === undefined ? 'mutex-scope' : CLAUSE_OF_BLOCK[block],
      kind,
      block: block ?? (from < frontMatterEnd(published) ? 'front matter' : 'beside'),
      severity: 'warning',
      place: page.placeAt(from),
      end: page.placeAt(from + found.length),
      expected,
      found: excerpt(found),
    };
  };
  return [
    ...[...published.matchAll(/\ufffd+/g)].map(({ 0: found, index }) =>
      row('replacement-character', index, found, 'the character that was there'),
    ),
    ...[...published.matchAll(MOJIBAKE)].flatMap(({ 0: found, index }) => {
      const meant = decodedAgain(found);
      return meant === undefined ? [] : [row('mojibake', index, found, meant)];
    }),
    ...[...published.matchAll(IN_NAME)].flatMap(({ 0: found, index }) => {
      const clean = found.replace(new RegExp(`[${INVISIBLE}]`, 'g'), '');
      return NAMES.test(clean) ? [row('invisible-in-name', index, found, clean.replaceAll('\\', ''))] : [];
    }),
  ].toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
};

const decodedAgain = (text: string): string | undefined => {
  const bytes = [...text].map((character) => {
    const special = WINDOWS_1252.indexOf(character);
    return special < 0 ? (character.codePointAt(0) ?? 0) : (SPECIAL_BYTES[special] ?? 0);
  });
  try {
    const meant = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    return /[\p{L}\p{P}\p{S}]/u.test(meant) ? meant : undefined;
  } catch {
    return undefined;
  }
};

/** The bytes of `WINDOWS_1252`, in its order. */
const SPECIAL_BYTES = [
  0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95,
  0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
];

const frontMatterEnd = (published: string): number =>
  /^\s*---\r?\n.*?\r?\n---/s.exec(published)?.[0].length ?? 0;

const blockAt = (page: DocumentationPage, published: number): Block | undefined =>
  BLOCKS.find((block) => {
    const prose = blockOf(page.located, block);
    const [first, last] = [prose?.offsets[0], prose?.offsets.at(-1)];
    if (first === undefined || last === undefined) return false;
    return page.publishedAt(first) <= published && published < page.publishedAt(last);
  });
