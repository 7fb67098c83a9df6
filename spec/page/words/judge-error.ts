/** The words of the blocks on the error: its two cases, the second paragraph, and how many cases there are. */
import { findNumbers } from '../numbers.ts';
import type { Range } from '../prose.ts';
import { overlap } from '../prose.ts';
import type { Lexicon } from './lexicon.ts';
import { STANDS_FOR, beside, findWords } from './patterns.ts';
import { finder, judgeWhile, made, negations } from './word-finding.ts';
import type { Judge, WordFinding } from './word-finding.ts';

export const judgeItem1: Judge = (block, lexicon) => {
  const finding = made('1618-mutex', block.whole);
  const [wrong] = [...negations(block.text, lexicon), ...findWords(block.text, lexicon.unset, lexicon)];
  return [
    ...(wrong === undefined ? [] : [finding('contradicts', 'polarity', wrong, 'is set (no negation)')]),
    ...(wrong === undefined && findWords(block.text, lexicon.set, lexicon).length === 0
      ? [finding('review', 'polarity', undefined, 'is set')]
      : []),
    ...judgeWhile(block, lexicon, '1618-mutex'),
  ];
};

export const judgeItem2: Judge = (block, lexicon) => {
  const { text, whole } = block;
  const find = finder(lexicon, text);
  const finding = made('1618-ui', whole);
  const [negation] = [...negations(text, lexicon), ...find(lexicon.stopped)];
  const process = find(lexicon.process);
  const [other] = beside(text, find(lexicon.other), process, lexicon, true);
  const current = find(lexicon.current);
  return [
    ...(negation === undefined
      ? []
      : [finding('contradicts', 'polarity', negation, 'is processing (no negation)')]),
    ...(negation === undefined && find(lexicon.processes).length === 0
      ? [finding('review', 'polarity', undefined, 'is processing')]
      : []),
    ...(other === undefined ? [] : [finding('contradicts', 'agency', other, 'the current process')]),
    ...(other === undefined && current.length === 0
      ? [finding('review', 'agency', process[0], 'the current process')]
      : []),
    ...judgeWhile(block, lexicon, '1618-ui'),
  ];
};

/** The part of a sentence, between commas, in which an index lies. */
const segmentAt = (text: string, index: number): Range => {
  const isStop = (at: number): boolean =>
    /[;；。，、！？]/u.test(text.charAt(at)) ||
    (/[.,:!?]/.test(text.charAt(at)) && /\s|^$/.test(text.charAt(at + 1))) ||
    // Beside characters that stand without spaces.
    (/[,:!?]/.test(text.charAt(at)) && /[\u3040-\u30ff\u3400-\u9fff]/.test(text.charAt(at + 1)));
  let [from, to] = [index, index];
  while (from > 0 && !isStop(from - 1)) from--;
  while (to < text.length && !isStop(to)) to++;
  return { from, to };
};

