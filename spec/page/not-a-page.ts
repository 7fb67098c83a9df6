import { PAGE_ID } from '../constants.ts';

/** The text is not the `_MSIExecute Mutex` page. The message is one sentence without a subject ("is empty: …"). */
export class NotAPage extends Error {
  override readonly name = 'NotAPage';
}

/** The longest page that is read, in characters. The published pages have 2 to 5 thousand. */
export const MAX_PAGE_LENGTH = 32_768;

/**
 * The longest paragraph that is read, in characters: Markdown parsers are quadratic within a paragraph. The
 * longest of the published pages has 1400, with both languages.
 */
export const MAX_PARAGRAPH_LENGTH = 4_096;

/** Lists and quotes within one another, which a parser follows in quadratic time. */
const DEEPLY_NESTED = /^(?:[^\S\r\n]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s))){20}/m;

const ADVICE =
  'give the Markdown source of the "_MSIExecute Mutex" page as Microsoft publishes it, the saved page or its text';

/** What at least two of must stand in the text before it is worth parsing. */
const TRACES = [
  /queryservicestatusex/i,
  /service\\?_status\\?_process/i,
  /msiexecute/i,
  /executesequence/i,
  /uisequence/i,
  /event-logging/i,
];

/**
 * Turns away, in time linear in the length, what cannot be the page.
 * @throws {NotAPage}
 */
export const refuseOtherThanPage = (text: string): void => {
  if (/^\s*$/.test(text)) throw new NotAPage(`is empty: ${ADVICE}`);
  // oxlint-disable-next-line no-control-regex -- control characters are what tells binary data from text
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw new NotAPage(`is binary data: ${ADVICE}`);
  const html = /^\s*(<!doctype\s|<html[\s>]|<\?xml)/i.test(text);
  const reason = html ? reasonNotToParseHtml(text) : reasonNotToParse(text);
  if (reason === undefined) return;
  const pageId = ASSET_ID.exec(text.slice(0, 4096))?.[1]?.toLowerCase();
  throw pageId === undefined || pageId === PAGE_ID ? new NotAPage(`${reason}: ${ADVICE}`) : otherPage(pageId);
};

const ASSET_ID = /^ms\.assetid:[\s'"{]*([0-9a-f-]{36})/im;

const reasonNotToParse = (text: string): string | undefined => {
  if (text.length > MAX_PAGE_LENGTH) {
    return `has ${text.length} characters and the page has about 5000 (at most ${MAX_PAGE_LENGTH} are read)`;
  }
  const longest = Math.max(
    ...text.split(/(?:\r\n|\n|\r(?!\n))[^\S\r\n]*(?=[\r\n])/).map((paragraph) => paragraph.length),
  );
  if (longest > MAX_PARAGRAPH_LENGTH) {
    return `has a paragraph of ${longest} characters (at most ${MAX_PARAGRAPH_LENGTH} are read)`;
  }
  if (DEEPLY_NESTED.test(text)) return 'has lists or quotes nested 20 deep';
  return TRACES.filter((trace) => trace.test(text)).length < 2 ? STRANGE : undefined;
};

/** A saved page carries its site with it. */
export const MAX_HTML_LENGTH = 2_000_000;

const reasonNotToParseHtml = (text: string): string | undefined => {
  if (text.length > MAX_HTML_LENGTH) {
    return `has ${text.length} characters (at most ${MAX_HTML_LENGTH} of a saved page are read)`;
  }
  return TRACES.filter((trace) => trace.test(text)).length < 2 ? 'is HTML of another page' : undefined;
};

const STRANGE = 'is not the "_MSIExecute Mutex" page (its links and names are not there)';

export const strangePage = (): NotAPage => new NotAPage(`${STRANGE}: ${ADVICE}`);

export const otherPage = (pageId: string): NotAPage =>
  new NotAPage(`is another documentation page (ms.assetid ${pageId}): ${ADVICE}`);
