import Table from 'cli-table3';
import pc from 'picocolors';
import type { Colors } from 'picocolors/types.js';
import type { Identity } from '../adapters/implementation.ts';
import type { DetectorAnswer } from './policies.ts';
import type { Judged, Seen, Truth } from './judge.ts';
import { markdownTable } from '../reports/markdown-table.ts';

/** A detector and its answer in each situation, in the same order for all. */
export interface DetectorReport {
  readonly id: string;
  readonly description: string;
  readonly judged: readonly Judged[];
}

export interface DetectorsReport {
  readonly implementation: Identity;
  /** The reading that decides. */
  readonly reading: string;
  readonly seen: readonly Seen[];
  readonly detectors: readonly DetectorReport[];
}

/** `conforms` when it is never wrong under the reading that decides, and always answers. */
export const verdictOfDetector = (
  { judged }: DetectorReport,
  reading: string,
): 'conforms' | 'diverges' | 'inconclusive' => {
  if (judged.some(({ wrongUnder }) => wrongUnder.includes(reading))) return 'diverges';
  const silent = judged.some(({ answer }) => answer === 'error' || answer === 'unknown');
  return silent || judged.length === 0 ? 'inconclusive' : 'conforms';
};

/** What is true in a situation: under the deciding reading, then where another says otherwise. */
export const describeTruth = ({ truth }: Seen, reading: string): string => {
  const own = truth[reading];
  const others = Object.entries(truth).filter(([name, value]) => name !== reading && value !== own);
  return `${truthWord(own)}${others.map(([name, value]) => ` (${name}: ${truthWord(value)})`).join('')}`;
};

const truthWord = (truth: Truth | undefined): string =>
  truth === 'either' ? 'not said' : (truth ?? 'not said');

/** `busy`, with a mark where it is wrong: `!` under the deciding reading, `?` under another only. */
const cell = ({ answer, wrongUnder }: Judged, reading: string): { text: string; wrong: boolean } => {
  const wrong = wrongUnder.includes(reading);
  return { text: `${WORDS[answer]}${wrong ? ' !' : wrongUnder.length > 0 ? ' ?' : ''}`, wrong };
};

const WORDS: Readonly<Record<DetectorAnswer, string>> = {
  busy: 'busy',
  idle: 'idle',
  error: 'error',
  unknown: '-',
};

/** In one sentence: where a detector is wrong, and where it gives no answer. */
export const describeWrongs = ({ judged }: DetectorReport, reading: string): string => {
  const where = (holds: (each: Judged) => boolean): string =>
    judged
      .filter(holds)
      .map(({ seen }) => seen.situation.id)
      .join(', ');
  const wrong = (each: Judged): boolean => each.wrongUnder.includes(reading);
  const parts = [
    ['misses an installation in', where((each) => wrong(each) && each.answer === 'idle')],
    ['sees one that is not there in', where((each) => wrong(each) && each.answer === 'busy')],
    ['gives no answer in', where((each) => each.answer === 'error')],
    ['was not judged in', where((each) => each.answer === 'unknown')],
    ['is wrong under another reading in', where((each) => !wrong(each) && each.wrongUnder.length > 0)],
  ].flatMap(([what = '', ids = '']) => (ids === '' ? [] : [`${what} ${ids}`]));
  return parts.length === 0 ? 'is never wrong' : parts.join('; ');
};

/** A table for a terminal: a row for each situation, a column for each detector. */
export const renderDetectors = (
  { implementation, reading, seen, detectors }: DetectorsReport,
  colors: Colors = pc,
): string => {
  const one = detectors.length === 1;
  const table = new Table({
    head: [
      'situation',
      'is there an installation?',
      ...detectors.map(({ id }, index) => (one ? id : String(index + 1))),
    ],
    style: { head: [], border: [], compact: true },
  });
  for (const [row, each] of seen.entries()) {
    const cells = detectors.map(({ judged }) => {
      const answered = judged[row];
      if (answered === undefined) return '';
      const { text, wrong } = cell(answered, reading);
      return wrong ? colors.red(text) : text;
    });
    table.push([each.situation.id, describeTruth(each, reading), ...cells]);
  }
  return [
    `${colors.bold(implementation.name)} ${implementation.version}: ${seen.length} situations, reading ${reading}`,
    table.toString(),
    '! wrong  ? wrong under another reading only  - not seen here',
    ...seen.map(({ situation: { id, title } }) => `  ${id}: ${title}`),
    '',
    ...detectors.map(
      (detector, index) =>
        `${one ? '' : `${index + 1} `}${colors.bold(detector.id)} (${detector.description}): ${describeWrongs(detector, reading)}`,
    ),
  ].join('\n');
};

/** The same as Markdown. */
export const detectorsMarkdown = ({ reading, seen, detectors }: DetectorsReport): string => {
  const rows = seen.map((each, index) => [
    `\`${each.situation.id}\``,
    describeTruth(each, reading),
    ...detectors.map(({ judged }) => {
      const answered = judged[index];
      if (answered === undefined) return '';
      const { text, wrong } = cell(answered, reading);
      return wrong ? `**${text}**` : text;
    }),
  ]);
  return [
    markdownTable(['situation', 'an installation?', ...detectors.map(({ id }) => `\`${id}\``)], rows),
    '',
    ...seen.map(({ situation: { id, title } }) => `- \`${id}\`: ${title}`),
    '',
    ...detectors.map(
      (detector) => `- \`${detector.id}\` (${detector.description}) ${describeWrongs(detector, reading)}.`,
    ),
    '',
  ].join('\n');
};

/** The same for a program: format `msiconform-detectors`. */
export const detectorsJson = ({ implementation, reading, seen, detectors }: DetectorsReport): unknown => ({
  format: 'msiconform-detectors',
  version: 1,
  implementation,
  reading,
  situations: seen.map(({ situation: { id, title }, truth, view }) => ({ id, title, truth, view })),
  detectors: detectors.map((detector) => ({
    id: detector.id,
    description: detector.description,
    verdict: verdictOfDetector(detector, reading),
    answers: detector.judged.map(({ seen: { situation }, answer, wrongUnder }) => ({
      situation: situation.id,
      answer,
      wrongUnder,
    })),
  })),
});
