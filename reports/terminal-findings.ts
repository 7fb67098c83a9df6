import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import type { Colors } from 'picocolors/types.js';
import { clauseOf, OBSERVER } from '../spec/index.ts';
import { describeStep } from '../properties/index.ts';
import { observedIn } from '../oracle/index.ts';
import type { HistoryEvent } from '../oracle/index.ts';
import { describeResponse } from './timeline/describe-response.ts';
import type { Known } from './expectations/index.ts';
import { findingsOf } from './findings.ts';
import { fittedExplanation, indented, widthOf, wrapped } from './fitted.ts';
import type { Finding } from './findings.ts';
import type { DivergenceReport, Result } from './schema/result.ts';
import { counted, oneLine, visible } from './text.ts';

const PLAIN = pc.createColors(false);

/** How a finding is told: with its table of steps, in some lines, in a few, in three, or in one. */
type Telling = (finding: Finding, telling: Told) => readonly string[];

interface Told {
  readonly result: Result;
  readonly colors: Colors;
  readonly columns: number | undefined;
}

export interface FindingsOnScreen {
  /** What is known of the implementation takes a line each. */
  readonly known?: Known | undefined;
  readonly columns?: number | undefined;
  /** So many lines of the screen are left for the findings. */
  readonly room: number;
}

/** Whoever reads a file or a pipe is taken to have a screen that is so wide. */
const USUAL_COLUMNS = 100;

/** How many lines of the screen a text takes. */
export const screenLines = (lines: readonly string[], columns = USUAL_COLUMNS): number =>
  lines
    .flatMap((line) => line.split('\n'))
    .reduce(
      (sum, line) => sum + Math.max(1, Math.ceil(widthOf(stripVTControlCharacters(line)) / columns)),
      0,
    );

/** What diverges, a cause once: the findings, each with its one shortest counterexample, as fully as there is room. */
export const renderFindings = (
  result: Result,
  colors: Colors,
  { known, columns, room }: FindingsOnScreen,
): readonly string[] => {
  const findings = findingsOf(result);
  if (findings.length === 0) return [];
  const kinds = findings.reduce((sum, finding) => sum + finding.kinds.length, 0);
  const head = [
    '',
    colors.bold(counted(findings.length, 'finding')) +
      (kinds === findings.length ? '' : ` of ${counted(kinds, 'kind')} of divergence (--all shows each)`),
  ];
  const expected = new Map(findings.map((each) => [each, known?.(each.clause, each.readings)]));
  const news = findings.filter((finding) => expected.get(finding) === undefined);
  const told = { result, colors, columns };
  const knownLines = findings.flatMap((finding) => {
    const expectation = expected.get(finding);
    if (expectation === undefined) return [];
    const { reason, place } = expectation;
    return `known: ${finding.clause}: ${oneLine(finding.what)}, ${underText(finding, result)}: ${oneLine(reason)} (${oneLine(place)})`;
  });
  const before = [...head, ...knownLines];
  for (const telling of [whole, brief, steps(2), steps(1), inThree]) {
    const lines = [...before, ...news.flatMap((finding) => telling(finding, told))];
    if (screenLines(lines, columns) <= room) return lines;
  }
  const ones = [
    ...knownLines.map((line) => oneLine(line, columns ?? USUAL_COLUMNS)),
    ...news.flatMap((finding) => headline(finding, told)),
  ];
  const most = Math.max(LEAST_LINES, room - screenLines(head, columns));
  if (ones.length > most) {
    const left = ones.length - most + 1;
    return [
      ...head,
      ...ones.slice(0, most - 1),
      `and ${counted(left, 'more finding', 'more findings')} (--all shows each)`,
    ];
  }
  // What is left over goes to the first ones, so that there is a command to copy.
  let spare = most - ones.length;
  return [
    ...head,
    ...ones.slice(0, knownLines.length),
    ...news.flatMap((finding) => {
      const three = inThree(finding, told);
      const more = screenLines(three, columns) - 1;
      if (more > spare) return headline(finding, told);
      spare -= more;
      return three;
    }),
  ];
};

/** Whatever else fills the screen, so many lines are for findings. */
const LEAST_LINES = 10;

const whole: Telling = (finding, { result, colors, columns }) => [
  '',
  wrapped(withStatement(finding, result, colors), columns),
  ...(finding.scope === '' ? [] : [indented(oneLine(finding.scope), columns)]),
  fittedExplanation(finding.shortest, columns),
  ...unshrunk(finding.shortest),
];

