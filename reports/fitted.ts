/** What is wider than the terminal, so that it still reads well there. `columns` is undefined where nothing is known. */
import { timelineOf } from './history/counterexample.ts';
import type { DivergenceReport } from './schema/result.ts';
import { visible } from './text.ts';
import type { Timeline } from './timeline/index.ts';
import wrapAnsi from 'wrap-ansi';

/** Broken between words, a paragraph for each line of the text. */
export const wrapped = (text: string, columns: number | undefined): string =>
  columns === undefined ? text : wrapAnsi(text, columns);

/** The same, each line of it two spaces in. */
export const indented = (text: string, columns: number | undefined): string =>
  wrapped(text, columns === undefined ? undefined : columns - 2)
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');

/** How wide a block of plain text is. */
export const widthOf = (block: string): number =>
  Math.max(0, ...block.split('\n').map((line) => [...line].length));

/** Whether it goes beyond the terminal. */
export const isTooWide = (block: string, columns: number | undefined): boolean =>
  columns !== undefined && widthOf(block) > columns;

/**
 * The explanation of a divergence. Its table has a column for each process; where they do not fit side by side,
 * the steps stand one below the other. The command that shows it again stays one line, to be copied.
 */
export const fittedExplanation = (divergence: DivergenceReport, columns: number | undefined): string => {
  const lines = visible(divergence.explanation).split('\n');
  const rest = lines.findIndex((line) => !line.includes(' | '));
  const [table, others] = rest < 0 ? [lines, []] : [lines.slice(0, rest), lines.slice(rest)];
  const timeline = isTooWide(table.join('\n'), columns) ? timelineOf(divergence) : undefined;
  return [
    ...(timeline === undefined ? table : [wrapped(visible(stackedSteps(timeline)), columns)]),
    ...others.map((line) => (line.startsWith('replay: ') ? line : wrapped(line, columns))),
  ].join('\n');
};

/** `2  process 1: probe -> free` */
const stackedSteps = ({ marks, lanes }: Timeline): string => {
  const digits = String(marks.length).length;
  return marks
    .toSorted((a, b) => a.step - b.step)
    .map(({ step, lane, operation, answer }) => {
      const who = lanes[lane]?.title ?? '';
      return `${String(step).padStart(digits)}  ${who}: ${operation} -> ${answer}`;
    })
    .join('\n');
};
