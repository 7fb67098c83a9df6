import { describe, expect, test } from 'vitest';
import { findContradictions, findDefects, findReviews, judgePage, acceptPage, readPage } from '../index.ts';
import { HARMLESS_WORDS, LANGUAGE_PAGES, WRONG_WORDS } from '../testing/languages.ts';
import { LEXICONS } from './languages.ts';
import { byGrade } from '../../../testing/bounds.ts';

/** What the lexicon alone says of a page. */
const said = (text: string): readonly { clause: string; kind: string }[] => {
  const page = readPage(text);
  return [...findContradictions(page), ...findReviews(page)].map(({ clause, kind }) => ({ clause, kind }));
};

test('every language has a page and a lexicon', () => {
  expect(
    LANGUAGE_PAGES.map(({ locale }) => judgePage(readPage(textOf(locale))).words.language).toSorted(),
  ).toEqual(LEXICONS.map(({ language }) => language).toSorted());
});

test('a page in words of no known language is not read as English, and has no row', () => {
  const text = textOf('en-US')
    .replace(/^ms\.contentlocale.*\n/m, '')
    .replace(/(?<![\w\\(/.-])[a-z]+(?![\w)/.-]*[)\]])/g, (word) => `${[...word].toReversed().join('')}qu`);
  const page = readPage(text);
  expect(judgePage(page).words).toEqual({
    language: null,
    reason: 'words not read: the language is not known',
  });
  expect(said(text)).toEqual([]);
});

const textOf = (wanted: string): string => LANGUAGE_PAGES.find(({ locale }) => locale === wanted)?.text ?? '';

describe.each(LANGUAGE_PAGES.map(({ locale }) => [locale]))('%s', (wanted) => {
  const all = WRONG_WORDS.filter(({ locale }) => locale === wanted);
  // A page takes some milliseconds to read: by day every eighth.
  const wrong = all.filter((_, index) => index % byGrade(8, 4, 1) === 0);
  const harmless = HARMLESS_WORDS.filter(({ locale }) => locale === wanted);

  test('a page in good order has no row', () => {
    expect(said(textOf(wanted))).toEqual([]);
    expect(findDefects(readPage(textOf(wanted)))).toEqual([]);
  });

  test('a wrong word is named with its clause and its kind, 95 of 100', () => {
    const missed = wrong.filter(
      ({ text, clause, kind }) => !said(text).some((row) => row.clause === clause && row.kind === kind),
    );
    expect(all.length).toBeGreaterThan(15);
    expect(missed.map(({ block, words }) => `${block} ${words}`)).toHaveLength(
      Math.min(missed.length, Math.floor(wrong.length * 0.05)),
    );
  });

  test('a harmless wording is no row', () => {
    const alarms = harmless.filter(({ text }) => said(text).length > 0);
    expect(alarms.map(({ block, words }) => `${block} ${words}`)).toEqual([]);
  });

  test('against a reviewed baseline every wrong word is told under its clause', () => {
    const accepted = acceptPage(readPage(textOf(wanted)), false).page;
    const clean = judgePage(readPage(textOf(wanted)), { accepted });
    expect(clean.blocks.filter(({ verdict }) => verdict !== 'agrees')).toEqual([]);
    for (const { text, block, words } of wrong) {
      const { blocks } = judgePage(readPage(text), { accepted });
      const told = blocks.find((each) => each.block === block);
      expect([words, told?.verdict === 'agrees']).toEqual([words, false]);
    }
  });
});
