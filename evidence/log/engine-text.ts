import { readStatusSentence } from './sentences.ts';

/** What the text of an engine line says, as far as it bears on the story. */
export type EngineText =
  | { readonly type: 'grabbed' }
  | { readonly type: 'could-not-grab'; readonly systemError: number | null }
  | { readonly type: 'none-or-basic' }
  | { readonly type: 'server-transaction'; readonly package: string }
  | { readonly type: 'running-sequence'; readonly ui: boolean }
  | { readonly type: 'doing-action'; readonly name: string }
  | { readonly type: 'returning'; readonly code: number }
  | { readonly type: 'run-engine' }
  | { readonly type: 'property'; readonly name: string; readonly value: string }
  | { readonly type: 'second-sequence' }
  | { readonly type: 'switching' }
  | { readonly type: 'back'; /** `null` where the line was cut. */ readonly code: number | null }
  | { readonly type: 'clean-up' }
  | { readonly type: 'package-opened'; readonly package: string }
  | { readonly type: 'product-code'; readonly code: string }
  | { readonly type: 'restore-point' }
  | { readonly type: 'restore-point-done' }
  | { readonly type: 'script' }
  | { readonly type: 'message-1500'; readonly product: string | null }
  | { readonly type: 'status-record'; readonly product: string; readonly status: number }
  | { readonly type: 'product-message'; readonly product: string }
  | {
      readonly type: 'custom-action-code';
      readonly name: string;
      readonly code: number;
      /** Its author said that a failure of it does not matter. */
      readonly isIgnored: boolean;
    };

const PROPERTY_VALUE = /Adding (\w+) property\. Its value is '(.*)'\.?\s*$/u;

const KEPT_PROPERTIES = new Set([
  'UILevel',
  'CLIENTUILEVEL',
  'CLIENTPROCESSID',
  'ComputerName',
  'UserLanguageID',
  'ProductName',
  'ProductCode',
  'OriginalDatabase',
]);
export const isKeptProperty = (name: string): boolean => KEPT_PROPERTIES.has(name);

const numberAfter = (text: string, at: number, end: number): number | null => {
  const found = /-?\d+/.exec(text.slice(at, Math.min(end, at + 24)));
  return found === null ? null : Number(found[0]);
};

/**
 * Reads the text from `at` to `end`; `undefined` for the great majority, which tells nothing about the
 * mutex. The first characters decide, so that nothing is copied for those.
 */
export const readEngineText = (text: string, at: number, end: number): EngineText | undefined => {
  const is = (words: string): boolean => text.startsWith(words, at);
  const rest = (words: string): string => text.slice(at + words.length, end).trim();
  switch (text.charCodeAt(at)) {
    case 42: // *
      return text.slice(at, end).includes('RunEngine:') ? { type: 'run-engine' } : undefined;
    case 66: // B
      return is('Back from server') ? { type: 'back', code: numberAfter(text, at + 16, end) } : undefined;
    case 67: // C
      if (is('Client-side and UI is none or basic')) return { type: 'none-or-basic' };
      if (is('Cleaning up uninstalled install packages')) return { type: 'clean-up' };
      if (is('Calling SRSetRestorePoint')) return { type: 'restore-point' };
      return is('CustomAction ') ? readCustomActionCode(text.slice(at, end)) : undefined;
    case 68: // D
      return is('Doing action: ')
        ? { type: 'doing-action', name: rest('Doing action: ').replace(/\.$/, '') }
        : undefined;
    case 70: // F
      return is('Failed to grab execution mutex')
        ? { type: 'could-not-grab', systemError: numberAfter(text, at + 31, end) }
        : undefined;
    case 71: // G
      return is('Grabbed execution mutex') ? { type: 'grabbed' } : undefined;
    case 77: {
      // M
      if (!is('MainEngineThread is returning')) return undefined;
      const code = numberAfter(text, at + 29, end);
      return code === null ? undefined : { type: 'returning', code };
    }
    case 78: // N
      return is('Note: 1: 1500') ? { type: 'message-1500', product: null } : undefined;
    case 79: // O
      return is('Original package ==> ')
        ? { type: 'package-opened', package: rest('Original package ==> ') }
        : undefined;
    case 80: // P
      if (is('PROPERTY CHANGE: Adding ')) return readPropertyChange(text, at, end);
      if (is('Prod') && !is('Product Code')) return readProductMessage(text.slice(at, end));
      return is('Product Code passed to Engine.Initialize:')
        ? { type: 'product-code', code: /\{[0-9A-F-]{36}\}/i.exec(text.slice(at, end))?.[0] ?? '' }
        : undefined;
    case 82: // R
      if (text.charCodeAt(at + 1) !== 117) return undefined;
      if (is('Running installation inside multi-package transaction')) {
        return {
          type: 'server-transaction',
          package: rest('Running installation inside multi-package transaction'),
        };
      }
      if (is('Running UISequence')) return { type: 'running-sequence', ui: true };
      if (is('Running ExecuteSequence')) return { type: 'running-sequence', ui: false };
      return is('Running Script:') ? { type: 'script' } : undefined;
    case 83: // S
      return is('Switching to server') ? { type: 'switching' } : undefined;
    case 84: // T
      if (is('The ')) return is('The call to SRSetRestorePoint') ? { type: 'restore-point-done' } : undefined;
      return readProductMessage(text.slice(at, end));
    default:
      // A record that begins in another script.
      return text.charCodeAt(at) > 127 ? readProductMessage(text.slice(at, end)) : undefined;
  }
};

