import type { Block, ClauseId } from '../../clause.ts';
import { findNumbers, findVersions } from '../numbers.ts';
import type { Range } from '../prose.ts';
import type { Lexicon, WordKind, Words } from './lexicon.ts';
import { STANDS_FOR, beside, findWords, sentencesOf, without } from './patterns.ts';

/** What the words of a block say that the clause does not, or no longer say. */
export interface WordFinding {
  readonly clause: ClauseId;
  readonly kind: WordKind;
  /**
   * `contradicts`: a word was read that says something else. `review`: the word that is due was not found, or
   * words that can be read otherwise stand there: a person has to look.
   */
  readonly verdict: 'contradicts' | 'review';
  readonly range: Range;
  readonly expected: string;
}

/** A block as words are looked for in it: its text with the names taken out, and the sentences that are its own. */
export interface BlockWords {
  readonly text: string;
  readonly whole: Range;
  /** How many cases the list has; 0 where there is no list. */
  readonly cases: number;
  /** Whether the error is named, be it in translated words. */
  readonly namesError: boolean;
}

type Judge = (block: BlockWords, lexicon: Lexicon) => readonly WordFinding[];

const finder =
  (lexicon: Lexicon, text: string) =>
  (words: Words): readonly Range[] =>
    findWords(text, words, lexicon);

const made =
  (clause: ClauseId, whole: Range) =>
  (
    verdict: WordFinding['verdict'],
    kind: WordKind,
    range: Range | undefined,
    expected: string,
  ): WordFinding => ({
    clause,
    kind,
    verdict,
    range: range ?? whole,
    expected,
  });

/** Negations that are left when phrases that only look like one, or that were read already, are taken out. */
const negations = (text: string, lexicon: Lexicon, read: readonly Range[] = []): readonly Range[] => {
  const rest = without(text, [...read, ...findWords(text, lexicon.noNegation, lexicon)]);
  return findWords(rest, lexicon.negation, lexicon);
};

/** "while": required, and no "after" or "before" in its place. */
const judgeWhile = (
  { text, whole }: BlockWords,
  lexicon: Lexicon,
  clause: ClauseId,
): readonly WordFinding[] => {
  const find = finder(lexicon, text);
  const finding = made(clause, whole);
  const expected = 'while, during';
  const [after, before] = [find(lexicon.after)[0], find(lexicon.before)[0]];
  const meanwhile = find(lexicon.while).filter(
    (range) =>
      ![after, before].some(
        (other) => other !== undefined && other.from <= range.to && range.from <= other.to,
      ),
  );
  const other = after ?? before;
  if (meanwhile.length === 0) {
    return [finding(other === undefined ? 'review' : 'contradicts', 'time', other, expected)];
  }
  return other === undefined ? [] : [finding('review', 'time', other, expected)];
};

const judgeP1: Judge = (block, lexicon) => {
  const { text, whole } = block;
  const find = finder(lexicon, text);
  const finding = made('mutex-scope', whole);
  const only = find(lexicon.only);
  const [negation] = negations(text, lexicon, only);
  const [unset] = find(lexicon.unset);
  return [
    ...(only.length === 0 ? [finding('review', 'quantity', undefined, 'only while')] : []),
    ...(negation === undefined
      ? []
      : [
          finding(only.length === 0 ? 'review' : 'contradicts', 'polarity', negation, 'is set (no negation)'),
        ]),
    ...(unset === undefined || negation !== undefined
      ? []
      : [finding('contradicts', 'polarity', unset, 'is set')]),
    ...judgeWhile({ ...block, text: without(text, only) }, lexicon, 'mutex-scope').filter(
      // "only when" in one word, as some languages have it.
      ({ verdict, range }) =>
        !(
          verdict === 'review' &&
          range === whole &&
          only.some((each) => find(lexicon.while).some((time) => time.from < each.to && each.from < time.to))
        ),
    ),
  ];
};

const judgeItem1: Judge = (block, lexicon) => {
  const finding = made('1618-mutex', block.whole);
  const [wrong] = [...negations(block.text, lexicon), ...findWords(block.text, lexicon.unset, lexicon)];
  return [
    ...(wrong === undefined ? [] : [finding('contradicts', 'polarity', wrong, 'is set (no negation)')]),
    ...judgeWhile(block, lexicon, '1618-mutex'),
  ];
};

