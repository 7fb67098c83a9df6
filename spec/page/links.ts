import { SEQUENCE_TABLES } from '../constants.ts';
import type { SequenceTable } from '../constants.ts';
import { remembered } from './remembered.ts';

/** What a link leads to, whatever form its address has. */
export type LinkedPage =
  | { readonly kind: 'table'; readonly name: string }
  | {
      readonly kind: 'function' | 'structure';
      readonly name: string;
      /** Known by a number: a reader has only the words. */
      readonly numbered?: true;
    }
  | { readonly kind: 'event-logging' }
  /** An address that tells nothing, such as `ms684941`: only its words can say what it names. */
  | { readonly kind: 'opaque'; readonly id: string }
  | { readonly kind: 'other'; readonly address: string };

/** Pages of the API reference by their number on the retired MSDN site. */
const MSDN_NUMBERS: Readonly<Record<string, LinkedPage>> = {
  ms684941: { kind: 'function', name: 'QueryServiceStatusEx', numbered: true },
  ms685992: { kind: 'structure', name: 'SERVICE_STATUS_PROCESS', numbered: true },
  ms684939: { kind: 'function', name: 'QueryServiceStatus', numbered: true },
  ms685996: { kind: 'structure', name: 'SERVICE_STATUS', numbered: true },
};

const NAMES = ['QueryServiceStatusEx', 'QueryServiceStatus', 'SERVICE_STATUS_PROCESS', 'SERVICE_STATUS'];
const PUBLISHERS = /^(?:[\w-]+\.)*microsoft\.com$/i;

/**
 * Reads a link's address: a file (`x-table.md`), a path of the site (`/windows/desktop/msi/x-table`), or a
 * whole address on learn, docs or msdn, with or without query, anchor, locale and view.
 */
export const pageLinkedBy: (target: string) => LinkedPage = remembered((target) => {
  const other: LinkedPage = { kind: 'other', address: target };
  const [, host, rest = ''] = /^(?:https?:)?\/\/([^/?#]+)(.*)$/i.exec(target) ?? [
    undefined,
    undefined,
    target,
  ];
  if (host !== undefined && !PUBLISHERS.test(host.replace(/:\d+$/, ''))) return other;
  const segments = unescaped(rest)
    .replace(/[?#].*$/s, '')
    .replaceAll('\\', '/')
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..' && segment !== '~');
  const slug = (segments.at(-1) ?? '').replace(/\(v=[^)]*\)/, '').replace(/\.(?:md|yml|aspx|html?)$/, '');
  const folder = segments.at(-2);
  if (slug === '') return other;
  return MSDN_NUMBERS[slug] ?? referencePage(slug) ?? installerPage(slug, folder) ?? other;
});

/** A page of the API reference: `nf-winsvc-queryservicestatusex`, `ns-winsvc-service_status_process`. */
const referencePage = (slug: string): LinkedPage | undefined => {
  const [, kind, name] = /^n([fs])-\w+-_?(\w+)$/.exec(slug) ?? [];
  if (name === undefined) {
    const bare = NAMES.find((candidate) => candidate.toLowerCase() === slug);
    if (bare === undefined) return undefined;
    return { kind: bare.includes('_') ? 'structure' : 'function', name: bare };
  }
  const known = NAMES.find((candidate) => candidate.toLowerCase() === name) ?? name;
  return { kind: kind === 'f' ? 'function' : 'structure', name: known };
};

/** A page of the Windows Installer documentation, which lies in the folder `Msi`. */
const installerPage = (slug: string, folder: string | undefined): LinkedPage | undefined => {
  if (/^[a-z]{2}\d{5,}$/.test(slug)) return { kind: 'opaque', id: slug };
  const plain = slug.replace(/[^a-z0-9]/g, '');
  const table = SEQUENCE_TABLES.find((name) => plain.replace(/table$/, '') === name.toLowerCase());
  if (table !== undefined) return { kind: 'table', name: table };
  // Other parts of the site have an "event-logging" of their own.
  if (folder !== undefined && folder !== 'msi') return undefined;
  if (/^eventlogging(?:windowsinstaller)?$/.test(plain)) return { kind: 'event-logging' };
  if (/[-_]table$/.test(slug)) return { kind: 'table', name: slug.replace(/[-_]table$/, '') };
  return undefined;
};

export const isSequenceTable = (name: string): name is SequenceTable =>
  (SEQUENCE_TABLES as readonly string[]).includes(name);

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
