import type pc from 'picocolors';
import { oneLine } from '../text.ts';
import { shortAnswer } from './layout.ts';
import type { Bar, Mark, Timeline } from './layout.ts';

type Colors = ReturnType<typeof pc.createColors>;

/**
 * The timeline for a terminal: time runs downwards, a column for each lane. A double line stands for an
 * execute table, a dotted one for a UI sequence; in the mutex lane the double line means that an execute
 * table is processed.
 */
export const renderTimeline = (timeline: Timeline, colors: Colors, broken: string): string => {
  const widths = timeline.lanes.map((lane, index) =>
    Math.max(
      lane.title.length,
      ...timeline.marks.filter((mark) => mark.lane === index).map((mark) => textOf(mark).length),
    ),
  );
  const head = [
    '     ',
    ...timeline.lanes.map((lane, index) => `  ${lane.title.padEnd(widths[index] ?? 0)} `),
  ];
  const lines = Array.from({ length: timeline.slots }, (_, slot) =>
    line(timeline, widths, slot, colors, broken),
  );
  return [colors.bold(head.join('').trimEnd()), ...lines].join('\n');
};

const line = (
  timeline: Timeline,
  widths: readonly number[],
  slot: number,
  colors: Colors,
  broken: string,
): string => {
  const here = timeline.marks.find((mark) => mark.to === slot);
  const cells = timeline.lanes.map((_, lane) => {
    const rail = railAt(timeline.bars, lane, slot);
    const mark = timeline.marks.find((each) => each.lane === lane && each.from <= slot && each.to >= slot);
    const text = mark === undefined ? '' : mark.to === slot ? textOf(mark) : '…';
    const padded = text.padEnd(widths[lane] ?? 0);
    return `${colors.blue(rail)} ${mark?.offending === true ? colors.red(padded) : padded} `;
  });
  const number = here === undefined ? '' : String(here.step);
  const fault = here?.offending === true ? colors.red(`◀ ${broken}`) : '';
  return `${number.padStart(4)} ${cells.join('')}${fault}`.trimEnd();
};

const textOf = ({ operation, answer }: Mark): string => oneLine(`${operation} → ${shortAnswer(answer)}`, 60);

const railAt = (bars: readonly Bar[], lane: number, slot: number): string => {
  const running = bars.filter((bar) => bar.lane === lane && bar.from <= slot && bar.to >= slot);
  const heavy = running.find((bar) => bar.kind !== 'ui');
  const bar = heavy ?? running[0];
  if (bar === undefined) return '│';
  if (bar.kind === 'ui') return '┊';
  return bar.from === slot ? '╥' : bar.to === slot ? '╨' : '║';
};
