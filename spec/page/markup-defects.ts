import type { Block } from '../clause.ts';
import type { Flaw } from './defect-kinds.ts';
import * as documented from './documented.ts';
import { findMention } from './identifiers.ts';
import type { Prose, Range } from './prose.ts';
import { overlap, textOf, within } from './prose.ts';
import { sentencesOf } from './words/patterns.ts';

/**
 * What is wrong with a block's markup and typography, in whatever language.
 * @param names the damaged names of the block: their stray underscores are told with them
 */
export const findMarkupFlaws = (block: Block, prose: Prose, names: readonly Flaw[]): readonly Flaw[] => [
  ...orphanUnderscores(prose, names),
  ...matches(prose, /\\+_?\w*/g).map((range) => ({
    kind: 'double-escape' as const,
    range,
    expected: textOf(prose, range).replaceAll('\\', ''),
  })),
  ...matches(prose, /\*\*[^*\n]*\*\*|\*\*/g).map((range) => ({
    kind: 'literal-marks' as const,
    range,
    expected: textOf(prose, range).replaceAll('*', '').trim(),
  })),
  ...(block === 'p4' || block === 'p5' ? unevenMarks(prose) : []),
  ...matches(prose, /\S+[^\S\n]{1,2}\.(?=\s|$)/g).map((range) => ({
    kind: 'space-before-stop' as const,
    range,
    expected: textOf(prose, range).replace(/\s+\.$/, '.'),
  })),
  ...(block.startsWith('p') ? smallBeginnings(prose) : []),
];

const matches = (prose: Prose, pattern: RegExp): readonly Range[] =>
  [...prose.text.matchAll(pattern)].map(({ 0: found, index }) => ({ from: index, to: index + found.length }));

const orphanUnderscores = (prose: Prose, names: readonly Flaw[]): readonly Flaw[] => {
  const near = (a: Range, b: Range): boolean => {
    if (overlap(a, b)) return true;
    const [from, to] = a.to <= b.from ? [a.to, b.from] : [b.to, a.from];
    return /^\s*(?:[^\s_]+\s*){0,2}$/.test(prose.text.slice(from, to));
  };
  const owners = names.filter(({ kind }) =>
    ['split', 'displaced', 'translated', 'transliterated', 'lost'].includes(kind),
  );
  return matches(prose, /(?<!\S)_(?:\s+_)*(?!\S)/g)
    .filter((range) => !owners.some((flaw) => near(range, flaw.range)))
    .map((range) => ({ kind: 'orphan-underscore', range, expected: 'nothing' }));
};

const MARKED = [documented.STATUS_FUNCTION, documented.STATUS_STRUCTURE, documented.MEMBER, documented.VALUE];

/** An emphasis over a name and a suffix or noun, or one that begins in the middle of what it should mark. */
const unevenMarks = (prose: Prose): readonly Flaw[] =>
  prose.marks
    // A mark within a mark is told once.
    .filter(
      (mark, _, all) => !all.some((other) => other !== mark && within(mark, other) && !within(other, mark)),
    )
    .flatMap((mark): readonly Flaw[] => {
      const name = MARKED.find((wanted) => findMention(prose.text, wanted, mark) !== undefined);
      const mention = name === undefined ? undefined : findMention(prose.text, name, mark);
      if (name !== undefined && mention !== undefined) {
        const around = prose.text.slice(mark.from, mention.from) + prose.text.slice(mention.to, mark.to);
        const letters = around.match(/\p{L}/gu)?.length ?? 0;
        return letters < 2 ? [] : [{ kind: 'marked-more', range: mark, expected: name.name }];
      }
      const before = /\p{L}+['’]\s+$/u.exec(prose.text.slice(0, mark.from));
      if (before === null || !textOf(prose, mark).includes('_')) return [];
      return [
        {
          kind: 'marked-less',
          range: { from: before.index, to: mark.from + 1 },
          expected: 'one emphasis over all of it',
        },
      ];
    });

/** Short forms after which a sentence goes on. */
const ABBREVIATION =
  /(?:^|[\s(（])(?:\p{L}|\p{Ll}{1,3}|etc|resp|incl|inkl|evtl|approx|např|напр|napr|примеч|vgl|usw|bzw|ej|fig|abb|cap|art|no|nr|núm)\.$/u;

const smallBeginnings = (prose: Prose): readonly Flaw[] =>
  sentencesOf(prose.text, { from: 0, to: prose.text.length }).flatMap((sentence): readonly Flaw[] => {
    if (ABBREVIATION.test(prose.text.slice(0, sentence.from))) return [];
    const part = textOf(prose, sentence);
    const start = sentence.from + (/^[\s"'«„“(*]*/u.exec(part)?.[0].length ?? 0);
    const word = /^[\p{L}\p{M}\p{N}_'’]+/u.exec(prose.text.slice(start))?.[0] ?? '';
    // A name keeps its small letter.
    if (!/^\p{Ll}\P{Lu}*$/u.test(word) || word.includes('_')) return [];
    const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
    const expected = first.toUpperCase() + word.slice(first.length);
    return [{ kind: 'lower-case-start', range: { from: start, to: start + word.length }, expected }];
  });
