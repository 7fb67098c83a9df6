import { BLOCKS } from '../clause.ts';
import type { Block } from '../clause.ts';
import { PAGE_ID } from '../constants.ts';
import { MUTEX } from './documented.ts';
import type { BlockPrint, FactName, PageFacts, RuleFacts } from './facts.ts';
import { FACTS, FACT_NAMES } from './facts.ts';
import { fingerprint } from './fingerprint.ts';
import { NO_FRONT_MATTER, readFrontMatter } from './front-matter.ts';
import type { FrontMatter } from './front-matter.ts';
import { findMention } from './identifiers.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import type { MarkdownDocument } from './markdown.ts';
import { NotAPage, otherPage, refuseOtherThanPage, strangePage } from './not-a-page.ts';
import { asCopied } from './plain-text.ts';
import type { Prose } from './prose.ts';
import { readFacts } from './read-facts.ts';
import { blockOf } from './located-block.ts';
import type { Located } from './roles.ts';
import { locate } from './roles.ts';
import type { Sighting } from './sighting.ts';
import type { Place, SourceText } from './source-text.ts';
import { readSource } from './source-text.ts';

/** A documentation page that was read. It holds wording and is not to be stored; `facts` may be. */
export interface DocumentationPage {
  readonly facts: PageFacts;
  readonly sightings: Readonly<Record<FactName, Sighting>>;
  readonly located: Located;
  readonly placeOf: (offset: number) => Place;
  /** Where a character of the page stands in the file as published. */
  readonly publishedAt: (offset: number) => number;
  readonly placeAt: (published: number) => Place;
  /** The file as published. */
  readonly published: string;
  readonly frontMatter: FrontMatter;
  /** The page in the language that it was translated from, where that stands beside the translation. */
  readonly original: DocumentationPage | undefined;
  /** What stands beside the page's blocks: notes, further paragraphs and list items, code. */
  readonly beside: readonly Prose[];
}

export interface ReadPageOptions {
  /** The locale to assume when the front matter names none, such as one read from the file's name. */
  readonly locale?: string | undefined;
}

/**
 * Reads the page's Markdown source, in any language, plain or bilingual.
 * @param text the whole file, decoded
 * @throws {NotAPage} when the text is not the `_MSIExecute Mutex` page
 */
export const readPage = (text: string, options: ReadPageOptions = {}): DocumentationPage => {
  refuseOtherThanPage(text);
  const page = readHalf(text, options, 'translation');
  if (page.facts.form !== 'bilingual') return page;
  return { ...page, original: originalOf(text) };
};

/** A bilingual page can have its original in pieces only; then there is nothing to compare with. */
const originalOf = (text: string): DocumentationPage | undefined => {
  try {
    return readHalf(text, {}, 'original');
  } catch (error) {
    if (error instanceof NotAPage) return undefined;
    throw error;
  }
};

const readHalf = (
  text: string,
  options: ReadPageOptions,
  half: 'translation' | 'original',
): DocumentationPage => {
  const source = readSource(text, half);
  const document = parse(source);
  const front = document.frontMatter === null ? NO_FRONT_MATTER : readFrontMatter(document.frontMatter);
  const located = locate(document.blocks);
  const sightings = readFacts(located, (block) => missingAt(located, block));
  judgeIdentity(front, located, sightings);
  const facts: PageFacts = {
    pageId: front.pageId,
    locale:
      half === 'original'
        ? 'en-US'
        : localeOf(front, document.locale ?? options.locale, document.frontMatter !== null),
    form: source.form,
    revision: front.revision,
    ...ruleFacts(sightings),
    illegible: FACT_NAMES.filter((name) => sightings[name].state === 'illegible'),
    blocks: printBlocks(located, source.placeOf),
    otherBlocks: [...otherProse(located), ...document.beside].map((prose) => print(prose, source.placeOf)),
    frontMatter: front.prints,
  };
  const { placeOf, publishedAt, placeAt } = source;
  const beside = [...otherProse(located), ...document.beside];
  const reading = { facts, sightings, located, frontMatter: front, beside, original: undefined };
  return { ...reading, placeOf, publishedAt, placeAt, published: text };
};

const parse = (source: SourceText): MarkdownDocument & { readonly locale?: string | null } => {
  if (source.form === 'html') return parseHtml(source.text);
  const document = parseMarkdown(source.text);
  return source.form === 'text' ? asCopied(document) : document;
};

/** @throws {NotAPage} */
const judgeIdentity = (
  front: FrontMatter,
  page: Located,
  sightings: Readonly<Record<FactName, Sighting>>,
): void => {
  if (front.pageId === PAGE_ID) return;
  const has = (name: FactName): boolean =>
    sightings[name].state === 'said' && sightings[name].names.length > 0;
  const signs = [
    page.anchor === '_msiexecute-mutex' ||
      (page.title !== undefined && findMention(page.title.text, MUTEX) !== undefined),
    sightings.executeTables.names.length > 1,
    has('errorCode'),
    has('uiCaseTables'),
    sightings.eventLogging.names.includes('event-logging'),
    has('statusFunction') && has('statusStructure'),
    has('unsupportedVersion') && has('versionFunction'),
  ].filter(Boolean).length;
  if (front.pageId !== null && signs < 5) throw otherPage(front.pageId);
  if (signs < 3) throw strangePage();
};

/** Microsoft publishes its own language without marks of translation. */
const localeOf = (front: FrontMatter, assumed: string | undefined, described: boolean): string | null => {
  if (front.locale !== null) return front.locale;
  if (assumed !== undefined) return assumed;
  const translated = Object.keys(front.revision).some((key) =>
    /openlocfilehash|locfileid|translationtype/.test(key),
  );
  return described && !translated ? 'en-US' : null;
};

const ruleFacts = (sightings: Readonly<Record<FactName, Sighting>>): RuleFacts =>
  Object.fromEntries(
    FACT_NAMES.map((name) => [name, valueOf(name, sightings[name])]),
  ) as unknown as RuleFacts;

const valueOf = (name: FactName, { state, names }: Sighting): RuleFacts[FactName] => {
  const one = names.length === 0 ? null : names.join(', ');
  switch (FACTS[name].value) {
    case 'names':
      return [...new Set(names)];
    case 'names or null':
      return state === 'missing' ? null : [...new Set(names)];
    case 'name':
      return one;
    case 'number':
      return one === null ? null : Number.parseInt(one, 10);
    case 'count':
      return Number(one ?? 0);
  }
};

/** Where a missing block should stand: behind the nearest block before it. */
const missingAt = (page: Located, block: Block): number => {
  for (const before of BLOCKS.slice(0, BLOCKS.indexOf(block)).toReversed()) {
    const prose = blockOf(page, before);
    if (prose !== undefined) return Math.max(0, (prose.offsets.at(-1) ?? 1) - 1);
  }
  return 0;
};

const printBlocks = (page: Located, placeOf: (offset: number) => Place): readonly BlockPrint[] =>
  page.order.flatMap((block) => {
    const prose = blockOf(page, block);
    return prose === undefined ? [] : [{ block, ...print(prose, placeOf) }];
  });

const print = (prose: Prose, placeOf: (offset: number) => Place): Omit<BlockPrint, 'block'> => ({
  ...placeOf(prose.offsets[0] ?? 0),
  fingerprint: fingerprint(prose.text),
});

/** With the list's further items, which are none of the two cases. */
const otherProse = (page: Located): readonly Prose[] => [
  ...page.cases.filter((_, index) => index !== page.mutexCase && index !== page.uiCase),
  ...page.others,
];
