/** Month names as Windows writes them in a short date (`29-Oct-16`), in many languages. */
const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'bg',
  'ru',
  'uk',
  'el',
  'tr',
  'hr',
  'sl',
  'et',
  'lv',
  'lt',
  'id',
  'vi',
  'hi',
  'th',
  'he',
  'ar',
  'fa',
  'ca',
];

/** Lower case, without marks and dots: how names are compared. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[\p{M}.]/gu, '')
    .toLowerCase();

let names: ReadonlyMap<string, number> | undefined;

const allNames = (): ReadonlyMap<string, number> => {
  const found = new Map<string, number | undefined>();
  for (const language of LANGUAGES) {
    for (const month of ['short', 'long'] as const) {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { month, timeZone: 'UTC' });
      for (let index = 0; index < 12; index++) {
        const name = plain(format.format(Date.UTC(2020, index, 15)));
        // Some languages have no names, but numbers.
        if (!/\p{L}/u.test(name)) continue;
        // A name that means two months in two languages tells nothing.
        found.set(name, found.has(name) && found.get(name) !== index + 1 ? undefined : index + 1);
      }
    }
  }
  return new Map(
    [...found].flatMap(([name, index]) => (index === undefined ? [] : [[name, index] as const])),
  );
};

/** 1 to 12, or `undefined` when no language calls a month so. */
export const monthOfName = (name: string): number | undefined =>
  // The names take a while to gather, and most dates have none.
  /\p{L}/u.test(name) ? (names ??= allNames()).get(plain(name)) : undefined;
