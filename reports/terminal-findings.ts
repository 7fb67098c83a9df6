import type pc from 'picocolors';
import { clauseOf, OBSERVER } from '../spec/index.ts';
import { describeStep } from '../properties/index.ts';
import { observedIn } from '../oracle/index.ts';
import type { HistoryEvent } from '../oracle/index.ts';
import { describeResponse } from './timeline/describe-response.ts';
import type { Known } from './expectations/index.ts';
import { findingsOf } from './findings.ts';
import { fittedExplanation, wrapped } from './fitted.ts';
import type { Finding } from './findings.ts';
import type { DivergenceReport, Result } from './schema/result.ts';
import { counted, oneLine, visible } from './text.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** Tables of steps together longer than this would fill more than a screen: then each finding is told in a few lines. */
const MOST_LINES = 18;

/** What diverges, a cause once: the findings, each with its one shortest counterexample; the known ones a line each. */
export const renderFindings = (
  result: Result,
  colors: Colors,
  known?: Known,
  columns?: number,
): readonly string[] => {
  const findings = findingsOf(result);
  if (findings.length === 0) return [];
  const told = findings.map((finding) => ({
    finding,
    expectation: known?.(finding.clause, finding.readings),
  }));
  const news = told.filter(({ expectation }) => expectation === undefined);
  const isBrief =
    news.reduce((sum, { finding }) => sum + finding.shortest.explanation.split('\n').length + 3, 0) >
    MOST_LINES;
  const kinds = findings.reduce((sum, finding) => sum + finding.kinds.length, 0);
  return [
    '',
    colors.bold(counted(findings.length, 'finding')) +
      (kinds === findings.length ? '' : ` of ${counted(kinds, 'kind')} of divergence (--all shows each)`),
    ...told.flatMap(({ finding, expectation }) =>
      expectation === undefined
        ? []
        : [
            `known: ${finding.clause}: ${oneLine(finding.what)}, ${underText(finding, result)}: ${oneLine(expectation.reason)} (${oneLine(expectation.place)})`,
          ],
    ),
    ...news.flatMap(({ finding }) =>
      isBrief ? brief(finding, result, colors, columns) : whole(finding, result, colors, columns),
    ),
  ];
};

const whole = (
  finding: Finding,
  result: Result,
  colors: Colors,
  columns: number | undefined,
): readonly string[] => [
  '',
  ...heading(finding, result, colors).map((line) => wrapped(line, columns)),
  fittedExplanation(finding.shortest, columns),
  ...unshrunk(finding.shortest),
];

const brief = (
  finding: Finding,
  result: Result,
  colors: Colors,
  columns: number | undefined,
): readonly string[] => {
  const { reason, replay, operations } = finding.shortest;
  const lines = [
    ...heading(finding, result, colors),
    `  ${stepsText(finding.shortest)}`,
    ...(reason === undefined
      ? []
      : [
          `  because ${visible(reason.because)}, ${visible(reason.demand)}; step ${operations} gave: ${visible(reason.gave)}`,
        ]),
    ...unshrunk(finding.shortest).map((line) => `  ${line}`),
  ];
  // The command is copied, so it stays one line.
  return [...lines.map((line) => wrapped(line, columns)), `  replay: ${visible(replay)}`];
};

const heading = (finding: Finding, result: Result, colors: Colors): readonly string[] => {
  const { clause, what, scope, flaky } = finding;
  return [
    `${colors.red(`${clause}: ${oneLine(what)}`)}${flaky ? ' (not every time)' : ''}, ${underText(finding, result)}. ${clauseOf(clause).statement}`,
    ...(scope === '' ? [] : [`  ${oneLine(scope)}`]),
  ];
};

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

/** The counterexample on one line: `P1 start ADMIN none -> in AdminExecuteSequence; probe -> absent`. */
const stepsText = ({ history, operations, signature }: DivergenceReport): string => {
  try {
    const events = history.slice(1) as HistoryEvent[];
    const observed = observedIn(events);
    if (observed.length > MOST_STEPS) return `${counted(operations, 'step')}, which --all shows`;
    return observed
      .map(
        ({ process, operation, response }) =>
          `${process === OBSERVER ? 'observer: ' : ''}${describeStep({ process, operation })} -> ${oneLine(describeResponse(response), 60)}`,
      )
      .join('; ');
  } catch {
    // Of calls that overlap there is no one order.
    return `${counted(operations, 'step')}: ${oneLine(signature)}`;
  }
};
