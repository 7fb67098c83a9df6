import { isMap, isScalar, parseDocument } from 'yaml';
import { fingerprint } from './fingerprint.ts';

/** The page's own account of itself. Values as written; wording (title, description) is left out. */
export interface FrontMatter {
  /** `ms.assetid`, in lower case without braces. */
  readonly pageId: string | null;
  readonly locale: string | null;
  /** Revision marks by their own names, such as `ms.openlocfilehash` and `ms.date`. */
  readonly revision: Readonly<Record<string, string>>;
  /** The title and the description, as they stand: they are read for their names and not kept. */
  readonly wording: readonly { readonly key: string; readonly value: string }[];
  /** A hash of each value, by its key in lower case. */
  readonly prints: Readonly<Record<string, string>>;
}

const REVISION_KEYS = [
  'ms.date',
  'ms.lasthandoff',
  'ms.openlocfilehash',
  'ms.sourcegitcommit',
  'ms.locfileid',
  'ms.translationtype',
  'ms.topic',
  'original_content_git_url',
  'git_commit_id',
  'gitcommit',
  'updated_at',
];

export const NO_FRONT_MATTER: FrontMatter = {
  pageId: null,
  locale: null,
  revision: {},
  wording: [],
  prints: {},
};

/** @param yaml the lines between the two `---`; what is no YAML is read line by line */
export const readFrontMatter = (yaml: string): FrontMatter => {
  const entries = new Map(pairsOf(yaml).map(([key, value]) => [key.toLowerCase(), value.trim()]));
  const text = (key: string): string | null => entries.get(key) || null;
  return {
    pageId: text('ms.assetid')?.toLowerCase().replace(/[{}]/g, '') ?? null,
    locale: text('ms.contentlocale') ?? text('locale') ?? text('lang'),
    revision: Object.fromEntries(
      REVISION_KEYS.flatMap((key) => {
        const value = text(key);
        return value === null ? [] : [[key, value]];
      }),
    ),
    wording: ['title', 'description'].flatMap((key) => {
      const value = text(key);
      return value === null ? [] : [{ key, value }];
    }),
    prints: Object.fromEntries([...entries].map(([key, value]) => [key, fingerprint(value)])),
  };
};

const pairsOf = (yaml: string): readonly (readonly [string, string])[] => {
  const document = parseDocument(yaml, { schema: 'failsafe', logLevel: 'silent' });
  if (document.errors.length === 0 && isMap(document.contents)) {
    return document.contents.items.flatMap(({ key, value }) =>
      isScalar(key) && isScalar(value) ? [[String(key.value), String(value.value)] as const] : [],
    );
  }
  return [...yaml.matchAll(/^([\w.-]+):[^\S\n]*(.*)$/gm)].map(
    ([, key = '', value = '']) => [key, value.replace(/^(['"])(.*)\1$/, '$2')] as const,
  );
};
