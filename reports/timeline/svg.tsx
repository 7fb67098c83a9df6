import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { oneLine, visible } from '../text.ts';
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

/** How many slots stand side by side before the picture goes on below, like staves of music. */
const SLOTS_IN_A_ROW = 8;

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

/** A file of its own, with its colours. */
export const timelineSvg = (timeline: Timeline, broken: string): string => {
  const text = render(<TimelinePicture timeline={timeline} broken={broken} />);
  return `${text.replace('>', `><style>${TIMELINE_CSS}</style>`)}\n`;
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
          <BarShape bar={bar} from={from} to={to} />
        ))}
      {shown.map((mark) => (
        <MarkShape mark={mark} from={from} to={to} />
      ))}
    </g>
  );
};

const centre = (slot: number, from: number): number => MARGIN + (slot - from + 0.5) * SLOT;
const middle = (lane: number): number => HEAD + lane * LANE + 24;

const BarShape = ({ bar, from, to }: { bar: Bar; from: number; to: number }): VNode => {
  const x1 = Math.max(MARGIN, centre(bar.from, from));
  const x2 = bar.to >= to ? MARGIN + (to - from) * SLOT + TAIL : centre(bar.to, from);
  const inset = bar.kind === 'execute' ? 4 : bar.kind === 'due' ? 9 : 0;
  const y = middle(bar.lane) - TRACK / 2 + inset;
  // A short bar keeps its name as a tooltip only.
  const room = Math.floor((x2 - x1 - 28) / 6.1);
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
      {room >= 8 && bar.kind !== 'due' && (
        <text class={`bar-label ${bar.kind}`} x={x1 + 16} y={middle(bar.lane) + 4}>
          {oneLine(bar.label, room)}
        </text>
      )}
    </g>
  );
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
            {`→ ${oneLine(answer.replace(/^in (.*?)( \(by .*)?$/, '$1'), 25)}`}
          </text>
        </>
      )}
    </g>
  );
};
