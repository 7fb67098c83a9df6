import type { BlockContent, DefinitionContent, Definition, List, Node, Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

import { strangePage } from './not-a-page.ts';
import { ProseBuilder } from './prose.ts';
import type { Prose } from './prose.ts';

/** A block of the document in reading order. */
export type MarkdownBlock =
  | { readonly kind: 'heading' | 'paragraph'; readonly prose: Prose; readonly anchor: string | null }
  | { readonly kind: 'list'; readonly items: readonly Prose[]; readonly offset: number };

export interface MarkdownDocument {
  /** The YAML between the `---` lines, if there is any. */
  readonly frontMatter: string | null;
  readonly blocks: readonly MarkdownBlock[];
  /** Code and HTML between the blocks, in which nothing is looked for. */
  readonly beside: readonly Prose[];
}

const parser = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']);

/** @throws {NotAPage} when the text is nested deeper than a parser can follow */
export const parseMarkdown = (text: string): MarkdownDocument => {
  try {
    const root = parser.parse(text);
    const frontMatter = root.children.find((node) => node.type === 'yaml');
    const reader = proseReader(text, definitionsIn(root));
    return {
      frontMatter: frontMatter?.type === 'yaml' ? frontMatter.value : null,
      blocks: blocksOf(root.children, reader),
      beside: besideBlocks(root.children),
    };
  } catch (error) {
    if (error instanceof RangeError) throw strangePage();
    throw error;
  }
};

const HTML_EMPHASIS = /^<(\/?)(?:strong|b|em|i|code)(?:\s[^<>]*)?>$/i;

type ReadProse = (node: Node) => { prose: Prose; anchor: string | null };

const blocksOf = (
  nodes: readonly (RootContent | BlockContent | DefinitionContent)[],
  read: ReadProse,
): readonly MarkdownBlock[] => {
  const blocks: MarkdownBlock[] = [];
  for (const node of nodes) {
    if (node.type === 'heading' || node.type === 'paragraph') blocks.push({ kind: node.type, ...read(node) });
    if (node.type === 'blockquote') blocks.push(...blocksOf(node.children, read));
    if (node.type !== 'list') continue;
    const last = blocks.at(-1);
    const items = itemsOf(node, read);
    // Another bullet begins another list; a reader sees one.
    if (last?.kind === 'list') blocks[blocks.length - 1] = { ...last, items: [...last.items, ...items] };
    else blocks.push({ kind: 'list', items, offset: startOf(node) });
  }
  return blocks;
};

const besideBlocks = (nodes: readonly RootContent[]): readonly Prose[] =>
  nodes.flatMap((node) => {
    if (node.type !== 'code' && node.type !== 'html') return [];
    const visible = node.type === 'code' ? node.value : node.value.replace(/<!--.*?-->|<[^<>]*>/gs, ' ');
    const offsets = [startOf(node), endOf(node)];
    return /\S/.test(visible) ? [{ text: visible, offsets, links: [], marks: [] }] : [];
  });

const itemsOf = (list: List, read: ReadProse): readonly Prose[] =>
  list.children.map((item) => read(item).prose);

const definitionsIn = (root: Root): ReadonlyMap<string, Definition> => {
  const found = new Map<string, Definition>();
  const visit = (node: Node): void => {
    if (isDefinition(node) && !found.has(node.identifier)) found.set(node.identifier, node);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  return found;
};

const proseReader =
  (source: string, definitions: ReadonlyMap<string, Definition>): ReadProse =>
  (block) => {
    const builder = new ProseBuilder();
    let anchor: string | null = null;
    let open: { from: number; target: string } | undefined;
    const emphasised: number[] = [];

    const html = (value: string): void => {
      const [, closing] = HTML_EMPHASIS.exec(value) ?? [];
      if (closing === '') emphasised.push(builder.length);
      else if (closing === '/')
        builder.mark({ from: emphasised.pop() ?? builder.length, to: builder.length });
      const target = /<a\b[^<>]*\bhref\s*=\s*["']?([^"'<>\s]+)/i.exec(value)?.[1];
      anchor ??= /<a\b[^<>]*\b(?:name|id)\s*=\s*["']?([^"'<>\s]+)/i.exec(value)?.[1] ?? null;
      if (target !== undefined) open = { from: builder.length, target };
      else if (/<\/a\s*>/i.test(value) && open !== undefined) {
        builder.link({ ...open, to: builder.length, bare: false, broken: false });
        open = undefined;
      }
    };

    const visit = (node: Node): void => {
      const from = builder.length;
      if (['strong', 'emphasis', 'link', 'linkReference'].includes(node.type)) builder.seam();
      const children = (): void => childrenOf(node).forEach(visit);
      const raw = (): string => source.slice(startOf(node), endOf(node));
      const value = 'value' in node && typeof node.value === 'string' ? node.value : '';
      const link = (target: string): void => {
        children();
        const bare = raw().startsWith('<');
        builder.link({ from, to: builder.length, target, bare, broken: false });
      };
      switch (node.type) {
        case 'text':
          return builder.append(value, raw(), startOf(node));
        case 'image':
          return builder.append(
            'alt' in node && typeof node.alt === 'string' ? node.alt : '',
            raw(),
            startOf(node),
          );
        case 'break':
          return builder.append('\n', '\n', startOf(node));
        case 'html':
          return html(value);
        case 'inlineCode':
          builder.append(value, raw(), startOf(node));
          return builder.mark({ from, to: builder.length });
        case 'strong':
        case 'emphasis':
          children();
          return builder.mark({ from, to: builder.length });
        case 'link':
          return link('url' in node ? String(node.url) : '');
        case 'linkReference':
          return link(definitions.get('identifier' in node ? String(node.identifier) : '')?.url ?? '');
        case 'paragraph':
          if (from > 0) builder.append('\n', '\n', startOf(node));
          return children();
        default:
          return children();
      }
    };
    visit(block);
    return { prose: builder.build(endOf(block), source), anchor };
  };

const isDefinition = (node: Node): node is Definition => node.type === 'definition';

const childrenOf = (node: Node): readonly Node[] =>
  'children' in node && Array.isArray(node.children) ? node.children : [];

const startOf = (node: Node): number => node.position?.start.offset ?? 0;
const endOf = (node: Node): number => node.position?.end.offset ?? 0;
