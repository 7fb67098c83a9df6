/** The words of the blocks on the service: its status, and the version that has it. */
import { findVersions } from '../numbers.ts';
import { STANDS_FOR, beside, findWords, sentencesOf, without } from './patterns.ts';
import { finder, made, negations } from './word-finding.ts';
import type { BlockWords, Judge, WordFinding } from './word-finding.ts';

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
    const [twice] = beside(text, denied, impractical, lexicon, true);
    findings.push(
      finding(
        twice === undefined ? 'review' : 'contradicts',
        'polarity',
        twice ?? denied[0],
        'impractical (no further negation)',
      ),
    );
  } else if (impractical.length === 0 && denied.length === 0 && practical !== undefined) {
    findings.push(finding('contradicts', 'polarity', practical, 'impractical to return the error'));
  } else if (impractical.length === 0 && denied.length === 0 && namesError) {
    findings.push(finding('review', 'polarity', undefined, 'impractical to return the error'));
  }
  if (before.length === 0 && after !== undefined) {
    findings.push(finding('contradicts', 'time', after, 'before the installation is started'));
  } else if (after !== undefined || (before.length === 0 && find(lexicon.installation).length > 0)) {
    findings.push(finding('review', 'time', after, 'before the installation is started'));
  }
  if (service !== undefined && find(lexicon.retrieve).length === 0) {
    findings.push(finding('review', 'agency', service, 'retrieve the status of the service'));
  }
  return findings;
};

/** The second part of p4: the service is running if the value is this one. */
const judgeRunning: Judge = ({ text, whole }, lexicon) => {
  const finding = made('service-running', whole);
  const find = finder(lexicon, text);
  const [stopped] = find(lexicon.stopped);
  const runs = find(lexicon.runs).length > 0;
  const [negation = runs ? undefined : stopped] = negations(text, lexicon);
  const [differs = runs ? stopped : undefined] = find(lexicon.differs);
  const subject = /windows/iu.exec(text);
  const service = findWords(text, lexicon.service, lexicon);
  return [
    ...(negation === undefined
      ? []
      : [finding('contradicts', 'polarity', negation, 'is running (no negation)')]),
    ...(negation === undefined && (differs !== undefined || !runs)
      ? [finding('review', 'polarity', differs, 'is running if the value is this one')]
      : []),
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

export const judgeP4: Judge = (block, lexicon) => {
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

export const judgeP5: Judge = ({ text, whole }, lexicon) => {
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
