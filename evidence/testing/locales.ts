/** How a Windows of a locale writes dates, times and the lines that are localised. */
export interface Locale {
  readonly name: string;
  readonly languageId: number;
  readonly date: (year: number, month: number, day: number) => string;
  /** Of the header and of action lines. */
  readonly hour: (hour: number) => string;
  readonly started: string;
  readonly stopped: string;
  /** Rendered 1040 and 1042. */
  readonly beginning: (path: string, processId: number) => string;
  readonly ending: (path: string, processId: number) => string;
}

const two = (value: number): string => String(value).padStart(2, '0');
const ENGLISH = {
  started: 'Logging started',
  stopped: 'Logging stopped',
  beginning: (path: string, processId: number) =>
    `Beginning a Windows Installer transaction: ${path}. Client Process Id: ${processId}.`,
  ending: (path: string, processId: number) =>
    `Ending a Windows Installer transaction: ${path}. Client Process Id: ${processId}.`,
};

export const LOCALES: readonly Locale[] = [
  { name: 'en-US', languageId: 1033, date: (y, m, d) => `${m}/${d}/${y}`, hour: String, ...ENGLISH },
  { name: 'en-GB', languageId: 2057, date: (y, m, d) => `${two(d)}/${two(m)}/${y}`, hour: two, ...ENGLISH },
  { name: 'en-IN', languageId: 16393, date: (y, m, d) => `${two(d)}-${two(m)}-${y}`, hour: two, ...ENGLISH },
  { name: 'sv-SE', languageId: 1053, date: (y, m, d) => `${y}-${two(m)}-${two(d)}`, hour: two, ...ENGLISH },
  {
    name: 'de-DE',
    languageId: 1031,
    date: (y, m, d) => `${two(d)}.${two(m)}.${y}`,
    hour: two,
    started: 'Protokollierung gestartet',
    stopped: 'Protokollierung beendet',
    beginning: (path, id) =>
      `Eine Windows Installer-Transaktion wird gestartet: ${path}. Clientprozess-ID: ${id}.`,
    ending: (path, id) =>
      `Eine Windows Installer-Transaktion wird beendet: ${path}. Clientprozess-ID: ${id}.`,
  },
  {
    name: 'fr-FR',
    languageId: 1036,
    date: (y, m, d) => `${two(d)}/${two(m)}/${y}`,
    hour: two,
    started: 'Début de l’écriture dans le journal ',
    stopped: 'Fin de l’écriture dans le journal ',
    beginning: (path, id) =>
      `Début d’une transaction Windows Installer : ${path}. ID du processus client : ${id}.`,
    ending: (path, id) =>
      `Fin d’une transaction Windows Installer : ${path}. ID du processus client : ${id}.`,
  },
  {
    name: 'ja-JP',
    languageId: 1041,
    date: (y, m, d) => `${y}/${two(m)}/${two(d)}`,
    hour: String,
    ...ENGLISH,
    beginning: (path, id) =>
      `Windows インストーラー トランザクションを開始しています: ${path}。クライアント プロセス ID: ${id}。`,
    ending: (path, id) =>
      `Windows インストーラー トランザクションを終了しています: ${path}。クライアント プロセス ID: ${id}。`,
  },
  {
    name: 'hu-HU',
    languageId: 1038,
    date: (y, m, d) => `${y}.${two(m)}.${two(d)}.`,
    hour: String,
    ...ENGLISH,
  },
  { name: 'zh-CN', languageId: 2052, date: (y, m, d) => `${y}/${m}/${d}`, hour: String, ...ENGLISH },
  { name: 'th-TH', languageId: 1054, date: (y, m, d) => `${d}/${m}/${y + 543}`, hour: String, ...ENGLISH },
  {
    name: 'en-ZA',
    languageId: 7177,
    hour: two,
    ...ENGLISH,
    date: (y, m, d) =>
      `${two(d)}-${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][m - 1] ?? ''}-${two(y % 100)}`,
  },
];

export interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** Of an instant on a machine's clock. */
export const partsOf = (at: number): Parts => {
  const date = new Date(at);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
};

export const dateText = (locale: Locale, at: number): string => {
  const { year, month, day } = partsOf(at);
  return locale.date(year, month, day);
};

/** `H:MM:SS` as headers and action lines have it. */
export const shortTime = (locale: Locale, at: number): string => {
  const { hour, minute, second } = partsOf(at);
  return `${locale.hour(hour)}:${two(minute)}:${two(second)}`;
};

/** `HH:MM:SS:mmm` as engine lines have it. */
export const engineTime = (at: number): string => {
  const { hour, minute, second, millisecond } = partsOf(at);
  return `${two(hour)}:${two(minute)}:${two(second)}:${String(millisecond).padStart(3, '0')}`;
};
