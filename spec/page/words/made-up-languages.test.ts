/** The page in twelve languages that nobody speaks: its facts are read, its words are not, and nothing is said of them. */
import { describe, expect, test } from 'vitest';
import { findDefects, judgePage, readPage } from '../index.ts';
import { LANGUAGE_PAGES } from '../testing/languages.ts';

interface MadeUp {
  readonly name: string;
  readonly syllables: string;
  readonly stop: string;
}

const MADE_UP: readonly MadeUp[] = [
  { name: 'Latin', syllables: 'vo ki ra mu tep lo shi gan', stop: '.' },
  { name: 'Latin with marks', syllables: 'ŵo ķī ră mű țep łø ŝï ğaň', stop: '.' },
  { name: 'Greek', syllables: 'βο κι ρα μου τεπ λο σι γαν', stop: '.' },
  { name: 'Cyrillic', syllables: 'гъо ки ра шу теп ло жи ган', stop: '.' },
  { name: 'Armenian', syllables: 'վո կի րա մու տեպ լո շի գան', stop: '։' },
  { name: 'Georgian', syllables: 'ვო კი რა მუ ტეპ ლო ში განი', stop: '.' },
  { name: 'Hebrew', syllables: 'בו קי רא מו טפ לו שי גנ', stop: '.' },
  { name: 'Arabic', syllables: 'بو كي را مو تب لو شي غن', stop: '.' },
  { name: 'Devanagari', syllables: 'वो कि रा मु तेप लो शि गन', stop: '।' },
  { name: 'Thai', syllables: 'โว คิ รา มู เตป โล ชิ กัน', stop: ' ' },
  { name: 'Ethiopic', syllables: 'ቮ ኪ ራ ሙ ቴፕ ሎ ሺ ጋን', stop: '።' },
  { name: 'Cherokee', syllables: 'ᎣᎢ ᎩᎠ ᎳᎤ ᎽᎣ ᏖᎢ ᎶᎠ ᏏᎤ ᎦᎾ', stop: '.' },
];

/** A word in the made-up language, always the same for a word. */
const wordFor = (word: string, { syllables }: MadeUp): string => {
  const all = syllables.split(' ');
  let number = [...word.toLowerCase()].reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1e6,
    7,
  );
  let made = '';
  for (let count = 1 + (word.length >> 2); count > 0; count--) {
    made += all[number % all.length] ?? '';
    number = Math.floor(number / all.length) + 3;
  }
  const isCapital = /^\p{Lu}/u.test(word);
  return isCapital ? made.charAt(0).toUpperCase() + made.slice(1) : made;
};

/** The words of a page's sentences in the made-up language; names, links, marks and numbers stay. */
const translated = (text: string, language: MadeUp): string => {
  const body = text.indexOf('\n---', 4) + 4;
  const front = text.slice(0, body).replace(/^ms\.contentlocale.*$/m, 'ms.contentlocale: qaa-ZZ');
  return (
    front +
    text
      .slice(body)
      .split(
        /(\]\([^()]*\)|\*\*[^*\n]*\*\*|\S*\\_\S*|\b(?:Install|Admin|Advt)\w+Sequence\b|\bWindows Installer\b)/,
      )
      .map((part, index) =>
        index % 2 === 1
          ? part
          : part.replace(/\p{L}+/gu, (word) => wordFor(word, language)).replace(/\.(?=\s)/g, language.stop),
      )
      .join('')
  );
};

const PAGES = LANGUAGE_PAGES.filter(({ locale }) =>
  ['en-US', 'de-DE', 'fr-FR', 'ru-RU', 'tr-TR'].includes(locale),
);

describe.each(MADE_UP.map((language) => [language.name, language] as const))(
  'in letters of %s',
  (_, language) => {
    test.each(PAGES.map(({ locale, text }) => [locale, text] as const))(
      'a translation of the page %s has no row, and its words are not read',
      (__, text) => {
        const page = readPage(translated(text, language));
        const judged = judgePage(page);
        expect(judged.words.language).toBeNull();
        expect(judged.words.reason).toMatch(/^words not read: /);
        expect([judged.contradictions, judged.reviews, findDefects(page)]).toEqual([[], [], []]);
        expect(
          judged.blocks.filter(({ verdict }) => verdict === 'contradicts' || verdict === 'reworded'),
        ).toEqual([]);
      },
    );
  },
);
