/** Published pages with one place worded otherwise. The pages lie beside the repository; here stand only the words that are put in. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClauseId } from '../../../clause.ts';
import { CLAUSE_OF_BLOCK } from '../../finding.ts';
import type { WordKind } from '../../words/lexicon.ts';
import { inTranslation } from '../mutations.ts';
import { PUBLISHED_FOLDER } from '../pages.ts';
import { CS } from './cs.ts';
import { DE_BILINGUAL } from './de-bilingual.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { JA } from './ja.ts';
import { RU } from './ru.ts';
import { ZH_TW } from './zh-tw.ts';

const CASES = join(PUBLISHED_FOLDER, '..', 'cases', 'pages');

const WORDINGS: readonly (readonly [folder: string, file: string, wordings: string])[] = [
  [PUBLISHED_FOLDER, 'en-US.2018-11.md', EN],
  [PUBLISHED_FOLDER, 'en-US.2025-03.md', EN],
  [PUBLISHED_FOLDER, 'de-DE.2021-04.bilingual.md', DE_BILINGUAL],
  [PUBLISHED_FOLDER, 'de-DE.2021-08.md', DE],
  [PUBLISHED_FOLDER, 'fr-FR.2021-08.md', FR],
  [PUBLISHED_FOLDER, 'es-ES.2021-08.md', ES],
  [PUBLISHED_FOLDER, 'ru-RU.2021-09.md', RU],
  [PUBLISHED_FOLDER, 'zh-TW.2021-04.md', ZH_TW],
  [CASES, 'plain-text-ja-event-log-false.md', JA],
  [CASES, 'plain-text-p3-there-reported-missing.md', CS],
];

const BLOCK_ORDER = ['title', 'p1', 'p2', 'item1', 'item2', 'p3', 'p4', 'p5'] as const;
type BlockName = (typeof BLOCK_ORDER)[number];

const KINDS: Readonly<Record<string, WordKind>> = {
  p: 'polarity',
  q: 'quantity',
  t: 'time',
  a: 'agency',
};

export interface Wording {
  readonly block: BlockName;
  readonly from: string;
  readonly to: string;
  /** The clause and the kind that it makes wrong; null where it is harmless. */
  readonly wrong: { readonly clause: ClauseId; readonly kind: WordKind } | null;
  /** The page with the place worded so. */
  readonly text: string;
}

export interface WordedPublishedPage {
  readonly file: string;
  readonly text: string;
  readonly wordings: readonly Wording[];
}

export const wordedPublishedPages = (): readonly WordedPublishedPage[] =>
  WORDINGS.flatMap(([folder, file, wordings]) => {
    const path = join(folder, file);
    if (!existsSync(path)) return [];
    const text = readFileSync(path, 'utf8');
    return [
      {
        file,
        text,
        wordings: wordings
          .trim()
          .split('\n')
          .map((line) => wordingOf(text, line)),
      },
    ];
  });

const wordingOf = (page: string, line: string): Wording => {
  const [head = '', from = '', to = ''] = line.split(' | ');
  const [name, letter = ''] = head.split(' ');
  const block = BLOCK_ORDER.find((each) => each === name);
  if (block === undefined) throw new Error(`"${line}": no such block`);
  const kind = KINDS[letter.toLowerCase()];
  if (kind === undefined && letter !== '=') throw new Error(`"${line}": no such kind`);
  // A small letter in p2 is about how many cases there are, a capital about the reason.
  const clause = block === 'p2' && letter === 'q' ? '1618-only' : CLAUSE_OF_BLOCK[block];
  return {
    block,
    from,
    to,
    wrong: kind === undefined ? null : { clause, kind },
    text: worded(page, block, from, to),
  };
};

/** The page with words of one block replaced; its source language and the addresses stay. */
const worded = (page: string, block: BlockName, from: string, to: string): string => {
  let done = false;
  const result = inTranslation(page, (text) => {
    const front = /^\s*---\n.*?\n---\n/s.exec(text)?.[0] ?? '';
    const lines = text.slice(front.length).split('\n');
    const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]));
    const places = lines.some((line) => /^ *- /.test(line))
      ? BLOCK_ORDER
      : BLOCK_ORDER.filter((each) => !each.startsWith('item'));
    const at = filled[places.indexOf(block)] ?? 0;
    const line = lines[at] ?? '';
    const pairs = from.split(' & ').map((words, index) => [words, to.split(' & ')[index] ?? ''] as const);
    done = pairs.every(([words]) => line.includes(words));
    const changed = pairs.reduce((rest, [words, by]) => rest.replace(words, () => by), line);
    return front + lines.with(at, changed).join('\n');
  });
  if (!done) throw new Error(`"${from}" is not in ${block}`);
  return result;
};
