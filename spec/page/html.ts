import type { Element, ElementContent, Root, RootContent } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import type { MarkdownBlock, MarkdownDocument } from './markdown.ts';
import { strangePage } from './not-a-page.ts';
import { ProseBuilder } from './prose.ts';
import type { Prose } from './prose.ts';

type HtmlNode = Root | RootContent | ElementContent;

const parser = unified().use(rehypeParse);

/** What a saved page has beside its text: navigation, buttons, forms, what is hidden. */
const NO_TEXT = new Set([
  'script',
  'style',
  'template',
  'nav',
  'aside',
  'footer',
  'header',
  'form',
  'button',
  'svg',
  'dialog',
  'noscript',
  'head',
]);
const MARKS = new Set(['strong', 'b', 'em', 'i', 'code']);
const BLOCKS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const LISTS = new Set(['ul', 'ol']);

/**
 * Reads the `main` of a saved page, or its body, as the blocks that Markdown has.
 * @throws {NotAPage} when the text is nested deeper than a parser can follow
 */
export const parseHtml = (text: string): MarkdownDocument & { readonly locale: string | null } => {
  try {
    const root = parser.parse(text);
    const main = find(root, 'main') ?? find(root, 'body') ?? root;
    const lang = find(root, 'html')?.properties['lang'];
    return {
      frontMatter: null,
      blocks: blocksIn(main, text),
      beside: [],
      locale: typeof lang === 'string' ? localeWritten(lang) : null,
    };
  } catch (error) {
    if (error instanceof RangeError) throw strangePage();
    throw error;
  }
};

/** `ja-jp` as `ja-JP`. */
const localeWritten = (lang: string): string => {
  try {
    return new Intl.Locale(lang).toString();
  } catch {
    return lang;
  }
};

const childrenOf = (node: HtmlNode): readonly (RootContent | ElementContent)[] =>
  'children' in node ? node.children : [];

const find = (node: HtmlNode, name: string): Element | undefined => {
  if (node.type === 'element' && node.tagName === name) return node;
  for (const child of childrenOf(node)) {
    const found = find(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
};

const isHidden = ({ properties, tagName }: Element): boolean =>
  NO_TEXT.has(tagName) || properties['hidden'] !== undefined || properties['ariaHidden'] === 'true';

const blocksIn = (node: HtmlNode, source: string): readonly MarkdownBlock[] =>
  childrenOf(node).flatMap((child): readonly MarkdownBlock[] => {
    if (child.type !== 'element' || isHidden(child)) return [];
    if (BLOCKS.has(child.tagName)) {
      const anchor = child.properties['id'];
      return [
        {
          kind: child.tagName === 'p' ? 'paragraph' : 'heading',
          prose: proseOf(child, source),
          anchor: typeof anchor === 'string' ? anchor : null,
        },
      ];
    }
    if (LISTS.has(child.tagName)) {
      const items = child.children.filter((item) => item.type === 'element' && item.tagName === 'li');
      return [{ kind: 'list', items: items.map((item) => proseOf(item, source)), offset: startOf(child) }];
    }
    return blocksIn(child, source);
  });

const proseOf = (block: RootContent | ElementContent, source: string): Prose => {
  const builder = new ProseBuilder();
  const visit = (node: RootContent | ElementContent): void => {
    if (node.type === 'text') {
      builder.append(node.value, source.slice(startOf(node), endOf(node)), startOf(node));
      return;
    }
    if (node.type !== 'element' || isHidden(node)) return;
    if (node.tagName === 'br') return builder.append('\n', '\n', startOf(node));
    const isMark = MARKS.has(node.tagName);
    const target = node.tagName === 'a' ? node.properties['href'] : undefined;
    if (isMark || typeof target === 'string') builder.seam();
    const from = builder.length;
    for (const child of node.children) visit(child);
    if (isMark) builder.mark({ from, to: builder.length });
    if (typeof target === 'string') {
      builder.link({ from, to: builder.length, target, bare: false, broken: false });
    }
  };
  visit(block);
  return builder.build(endOf(block), source);
};

const startOf = (node: HtmlNode): number => node.position?.start.offset ?? 0;
const endOf = (node: HtmlNode): number => node.position?.end.offset ?? startOf(node);
