import { csvSeparatorOf } from '../events/csv.ts';
import { transactionOf } from '../events/record.ts';

/** What a text is, by its head. */
export type Kind =
  | { readonly kind: 'log' }
  | { readonly kind: 'xml' | 'json' | 'text' }
  | { readonly kind: 'csv'; readonly separator: string }
  | { readonly kind: 'unknown' };

const LOG =
  /^[\s>]*(?:={3} .*\d{1,2}[:.]\d{2}[:.]\d{2}.*={3}|={3} Verbose logging|MSI \(\w\) \(|Action (?:start |ended )?\d{1,2}[:.]\d{2}[:.]\d{2}:|Property\(\w\): )/mu;

/** Looks at the first thousands of characters. */
export const sniff = (head: string): Kind => {
  const text = head.replace(/^\ufeff/u, '');
  if (/^\s*(?:<\?xml|<!DOCTYPE|<Events?[\s>])/i.test(text) || /<Event\s+xmlns/.test(text))
    return { kind: 'xml' };
  if (LOG.test(text)) return { kind: 'log' };
  if (/^\s*(?:\[\s*)?\{\s*"/.test(text)) return { kind: 'json' };
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const header = lines.find((line) => !line.startsWith('#TYPE')) ?? '';
  const separator = csvSeparatorOf(header);
  if (separator !== undefined && lines.length > 1 && hasRecordIn(lines.slice(1)))
    return { kind: 'csv', separator };
  if (/MsiInstaller/.test(text) || lines.some((line) => transactionOf(line) !== undefined))
    return { kind: 'text' };
  return { kind: 'unknown' };
};

/** A CSV row names the source, or bears one of the ids in a cell of its own. */
const hasRecordIn = (rows: readonly string[]): boolean =>
  rows.some((row) => /MsiInstaller|(?:^|[,;\t"])(?:104[02]|103\d|117\d\d|100\d\d)(?:[,;\t"]|$)/.test(row)) ||
  rows.length > 0;
