/** A mend never loses a word: a damaged name is replaced exactly, or it stays and is told again. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byGrade } from '../../testing/bounds.ts';
import { findDefects, fixPage, judgePage, readPage } from './index.ts';
import { LANGUAGE_PAGES } from './testing/languages.ts';
import { allPages } from './testing/pages.ts';

const CONSTANT = 'ERROR\\_INSTALL\\_ALREADY\\_RUNNING';
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
const pageIn = (locale: string): string => LANGUAGE_PAGES.find((page) => page.locale === locale)?.text ?? '';

/** The constant in the words of a language, and words of a sentence that can stand about it. */
const TRANSLATED: readonly (readonly [locale: string, name: readonly string[], others: readonly string[]])[] =
  [
    ['de-DE', ['Installation', 'bereits', 'ausgeführt'], ['wird', 'zurück', 'nun', 'gemeldet wird']],
    ['fr-FR', ['installation', 'déjà', 'en cours d’exécution'], ['donc', 'retournée', 'alors']],
    ['es-ES', ['instalación', 'ya', 'en ejecución'], ['entonces', 'devuelto']],
    ['it-IT', ['installazione', 'già', 'in esecuzione'], ['quindi', 'viene restituito']],
    ['nl-NL', ['installatie', 'al', 'actief'], ['wordt', 'gemeld']],
    ['sv-SE', ['installation', 'redan', 'aktiv'], ['då', 'blir']],
    ['ru-RU', ['установка', 'уже', 'выполняется'], ['снова', 'тогда']],
    ['pl-PL', ['instalacja', 'już', 'działa'], ['wtedy', 'znowu']],
    ['ko-KR', ['설치', '이미', '실행'], ['그때', '값']],
  ];

interface Damage {
  readonly locale: string;
  readonly before: string;
  readonly damaged: string;
  readonly after: string;
}

/** The page with its second constant, or the one before the number, in translated words and with moved underscores. */
const anyDamage: fc.Arbitrary<Damage> = fc.constantFrom(...TRANSLATED).chain(([locale, name, others]) =>
  fc
    .record({
      gaps: fc.array(fc.nat({ max: name.length }), { maxLength: 5 }),
      parts: fc.constantFrom(name, name.slice(1), [...name, ...name.slice(-1)]),
      before: fc.constantFrom('', ...others),
      after: fc.constantFrom('', ...others),
      isFirst: fc.boolean(),
    })
    .map(({ gaps, parts, before, after, isFirst }) => {
      const text = pageIn(locale);
      const at = isFirst ? text.indexOf(CONSTANT) : text.lastIndexOf(CONSTANT);
      const strays = (index: number): string =>
        gaps
          .filter((gap) => gap === index)
          .map(() => '\\_ ')
          .join('');
      const damaged = parts.map((part, index) => `${strays(index)}${part} `).join('') + strays(parts.length);
      const spaced = (words: string): string => (words === '' ? '' : `${words} `);
      return {
        locale,
        before: text.slice(0, at) + spaced(before),
        damaged,
        after: spaced(after) + text.slice(at + CONSTANT.length).trimStart(),
      };
    }),
);

test('a sentence keeps every word that is not part of a translated name', () => {
  fc.assert(
    fc.property(anyDamage, ({ before, damaged, after }) => {
      const mended = wordsOf(fixPage(readPage(before + damaged + after)));
      const [first, last] = [wordsOf(before), wordsOf(after)];
      expect(mended.slice(0, first.length)).toEqual(first);
      expect(mended.slice(-last.length)).toEqual(last);
      // Between them stands the name, or what stood there.
      const own = mended.slice(first.length, -last.length).join(' ');
      expect([wordsOf(damaged).join(' '), 'ERROR INSTALL ALREADY RUNNING']).toContain(own);
    }),
    { numRuns: byGrade(50, 300, 5_000) },
  );
});

describe('a constant in translated words within a sentence', () => {
  const p2 = (locale: string, words: string): string =>
    pageIn(locale).replace(`${CONSTANT} (1618)`, `${words} (1618)`);

  test.each(TRANSLATED.map(([locale, name]) => [locale, `\\_ ${name.join(' \\_ ')}`] as const))(
    '%s: is replaced where each of its words is known: %s',
    (locale, words) => {
      const page = p2(locale, words);
      expect(fixPage(readPage(page))).toBe(p2(locale, CONSTANT));
      expect(judgePage(readPage(page)).defects.map(({ mend }) => mend)).toEqual(['fix']);
    },
  );

  test.each([
    ['de-DE', 'die \\_ \\_ bereits \\_ ausgeführt wird'],
    ['de-DE', '\\_ Installation \\_ bereits \\_ ausgeführt wird'],
    ['de-DE', '\\_ Installation \\_ schon \\_ zugange'],
    ['fr-FR', '\\_ installation \\_ déjà \\_ en cours d’exécution donc'],
    ['zh-TW', '\\_ \\_ \\_ 在兩種情況下，傳回已執行'],
    ['ru-RU', '\\_ установки \\_ , которая уже \\_ выполнялась'],
  ])('%s: stays, and is told to be mended by hand: %s', (locale, words) => {
    const page = p2(locale, words);
    expect(fixPage(readPage(page))).toBe(page);
    const left = judgePage(readPage(page)).defects.filter(({ kind }) => kind === 'translated');
    expect(left).toMatchObject([{ block: 'p2', mend: 'hand' }]);
  });
});

test('mending loses no word of any page but those of the names that its rows name', () => {
  for (const { file, text } of allPages()) {
    const page = readPage(text);
    const named = new Set(
      findDefects(page).flatMap(({ place, end }) =>
        wordsOf((text.split('\n')[place.line - 1] ?? '').slice(place.column - 1, end.column - 1)),
      ),
    );
    const mended = fixPage(page).split('\n');
    for (const [index, line] of text.split('\n').entries()) {
      const left = [...wordsOf(mended[index] ?? '')];
      const lost = wordsOf(line).filter((word) => {
        const at = left.indexOf(word);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
      });
      expect([file, index + 1, lost.filter((word) => !named.has(word))]).toEqual([file, index + 1, []]);
    }
  }
});
