import { describe, expect, test } from 'vitest';
import { NIGHT } from '../../../testing/bounds.ts';
import { acceptPage, findContradictions, findReviews, judgePage, readPage } from '../index.ts';
import { hasPublishedPages } from '../testing/pages.ts';
import { wordedPublishedPages } from '../testing/published/index.ts';
import { HARMLESS_TRANSLATIONS, TRANSLATED_PAGES, WRONG_TRANSLATIONS } from '../testing/translations.ts';

/** By day some of the wordings, at night all. */
const sampled = <T>(all: readonly T[], every: number): readonly T[] =>
  NIGHT ? all : all.filter((_, index) => index % every === 0);

/** What is said of a page, each row without the words that were found for it. */
const said = (text: string): readonly { verdict: string; clause: string; kind: string; row: string }[] => {
  const page = readPage(text);
  return [
    ...findContradictions(page).map((each) => ({ ...each, verdict: 'contradicts' })),
    ...findReviews(page).map((each) => ({ ...each, verdict: 'review' })),
  ].map(({ verdict, clause, kind, expected, found }) => ({
    verdict,
    clause,
    kind,
    row: [verdict, clause, kind, expected, verdict === 'review' ? '' : found].join(),
  }));
};

const EVERY = 5;

describe.skipIf(!hasPublishedPages)('on the published pages', () => {
  for (const { file, text, wordings } of wordedPublishedPages()) {
    const tried = sampled(wordings, EVERY);
    const own = new Set(said(text).map(({ row }) => row));
    const gained = (worded: string): ReturnType<typeof said> =>
      said(worded).filter(({ row }) => !own.has(row));

    test(`${file}: a wrong word is named with its clause and its kind, 95 of 100`, () => {
      const wrong = tried.filter(({ wrong: made }) => made !== null);
      const missed = wrong.filter(
        ({ text: worded, wrong: made }) =>
          !gained(worded).some(({ clause, kind }) => clause === made?.clause && kind === made.kind),
      );
      expect(wrong.length).toBeGreaterThan(2);
      expect(missed.map(({ block, from, to }) => `${block} ${from} → ${to}`)).toHaveLength(
        Math.min(missed.length, Math.floor(wrong.length * 0.05)),
      );
    });

    test(`${file}: against a reviewed baseline every wrong word is told`, () => {
      const accepted = acceptPage(readPage(text), true).page;
      for (const { block, from, to, text: worded, wrong } of tried) {
        if (wrong === null) continue;
        const told = judgePage(readPage(worded), { accepted }).blocks.find((each) => each.block === block);
        expect([from, to, told?.verdict === 'agrees']).toEqual([from, to, false]);
      }
    });

    test(`${file}: no harmless wording contradicts`, () => {
      const harmless = tried.filter(({ wrong }) => wrong === null);
      const alarms = harmless.filter(({ text: worded }) =>
        gained(worded).some(({ verdict }) => verdict === 'contradicts'),
      );
      const reviewed = harmless.filter(({ text: worded }) => gained(worded).length > 0);
      expect(alarms.map(({ block, from, to }) => `${block} ${from} → ${to}`)).toEqual([]);
      expect(reviewed.length).toBeLessThanOrEqual(Math.ceil(harmless.length * 0.05));
    });
  }
});

describe('on translations of our own', () => {
  test('none contradicts', () => {
    for (const { locale, text } of TRANSLATED_PAGES) {
      expect([locale, findContradictions(readPage(text))]).toEqual([locale, []]);
    }
  });

  test('a wrong word is named with its clause and its kind, 95 of 100', () => {
    const wrong = sampled(WRONG_TRANSLATIONS, EVERY);
    const missed = wrong.filter(
      ({ text, clause, kind }) => !said(text).some((row) => row.clause === clause && row.kind === kind),
    );
    expect(missed.map(({ locale, block, words }) => `${locale} ${block} ${words}`)).toHaveLength(
      Math.min(missed.length, Math.floor(wrong.length * 0.05)),
    );
  });

  test('no harmless wording contradicts', () => {
    const alarms = sampled(HARMLESS_TRANSLATIONS, EVERY).filter(
      ({ text }) => findContradictions(readPage(text)).length > 0,
    );
    expect(alarms.map(({ locale, block, words }) => `${locale} ${block} ${words}`)).toEqual([]);
  });
});
