import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { oneLine, visible } from '../text.ts';
import { shortAnswer } from './layout.ts';
import type { Bar, Mark, Timeline } from './layout.ts';
import { TIMELINE_CSS } from './style.ts';

/** Pixels at a scale of one. */
const MARGIN = 150;
const SLOT = 186;
const LANE = 78;
const HEAD = 30;
const FOOT = 8;
const TRACK = 30;
const STAVE_GAP = 26;
/** What goes on after the last step is drawn a little further, so that its name can be read. */
const TAIL = 72;
/** The mean width of a letter of a bar's name. */
const LETTER = 6.1;
/** From the middle of a mark to where a name may stand. */
const BESIDE_MARK = 16;

/** How many slots stand side by side before the picture goes on below, like staves of music. */
const SLOTS_IN_A_ROW = 6;

/** One picture of some of the slots; the whole timeline when no range is given. */
export const TimelinePicture = ({
  timeline,
  from = 0,
  to = timeline.slots,
  broken,
}: {
  readonly timeline: Timeline;
  readonly from?: number;
  readonly to?: number;
  /** What the offending step breaks, like `breaks 1618-mutex`. */
  readonly broken: string;
}): VNode => {
  const rows = Math.max(1, Math.ceil((to - from) / SLOTS_IN_A_ROW));
  const slots = Math.min(to - from, SLOTS_IN_A_ROW);
  const staveHeight = HEAD + timeline.lanes.length * LANE + FOOT;
  const width = MARGIN + slots * SLOT + TAIL + 8;
  const height = rows * staveHeight + (rows - 1) * STAVE_GAP;
  const marks = timeline.marks.filter((mark) => mark.to >= from && mark.from < to);
  return (
    <svg
      class="timeline"
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Timeline, ${describe(marks, broken)}`}
    >
      {Array.from({ length: rows }, (_, row) => (
        <Stave
          timeline={timeline}
          marks={marks}
          from={from + row * SLOTS_IN_A_ROW}
          to={Math.min(to, from + (row + 1) * SLOTS_IN_A_ROW)}
          top={row * (staveHeight + STAVE_GAP)}
          broken={broken}
        />
      ))}
    </svg>
  );
};

/** A file of its own, with its colours, its paper, and words for those who do not see it. */
export const timelineSvg = (timeline: Timeline, broken: string): string => {
  const text = render(<TimelinePicture timeline={timeline} broken={broken} />);
  const own = render(
    <>
      <title>{`Timeline: ${broken}`}</title>
      <desc>{describe(timeline.marks, broken)}</desc>
      <rect class="paper" width="100%" height="100%" />
    </>,
  );
  return `${text.replace('>', () => `><style>${TIMELINE_CSS}</style>${own}`)}\n`;
};

const describe = (marks: readonly Mark[], broken: string): string =>
  marks.length > 40
    ? `${marks.length} steps`
    : marks
        .map(
          ({ step, operation, answer, offending }) =>
            `step ${step}: ${operation} gave ${oneLine(answer, 60)}${offending ? `, which ${broken}` : ''}`,
        )
        .join('; ');

interface StaveProps {
  readonly timeline: Timeline;
  readonly marks: readonly Mark[];
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly broken: string;
}

const Stave = ({ timeline, marks, from, to, top, broken }: StaveProps): VNode => {
  const shown = marks.filter((mark) => mark.to >= from && mark.from < to);
  const bottom = HEAD + timeline.lanes.length * LANE;
  const right = MARGIN + (to - from) * SLOT + TAIL;
  const offending = shown.find((mark) => mark.offending && mark.to < to);
  return (
    <g transform={`translate(0 ${top})`}>
      {offending !== undefined && (
        <g>
          <rect
            class="fault"
            x={MARGIN + (offending.to - from) * SLOT + 2}
            y={1}
            width={SLOT - 4}
            height={bottom + FOOT - 3}
            rx={8}
          />
          <text class="fault-text" x={centre(offending.to, from)} y={20} text-anchor="middle">
            {`✗ ${broken}`}
          </text>
        </g>
      )}
      {timeline.lanes.map(({ title, kind }, lane) => (
        <g>
          {lane > 0 && (
            <line class="rule" x1={0} x2={right} y1={HEAD + lane * LANE} y2={HEAD + lane * LANE} />
          )}
          <text class={`lane-title ${kind}`} x={10} y={middle(lane) + 4}>
            {title}
          </text>
          <line class="life" x1={MARGIN} x2={right} y1={middle(lane)} y2={middle(lane)} />
        </g>
      ))}
      {timeline.bars
        .filter((bar) => bar.to >= from && bar.from < to)
        .map((bar) => (
          <BarShape bar={bar} marks={shown.filter((mark) => mark.lane === bar.lane)} from={from} to={to} />
        ))}
      {shown.map((mark) => (
        <MarkShape mark={mark} from={from} to={to} />
      ))}
    </g>
  );
};

const centre = (slot: number, from: number): number => MARGIN + (slot - from + 0.5) * SLOT;
const middle = (lane: number): number => HEAD + lane * LANE + 24;

interface BarProps {
  readonly bar: Bar;
  /** What is drawn over its lane. */
  readonly marks: readonly Mark[];
  readonly from: number;
  readonly to: number;
}

const BarShape = ({ bar, marks, from, to }: BarProps): VNode => {
  const x1 = Math.max(MARGIN, centre(bar.from, from));
  const x2 = bar.to >= to ? MARGIN + (to - from) * SLOT + TAIL : centre(bar.to, from);
  const inset = bar.kind === 'execute' ? 4 : bar.kind === 'due' ? 9 : 0;
  const y = middle(bar.lane) - TRACK / 2 + inset;
  // A name without room between the marks stays a tooltip only.
  const place = roomFor(
    bar.label,
    x1,
    x2,
    marks.map((mark) => reachOf(mark, from, to)),
  );
  return (
    <g>
      <rect
        class={`bar ${bar.kind}`}
        x={x1}
        y={y}
        width={Math.max(2, x2 - x1)}
        height={TRACK - 2 * inset}
        rx={4}
      >
        <title>{bar.label}</title>
      </rect>
      {place !== undefined && bar.kind !== 'due' && (
        <text class={`bar-label ${bar.kind}`} x={place.x} y={middle(bar.lane) + 4}>
          {oneLine(bar.label, place.letters)}
        </text>
      )}
    </g>
  );
};

type Reach = readonly [from: number, to: number];

/** What a mark covers of its lane: its circle, and the line of a call that took its time. */
const reachOf = (mark: Mark, from: number, to: number): Reach => {
  const x = mark.to < to ? centre(mark.to, from) : MARGIN + (to - from) * SLOT;
  return [mark.from === mark.to ? x : Math.max(MARGIN, centre(mark.from, from)), x];
};

/** The first gap that holds the whole label, else the widest one; `undefined` when there is next to none. */
const roomFor = (
  label: string,
  x1: number,
  x2: number,
  covered: readonly Reach[],
): { readonly x: number; readonly letters: number } | undefined => {
  const gaps: { readonly x: number; readonly letters: number }[] = [];
  let x = x1 + 8;
  const until = (end: number): void => {
    gaps.push({ x, letters: Math.floor((end - x) / LETTER) });
  };
  for (const [begin, end] of covered.toSorted(([left], [right]) => left - right)) {
    if (end < x1 || begin > x2) continue;
    until(begin - BESIDE_MARK);
    x = Math.max(x, end + BESIDE_MARK);
  }
  until(x2 - 6);
  const whole = gaps.find(({ letters }) => letters >= label.length);
  const widest = gaps.toSorted((left, right) => right.letters - left.letters)[0];
  const best = whole ?? widest;
  return best === undefined || best.letters < 8 ? undefined : best;
};

const MarkShape = ({ mark, from, to }: { mark: Mark; from: number; to: number }): VNode => {
  const { lane, operation, answer, tone, step, offending } = mark;
  const y = middle(lane);
  const begin = Math.max(MARGIN, centre(mark.from, from));
  const ended = mark.to < to;
  const x = ended ? centre(mark.to, from) : MARGIN + (to - from) * SLOT;
  const label = oneLine(operation, 26);
  return (
    <g>
      <title>{visible(`step ${step}: ${operation} -> ${answer}`)}</title>
      {mark.from !== mark.to && <line class="pending" x1={begin} x2={x} y1={y} y2={y} />}
      {ended && (
        <>
          <circle class={`mark ${tone}${offending ? ' offending' : ''}`} cx={x} cy={y} r={11} />
          <text class={`step ${tone}`} x={x} y={y + 4} text-anchor="middle">
            {step}
          </text>
          <text class="operation" x={x} y={y + 31} text-anchor="middle">
            {label}
          </text>
          <text class={`answer ${tone}`} x={x} y={y + 46} text-anchor="middle">
            {`→ ${oneLine(shortAnswer(answer), 25)}`}
          </text>
        </>
      )}
    </g>
  );
};
