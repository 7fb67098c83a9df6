import pc from 'picocolors';
import type { Colors } from 'picocolors/types.js';
import { oneLine } from '../text.ts';
import { shortAnswer } from './layout.ts';
import type { Bar, Mark, Timeline } from './layout.ts';

/**
 * The timeline for a terminal: time runs downwards, a column for each lane. A double line stands for an
 * execute table, a dotted one for a UI sequence; in the mutex lane the double line means that an execute
 * table is processed. Where the lanes do not fit side by side, each is its line alone and what is done stands
 * beside them.
 *
 * @param columns - how wide the terminal is, where there is one
 */
export const renderTimeline = (
  timeline: Timeline,
  colors: Colors,
  broken: string,
  columns = Infinity,
): string => {
  const side = sideBySide(timeline, PLAIN, broken);
  const width = Math.max(...side.split('\n').map((each) => [...each].length));
  return width <= columns ? sideBySide(timeline, colors, broken) : stacked(timeline, colors, broken);
};

const PLAIN = pc.createColors(false);

const stacked = (timeline: Timeline, colors: Colors, broken: string): string => {
  const lines = Array.from({ length: timeline.slots }, (_, slot) => {
    const rails = timeline.lanes
      .map((_lane, lane) => colors.blue(railAt(timeline.bars, lane, slot)))
      .join(' ');
    const mark = timeline.marks.find((each) => each.to === slot);
    if (mark === undefined) return `     ${rails}`;
    const text = `${timeline.lanes[mark.lane]?.title ?? ''}: ${textOf(mark)}`;
    const fault = mark.offending ? colors.red(` ◀ ${broken}`) : '';
    return `${String(mark.step).padStart(4)} ${rails}  ${mark.offending ? colors.red(text) : text}${fault}`;
  });
  return [colors.bold(`     ${timeline.lanes.map(({ title }) => title).join(', ')}`), ...lines].join('\n');
};

const sideBySide = (timeline: Timeline, colors: Colors, broken: string): string => {
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
