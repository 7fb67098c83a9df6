import type { Block } from '../../clause.ts';
import { judgeItem1, judgeItem2, judgeP2 } from './judge-error.ts';
import { judgeP4, judgeP5 } from './judge-service.ts';
import type { Range } from '../prose.ts';
import { overlap } from '../prose.ts';
import type { Lexicon } from './lexicon.ts';
import { findWords, without } from './patterns.ts';
import { finder, judgeWhile, made, negations } from './word-finding.ts';
import type { Judge, WordFinding } from './word-finding.ts';

const judgeP1: Judge = (block, lexicon) => {
  const { text, whole } = block;
  const find = finder(lexicon, text);
  const finding = made('mutex-scope', whole);
  const only = find(lexicon.only);
  const more = find(lexicon.notOnly);
  const [negation] = negations(text, lexicon, [...only, ...more]);
  const [unset] = find(lexicon.unset);
  return [
    ...judgeOnly(text, only, more, lexicon).map((verdict) =>
      finding(verdict, 'quantity', more[0], 'only while'),
    ),
    ...(negation === undefined
      ? []
      : [
          finding(only.length === 0 ? 'review' : 'contradicts', 'polarity', negation, 'is set (no negation)'),
        ]),
    ...(unset === undefined || negation !== undefined
      ? []
      : [finding('contradicts', 'polarity', unset, 'is set')]),
    ...(unset === undefined && negation === undefined && find(lexicon.set).length === 0
      ? [finding('review', 'polarity', undefined, 'is set')]
      : []),
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

/** "also while" denies "only while"; beside an "only" of its own it may be about something else. */
const judgeOnly = (
  text: string,
  only: readonly Range[],
  more: readonly Range[],
  lexicon: Lexicon,
): readonly WordFinding['verdict'][] => {
  if (more.length === 0) return only.length === 0 ? ['review'] : [];
  const alone = only.filter((each) => !more.some((range) => overlap(range, each)));
  const denied = more.some(
    ({ from, to }) => findWords(text.slice(from, to), lexicon.negation, lexicon).length > 0,
  );
  return [denied || alone.length === 0 ? 'contradicts' : 'review'];
};

const judgeP3: Judge = ({ text, whole }, lexicon) => {
  const find = finder(lexicon, text);
  const finding = made('event-log', whole);
  const [negation] = negations(text, lexicon);
  const [application] = find(lexicon.application);
  return [
    ...(negation === undefined ? [] : [finding('review', 'polarity', negation, 'no negation')]),
    ...(find(lexicon.which).length > 0
      ? []
      : [finding('review', 'agency', application, 'which application is being installed')]),
  ];
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