const judgeItem2: Judge = (block, lexicon) => {
  const { text, whole } = block;
  const find = finder(lexicon, text);
  const finding = made('1618-ui', whole);
  const [negation] = negations(text, lexicon);
  const process = find(lexicon.process);
  const [other] = beside(text, find(lexicon.other), process, lexicon, true);
  const current = find(lexicon.current);
  return [
    ...(negation === undefined
      ? []
      : [finding('contradicts', 'polarity', negation, 'is processing (no negation)')]),
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
    (/[.,:!?]/.test(text.charAt(at)) && /\s|^$/.test(text.charAt(at + 1)));
  let [from, to] = [index, index];
  while (from > 0 && !isStop(from - 1)) from--;
  while (to < text.length && !isStop(to)) to++;
  return { from, to };
};

const judgeP2: Judge = (block, lexicon) => {
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
  const polarity = ((): readonly WordFinding[] => {
    if (inAnswer !== undefined && (all.length > 1 || !reasonInAnswer)) {
      return [finding('contradicts', 'polarity', inAnswer, 'returns the error (no negation)')];
    }
    if (all.length > 1)
      return [finding('review', 'polarity', all.at(-1), 'returns the error (one negation only)')];
    if (all.length === 0 && several !== undefined) {
      return [finding('review', 'polarity', several, 'two installations cannot be run in the same process')];
    }
    return [];
  })();
  return [
    ...polarity,
    ...(tooMany === undefined ? [] : [finding('contradicts', 'quantity', tooMany, 'two installations')]),
    ...(apart === undefined || together.length > 0
      ? []
      : [finding('contradicts', 'agency', apart, 'the same process')]),
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
const countsIn = (text: string, lexicon: Lexicon): readonly Count[] => [
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
  if (counted.length > 0 || findWords(text, lexicon.counted, lexicon).length > 0) return [];
  return [finding('review', 'quantity', nouns[0], expected)];
};

const judgeP3: Judge = ({ text, whole }, lexicon) => {
  const find = finder(lexicon, text);
  const finding = made('event-log', whole);
  const [negation] = negations(text, lexicon);
  const [application] = find(lexicon.application);
  return [
    ...(negation === undefined ? [] : [finding('review', 'polarity', negation, 'no negation')]),
    ...(application === undefined || find(lexicon.which).length > 0
      ? []
      : [finding('review', 'agency', application, 'which application is being installed')]),
  ];
};

/** The first part of p4: when the status is worth retrieving, and that it is retrieved before the installation. */
const judgeRetrieval: Judge = ({ text, whole, namesError }, lexicon) => {
  const find = finder(lexicon, text);
  const finding = made('service-running', whole);
  const impractical = find(lexicon.impractical);
  const denied = negations(text, lexicon, impractical);
  const [practical] = findWords(without(text, impractical), lexicon.practical, lexicon);
  const [after] = find(lexicon.after);
  const before = [...find(lexicon.before), ...find(lexicon.first)];
  const [service] = find(lexicon.service);
  const findings: WordFinding[] = [];
  if (impractical.length > 0 && denied.length > 0) {
    findings.push(finding('contradicts', 'polarity', denied[0], 'impractical (no further negation)'));
  } else if (impractical.length === 0 && denied.length === 0 && practical !== undefined) {
    findings.push(finding('contradicts', 'polarity', practical, 'impractical to return the error'));
  } else if (impractical.length === 0 && denied.length === 0 && namesError) {
    findings.push(finding('review', 'polarity', undefined, 'impractical to return the error'));
  }
  if (before.length === 0 && after !== undefined) {
    findings.push(finding('contradicts', 'time', after, 'before the installation is started'));
  } else if (before.length === 0 && find(lexicon.installation).length > 0) {
    findings.push(finding('review', 'time', undefined, 'before the installation is started'));
  }
  if (service !== undefined && find(lexicon.retrieve).length === 0) {
    findings.push(finding('review', 'agency', service, 'retrieve the status of the service'));
  }
  return findings;
};

/** The second part of p4: the service is running if the value is this one. */
const judgeRunning: Judge = ({ text, whole }, lexicon) => {
  const finding = made('service-running', whole);
  const [negation] = negations(text, lexicon);
  const subject = /windows/iu.exec(text);
  const service = findWords(text, lexicon.service, lexicon);
  return [
    ...(negation === undefined
      ? []
      : [finding('contradicts', 'polarity', negation, 'is running (no negation)')]),
    ...(subject === null || service.length > 0
      ? []
      : [
          finding(
            'review',
            'agency',
            { from: subject.index, to: Math.min(text.length, subject.index + 17) },
            'the Windows Installer service is running',
          ),
        ]),
  ];
};

const judgeP4: Judge = (block, lexicon) => {
  const { text, whole } = block;
  // Sentences are joined as they stand: the other part is made blank, so every index stays.
  const part = (holds: (sentence: string) => boolean): BlockWords | undefined => {
    const sentences = sentencesOf(text, whole);
    const own = sentences.filter(({ from, to }) => holds(text.slice(from, to)));
    if (own.length === 0) return undefined;
    const rest = sentences.filter((sentence) => !own.includes(sentence));
    const [first = whole, last = first] = [own[0], own.at(-1)];
    return { ...block, text: without(text, rest), whole: { from: first.from, to: last.to } };
  };
  const status = (sentence: string): boolean => sentence.includes(STANDS_FOR.service);
  const retrieval = part((sentence) => !status(sentence));
  const running = part(status);
  return [
    ...(retrieval === undefined ? [] : judgeRetrieval(retrieval, lexicon)),
    ...(running === undefined ? [] : judgeRunning(running, lexicon)),
  ];
};

const judgeP5: Judge = ({ text, whole }, lexicon) => {
  const finding = made('service-version', whole);
  const versions = findVersions(text);
  const minimum = versions.find(({ value }) => value === '3.0') ?? versions.at(-1);
  const sentences = sentencesOf(text, whole);
  const requires =
    sentences.findLast(({ from, to }) => minimum !== undefined && minimum.from >= from && minimum.to <= to) ??
    whole;
  const denial = sentences.length > 1 ? without(text, [requires]) : text;
  const find = finder(lexicon, denial);
  const findings: WordFinding[] = [];
  const unsupported = find(lexicon.notSupported);
  const [supported] = findWords(without(denial, unsupported), lexicon.supported, lexicon);
  if (unsupported.length === 0 && negations(denial, lexicon).length === 0) {
    const stated = supported ?? undefined;
    findings.push(
      finding(stated === undefined ? 'review' : 'contradicts', 'polarity', stated, 'not supported'),
    );
  }
  const demand = without(text, [
    { from: whole.from, to: requires.from },
    { from: requires.to, to: whole.to },
  ]);
  const window =
    minimum === undefined ? demand : without(demand, [{ from: 0, to: Math.max(0, minimum.from - 40) }]);
  const bounds = {
    greater: findWords(window, lexicon.orGreater, lexicon),
    earlier: findWords(window, lexicon.orEarlier, lexicon),
  };
  const [beyond] = findWords(without(window, bounds.greater), lexicon.greaterThan, lexicon);
  const expected = 'version 3.0 or greater';
  const apart = bounds.earlier.find((range) =>
    bounds.greater.every(({ from, to }) => range.to <= from || range.from >= to),
  );
  if (bounds.greater.length === 0) {
    const wrong = bounds.earlier[0] ?? beyond;
    findings.push(finding(wrong === undefined ? 'review' : 'contradicts', 'quantity', wrong, expected));
  } else if (apart !== undefined) {
    findings.push(finding('review', 'quantity', apart, expected));
  }
  if (sentences.length > 1) {
    const [negation] = negations(demand, lexicon, [...bounds.greater, ...bounds.earlier]);
    if (negation !== undefined)
      findings.push(finding('contradicts', 'polarity', negation, 'requires version 3.0'));
  }
  return findings;
};

export const JUDGES: Readonly<Record<Block, Judge>> = {
  title: () => [],
  p1: judgeP1,
  p2: judgeP2,
  item1: judgeItem1,
  item2: judgeItem2,
  p3: judgeP3,
  p4: judgeP4,
  p5: judgeP5,
};