const brief: Telling = (finding, { result, colors, columns }) => {
  const { scope, shortest } = finding;
  return [
    wrapped(withStatement(finding, result, colors), columns),
    ...(scope === '' ? [] : [indented(oneLine(scope), columns)]),
    indented(stepsText(shortest, 60), columns),
    ...becauseText(shortest).map((line) => indented(line, columns)),
    ...unshrunk(shortest).map((line) => indented(line, columns)),
    `  replay: ${visible(shortest.replay)}`,
  ];
};

/** The steps without the routes on so many lines, or the reason where they are many. */
const steps =
  (most: number): Telling =>
  (finding, { result, colors, columns }) => {
    const { scope, shortest } = finding;
    const isShrunk = shortest.unfinished !== true;
    const [because] = countOf(shortest) > MOST_STEPS ? becauseText(shortest) : [];
    const width = (columns ?? USUAL_COLUMNS) - 2;
    return [
      wrapped(headingOf(finding, result, colors) + (isShrunk ? '' : ' (not shrunk to the end)'), columns),
      ...(scope === '' ? [] : [`  ${oneLine(scope, width)}`]),
      indented(oneLine(because ?? stepsText(shortest, 0), most * width - 20 * (most - 1)), columns),
      // The command is copied, so it stays one line.
      `  replay: ${visible(shortest.replay)}`,
    ];
  };

/** What it is with the least of everything that a reader acts on: the steps and the command. */
const inThree: Telling = (finding, told) => {
  const { shortest } = finding;
  const [because] = countOf(shortest) > MOST_STEPS ? becauseText(shortest) : [];
  return [
    ...headline(finding, told),
    `  ${oneLine(because ?? stepsText(shortest, 0), (told.columns ?? USUAL_COLUMNS) - 2)}`,
    `  replay: ${visible(shortest.replay)}`,
  ];
};

const headline: Telling = (finding, { result, colors, columns = USUAL_COLUMNS }) => {
  const { clause, what, scope } = finding;
  const text = headingOf(finding, result, PLAIN) + (scope === '' ? '' : `: ${oneLine(scope)}`);
  const cut = widthOf(text) <= columns ? text : oneLine(text, columns);
  const red = `${clause}: ${oneLine(what)}`.length;
  return [colors.red(cut.slice(0, red)) + cut.slice(red)];
};

const headingOf = (finding: Finding, result: Result, colors: Colors): string => {
  const { clause, what, flaky } = finding;
  return `${colors.red(`${clause}: ${oneLine(what)}`)}${flaky ? ' (not every time)' : ''}, ${underText(finding, result)}`;
};

const withStatement = (finding: Finding, result: Result, colors: Colors): string =>
  `${headingOf(finding, result, colors)}. ${clauseOf(finding.clause).statement}`;

const becauseText = ({ reason, operations }: DivergenceReport): readonly string[] =>
  reason === undefined
    ? []
    : [
        `because ${visible(reason.because)}, ${visible(reason.demand)}; step ${operations} gave: ${visible(reason.gave)}`,
      ];

const underText = ({ readings }: Finding, { clauses }: Result): string => {
  const all = Object.keys(clauses[0]?.readings ?? {});
  return all.every((name) => readings.includes(name))
    ? 'under every reading'
    : `under ${readings.join(', ')}`;
};

const unshrunk = ({ unfinished }: DivergenceReport): readonly string[] =>
  unfinished === true ? ['it was not shrunk to the end: fewer operations may show it'] : [];

/** As many steps as a line tells. */
const MOST_STEPS = 12;

const countOf = ({ history }: DivergenceReport): number =>
  history.filter((line) => line instanceof Object && 'kind' in line && line.kind === 'invoke').length;

/**
 * The counterexample on one line: `P1 start ADMIN none -> in AdminExecuteSequence; probe -> absent`.
 *
 * @param most - characters of an answer; 0 for what a person calls it, without the route
 */
const stepsText = ({ history, operations, signature }: DivergenceReport, most: number): string => {
  try {
    const observed = observedIn(history.slice(1) as HistoryEvent[]);
    if (observed.length > MOST_STEPS) return `${counted(operations, 'step')}, which --all shows`;
    return observed
      .map(({ process, operation, response }) => {
        const answer =
          response.type === 'held' && most === 0 ? `in ${response.table}` : describeResponse(response);
        return `${process === OBSERVER ? 'observer: ' : ''}${describeStep({ process, operation })} -> ${oneLine(answer, most === 0 ? 60 : most)}`;
      })
      .join('; ');
  } catch {
    // Of calls that overlap there is no one order.
    return `${counted(operations, 'step')}: ${oneLine(signature)}`;
  }
};
