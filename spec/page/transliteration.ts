import { remembered } from './remembered.ts';

/** How Cyrillic letters are read in Latin ones, folded as far as machine translation folds them. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'e',
  ж: 's',
  з: 's',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'h',
  ц: 'k',
  ч: 'k',
  ш: 's',
  щ: 's',
  ы: 'i',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ь: '',
  ъ: '',
  ј: 'i',
  љ: 'l',
  њ: 'n',
  џ: 's',
};

/** The general word for a mutex in scripts that have no Latin letters: no name is meant by it. */
const MUTEX_IN_OTHER_SCRIPTS =
  /^(м[ьʼ']?ютекс\p{L}*|мутекс\p{L}*|ミューテックス|뮤텍스\p{L}*|互斥\p{L}*|μουτεξ|म्यूटेक्स|مزامن|كائن)$/iu;

export const isWordForMutex = (word: string): boolean => MUTEX_IN_OTHER_SCRIPTS.test(word);

export const isCyrillic = (word: string): boolean => /^[\p{Script=Cyrillic}'ʼ]+$/u.test(word);

/** Sounds that the scripts tell apart and translation mixes up are one letter: c, k and q; s and z; i, j and y. */
const folded: (latin: string) => string = remembered((latin) =>
  latin
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replaceAll('x', 'ks')
    .replaceAll('ph', 'f')
    .replace(/[cq]/g, 'k')
    .replaceAll('w', 'v')
    .replaceAll('z', 's')
    .replace(/[jy]/g, 'i')
    .replace(/(.)\1+/g, '$1'),
);

/** A Cyrillic word in folded Latin letters. */
export const inLatin: (word: string) => string = remembered((word) =>
  folded([...word.toLowerCase()].map((letter) => CYRILLIC[letter] ?? '').join('')),
);

/** How alike a Cyrillic word and a name sound: 1 is the same, 0 nothing in common. */
export const likeness = (word: string, name: string): number => likenessOf(`${word} ${name}`);

const likenessOf = remembered((pair) => {
  const [word = '', name = ''] = pair.split(' ');
  const [a, b] = [inLatin(word), folded(name)];
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : 1 - distance(a, b) / longest;
});

/** Levenshtein's distance. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...a].entries()) {
    const next = [at + 1];
    for (const [index, other] of [...b].entries()) {
      next.push(
        Math.min(
          (row[index + 1] ?? 0) + 1,
          (next[index] ?? 0) + 1,
          (row[index] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** From here on a word is taken for the name and not for a translation of it. */
const ALIKE = 0.6;

/** Which of some names a Cyrillic word spells. */
export const nameSpelt = (word: string, names: readonly string[]): string | undefined => {
  if (!isCyrillic(word)) return undefined;
  const [best] = names
    .map((name) => ({ name, like: likeness(word, name) }))
    .toSorted((a, b) => b.like - a.like);
  return best !== undefined && best.like >= ALIKE ? best.name : undefined;
};