export const judgeP2: Judge = (block, lexicon) => {
  const { text, whole } = block;
  const find = finder(lexicon, text);
  const finding = made('1618-mutex', whole);
  const code = text.lastIndexOf(STANDS_FOR.error);
  const answer = code < 0 ? undefined : segmentAt(text, code);
  const all = negations(text, lexicon);
  const inAnswer = all.find(({ from }) => answer !== undefined && from >= answer.from && from < answer.to);
  const counts = countsIn(text, lexicon);
  const [several] = beside(
    text,
    counts.filter(({ value }) => value === 2),
    find(lexicon.installation),
    lexicon,
  );
  const [tooMany] = beside(
    text,
    counts.filter(({ value }) => value > 2),
    find(lexicon.installation),
    lexicon,
  );
  const reasonInAnswer = answersWithReason(text, answer, lexicon);
  const process = find(lexicon.process);
  const apart = beside(text, find(lexicon.other), process, lexicon, true).find(
    ({ from }) => reasonInAnswer || answer === undefined || from < answer.from || from >= answer.to,
  );
  const together = beside(text, find(lexicon.current), process, lexicon, true);
  const one = beside(text, find(lexicon.numbers[0]), process, lexicon);
  const polarity = ((): readonly WordFinding[] => {
    if (inAnswer !== undefined && (all.length > 1 || !reasonInAnswer)) {
      return [finding('contradicts', 'polarity', inAnswer, 'returns the error (no negation)')];
    }
    if (all.length > 1)
      return [finding('review', 'polarity', all.at(-1), 'returns the error (one negation only)')];
    if (all.length === 0 && several !== undefined) {
      return [finding('review', 'polarity', several, 'two installations cannot be run in the same process')];
    }
    const [withheld] = find(lexicon.notReturned);
    return withheld === undefined && find(lexicon.returns).length > 0
      ? []
      : [finding('review', 'polarity', withheld, 'returns the error')];
  })();
  return [
    ...polarity,
    ...(tooMany === undefined ? [] : [finding('contradicts', 'quantity', tooMany, 'two installations')]),
    ...(apart === undefined || together.length > 0
      ? []
      : [finding('contradicts', 'agency', apart, 'the same process')]),
    ...(apart === undefined &&
    [...together, ...one].length === 0 &&
    several !== undefined &&
    process[0] !== undefined
      ? [finding('review', 'agency', process[0], 'the same process')]
      : []),
    ...judgeCaseCount(block, lexicon),
  ];
};

/** Whether the reason ("two installations cannot …") stands in the same part of the sentence as the error. */
const answersWithReason = (text: string, answer: Range | undefined, lexicon: Lexicon): boolean =>
  answer !== undefined &&
  beside(
    text.slice(answer.from, answer.to),
    countsIn(text.slice(answer.from, answer.to), lexicon),
    findWords(text.slice(answer.from, answer.to), lexicon.installation, lexicon),
    lexicon,
  ).length > 0;

interface Count extends Range {
  readonly value: number;
}

/** Counts in words and in digits. */
export const countsIn = (text: string, lexicon: Lexicon): readonly Count[] => [
  ...lexicon.numbers.flatMap((words, index) =>
    findWords(text, words, lexicon).map((range) => ({ ...range, value: index + 1 })),
  ),
  ...findNumbers(text)
    .filter(({ value }) => value.length === 1)
    .map(({ from, to, value }) => ({ from, to, value: Number(value) })),
];

const judgeCaseCount: Judge = ({ text, whole, cases }, lexicon) => {
  // Another number of list items is a contradiction by itself.
  if (cases !== 2) return [];
  const finding = made('1618-only', whole);
  const nouns = findWords(text, lexicon.cases, lexicon);
  const expected = 'two cases';
  const open = beside(text, findWords(text, lexicon.unbounded, lexicon), nouns, lexicon)[0];
  if (open !== undefined) return [finding('contradicts', 'quantity', open, expected)];
  const [more] = beside(text, findWords(text, lexicon.notOnly, lexicon), nouns, lexicon);
  if (more !== undefined) return [finding('review', 'quantity', more, expected)];
  const counts = countsIn(text, lexicon);
  const counted = nouns.flatMap((noun) => {
    const near = counts.filter((count) => beside(text, [count], [noun], lexicon).length > 0);
    const last = near.toSorted((a, b) => a.from - b.from).at(-1);
    return last === undefined ? [] : [{ from: last.from, to: noun.to, value: last.value }];
  });
  const wrong = counted.find(({ value }) => value !== cases);
  if (wrong !== undefined && counted.every(({ value }) => value !== cases)) {
    return [finding('contradicts', 'quantity', wrong, expected)];
  }
  const listed = findWords(text, lexicon.counted, lexicon);
  const stands = listed.some(
    (word) =>
      nouns.length === 0 ||
      nouns.some((noun) => overlap(noun, word)) ||
      beside(text, [word], nouns, lexicon, true).length > 0,
  );
  if (counted.length > 0 || stands) return [];
  return [finding('review', 'quantity', nouns[0], expected)];
};
