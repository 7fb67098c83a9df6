import { isBlockText } from '../events/block-text.ts';
import { csvSeparatorOf } from '../events/csv.ts';
import { isPowerShellXml } from '../events/powershell-xml.ts';
import { isTransactionSentence } from '../events/record.ts';
import { RESTART_SOURCES } from '../events/restart.ts';

/** What a text is, by its head. */
export type Kind =
  | { readonly kind: 'log' }
  | { readonly kind: 'xml' | 'powershell-xml' | 'json' | 'text' | 'blocks' }
  | { readonly kind: 'csv'; readonly separator: string }
  | { readonly kind: 'unknown' };

const LOG =
  /^[\s>]*(?:={3} .*\d{1,2}[:.]\d{2}[:.]\d{2}.*={3}|={3} Verbose logging|MSI \(\w\) \(|Action (?:start |ended )?\d{1,2}[:.]\d{2}[:.]\d{2}:|Property\(\w\): )/mu;

/** The same behind a margin, such as the time at which a build server took the line down. */
const LOG_IN_MARGIN =
  /MSI \([cs]\) \([\dA-F]{2}[:!][\dA-F]{2}\) \[\d|={3} (?:Verbose l|L)ogging started: .*\d{1,2}:\d{2}:\d{2}/u;

/** Looks at the first thousands of characters. */
export const sniff = (head: string): Kind => {
  const text = head.replace(/^\ufeff/u, '');
  if (isPowerShellXml(text)) return { kind: 'powershell-xml' };
  const isEvents = /^\s*<Events?[\s>]/i.test(text) || /<Event\s+xmlns/.test(text);
  // A log may stand in XML or HTML.
  if (isEvents || (/^\s*<(?:\?xml|!DOCTYPE)/i.test(text) && !LOG_IN_MARGIN.test(text)))
    return { kind: 'xml' };
  if (LOG.test(text)) return { kind: 'log' };
  if (/^\s*(?:\[\s*)?\{\s*"/.test(text) || isJsonBelowWords(text)) return { kind: 'json' };
  if (LOG_IN_MARGIN.test(text)) return { kind: 'log' };
  if (isBlockText(text)) return { kind: 'blocks' };
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const header = lines.find((line) => !line.startsWith('#TYPE')) ?? '';
  const separator = csvSeparatorOf(header);
  if (separator !== undefined && lines.length > 1 && hasRecordIn(lines.slice(1)))
    return { kind: 'csv', separator };
  if (/MsiInstaller/.test(text) || isSystemText(text) || lines.some(isTransactionSentence))
    return { kind: 'text' };
  return { kind: 'unknown' };
};

const SYSTEM_SOURCE = new RegExp(`[:：]\\s*${RESTART_SOURCES}\\s*$`, 'imu');

/** Records of the System log, which tell of starts: their source stands in a field or a column. */
const isSystemText = (text: string): boolean =>
  SYSTEM_SOURCE.test(text) ||
  /^\s*Index\s+Time\s+EntryType\s+Source\s/m.test(text) ||
  /^\s*TimeCreated\s+ProviderName\s+Id\s/m.test(text);

/** JSON below a command's line, or with the number of each record above it. */
const isJsonBelowWords = (text: string): boolean =>
  /^(?:\[\s*)?\{\s*(?:"|$)/m.test(text) && /"(?:\w+\.)*(?:event_?id|event_?code|id|code)"\s*:/i.test(text);

/** A CSV row names the source, or bears a date and a time. */
const hasRecordIn = (rows: readonly string[]): boolean =>
  rows.some((row) =>
    /MsiInstaller|[\t,;"](?:EventLog|Kernel-\w+|User32)[\t,;"]|\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}.{0,12}?\d{1,2}(?:[:.]| h )\d{2}/i.test(
      row,
    ),
  );