/** The same with the pieces of text in it made fit to be kept. */
export const withKept = (said: EngineText, keep: (piece: string) => string): EngineText => {
  if (said.type === 'server-transaction' || said.type === 'package-opened')
    return { ...said, package: keep(said.package) };
  if (said.type === 'property') return { ...said, name: keep(said.name), value: keep(said.value) };
  if (said.type === 'doing-action') return { ...said, name: keep(said.name) };
  if (said.type === 'product-message') return { ...said, product: keep(said.product) };
  if (said.type === 'message-1500' && said.product !== null) return { ...said, product: keep(said.product) };
  if (said.type === 'product-code') return { ...said, code: keep(said.code) };
  return said;
};

/** Whether the second word may be that number: looked at in place, because most lines are no such message. */
export const mayBeMessage1500 = (text: string, at: number, end: number): boolean => {
  // A word of another script has two or three bytes a letter.
  for (let index = at; index < end && index - at < 90; index++) {
    const code = text.charCodeAt(index);
    if (code === ONE) return text.startsWith('1500', index);
    if (code === BLANK && text.charCodeAt(index + 1) !== ONE) return false;
  }
  return false;
};

/** `Error 1500. …`, the number of "another installation is in progress": one word before it, in whatever language. */
export const isMessage1500 = (line: string): boolean => /^\p{L}[\p{L}\p{M}]{1,29}\s1500[.。]/u.test(line);
/** The same behind `Product: NAME -- `, also of bytes that are not decoded yet. */
const RECORD_OF_1500 = / -- [^0-9 ]{2,60} 1500[.\u3002\u00e3]/u;

/** A message about a product; that another installation is in progress is one of them. */
const readProductMessage = (text: string): EngineText | undefined => {
  const [, product] = PRODUCT_MESSAGE.exec(text) ?? [];
  if (RECORD_OF_1500.test(text)) return { type: 'message-1500', product: product ?? null };
  return product === undefined ? undefined : { type: 'product-message', product };
};
/** Also of bytes that are not decoded yet. */
const PRODUCT_MESSAGE = /^[^\s:：]{2,60}?\s?(?::|：|\u00ef\u00bc.)\s*(?!\d+: )(.+?) -- /u;

const [BLANK, FULL_STOP, ONE] = [32, 46, 49];
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** A colon, or the last of the three bytes of a wide one. */
const isColon = (code: number): boolean => code === 58 || code === 0xff1a || code === 0x9a || code === 0x161;

/** A record's sentence ends in a number behind a colon: looked at in place, because most lines do not. */
export const mayEndInStatus = (text: string, at: number, end: number): boolean => {
  let last = end - 1;
  // A blank, a full stop, or the three bytes of a full stop of East Asia.
  for (let skipped = 0; skipped < 5 && last > at; skipped++, last--) {
    const code = text.charCodeAt(last);
    if (isDigit(code)) break;
    if (code !== BLANK && code !== FULL_STOP && code < 128) return false;
  }
  const number = last;
  while (last > at && number - last < 10 && isDigit(text.charCodeAt(last))) last--;
  if (last === number) return false;
  while (last > at && text.charCodeAt(last) === BLANK) last--;
  return isColon(text.charCodeAt(last));
};

/** A sentence of the 1033, 1034 or 1035 record stands in the log too, in the user's language. */
export const readStatusRecord = (text: string): EngineText | undefined => {
  const sentence = readStatusSentence(text);
  return sentence === undefined ? undefined : { type: 'status-record', ...sentence };
};

const readPropertyChange = (text: string, at: number, end: number): EngineText | undefined => {
  const name = /^\w+/.exec(text.slice(at + 24, Math.min(end, at + 64)))?.[0] ?? '';
  if (name === 'SECONDSEQUENCE') return { type: 'second-sequence' };
  if (!isKeptProperty(name)) return undefined;
  const value = PROPERTY_VALUE.exec(text.slice(at, end))?.[2];
  return value === undefined ? undefined : { type: 'property', name, value };
};

/** `CustomAction NAME returned actual error code N`; the name is empty for a nested product. */
export const readCustomActionCode = (line: string): EngineText | undefined => {
  const found = /^\s*CustomAction (\S*) ?returned actual error code (-?\d+)(.*)/s.exec(line);
  if (found === null) return undefined;
  const [, name = '', code = '', rest = ''] = found;
  const isIgnored = rest.includes('translated to success');
  return { type: 'custom-action-code', name, code: Number(code), isIgnored };
};
