import type { VNode } from 'preact';
import { oneLine, visible } from '../../../reports/text.ts';
import type { Bar, Lane, MachinePicture } from '../../log/picture.ts';
import { AXIS, clockText, TRACK } from './measures.ts';
import type { ChartPoint } from './measures.ts';

type Scale = (at: number) => number;

/** Between the edges of the picture: a number too large would not be drawn. */
const clipped = (x: number, width: number): number => Math.min(width + 20, Math.max(-20, x));

/** Letters are some 6.5 pixels wide. */
const LETTER = 6.5;

export const MutexLane = ({
  mutex,
  x,
  width,
}: {
  readonly mutex: MachinePicture['mutex'];
  readonly x: Scale;
  readonly width: number;
}): VNode => (
  <g transform={`translate(0 ${AXIS})`}>
    <text class="lane-title" x={8} y={13}>
      the mutex
    </text>
    <line class="life" x1={0} x2={width} y1={29} y2={29} />
    {mutex.map((bar) => {
      const from = clipped(x(bar.from), width);
      const to = clipped(x(bar.to), width);
      const letters = Math.floor((to - Math.max(0, from) - 8) / LETTER);
      return (
        <g>
          <rect
            class={`mutex-bar hue-${bar.lane % 6}${bar.isOpen ? ' open' : ''}`}
            x={from}
            y={19}
            width={Math.max(2, to - from)}
            height={20}
            rx={3}
          >
            <title>{`${visible(bar.label)} has the mutex${bar.isOpen ? '; its end is not shown' : ''}`}</title>
          </rect>
          {letters > 5 && (
            <text class="mutex-label" x={Math.max(0, from) + 5} y={33}>
              {oneLine(bar.label, letters)}
            </text>
          )}
        </g>
      );
    })}
  </g>
);

export const LaneTitle = ({
  lane,
  index,
  width,
}: {
  readonly lane: Lane;
  readonly index: number;
  readonly width: number;
}): VNode => {
  const title = oneLine(lane.title, 48);
  const letters = Math.floor((width - 40 - title.length * 7.4) / LETTER);
  return (
    <>
      <rect class={`swatch hue-${index % 6}`} x={8} y={7} width={8} height={8} rx={2} />
      <text class="lane-title" x={21} y={15}>
        {title}
        {letters > 12 && (
          <tspan class="detail" dx={8}>
            {oneLine(lane.detail, letters)}
          </tspan>
        )}
      </text>
    </>
  );
};

const HEIGHT: Readonly<Record<Bar['kind'], number>> = {
  call: 2,
  ui: 14,
  execute: 14,
  held: 4,
  'event-log': 8,
};

export const BarShape = ({
  bar,
  x,
  width,
  hue,
}: {
  readonly bar: Bar;
  readonly x: Scale;
  readonly width: number;
  readonly hue: number;
}): VNode => {
  const from = clipped(x(bar.from), width);
  const to = clipped(x(bar.to), width);
  const height = HEIGHT[bar.kind];
  // What has the mutex is drawn as a foot under the track.
  const y = bar.kind === 'held' ? 44 : TRACK - height / 2;
  return (
    <rect
      class={`call-bar ${bar.kind} hue-${hue}${bar.isOpen ? ' open' : ''}`}
      x={from}
      y={y}
      width={Math.max(1.5, to - from)}
      height={height}
      rx={Math.min(3, height / 2)}
    >
      <title>{`${visible(bar.label)}${bar.isOpen ? '; its end is not shown' : ''}`}</title>
    </rect>
  );
};

export const PointShape = ({
  place,
  number,
  x,
  y,
  isCurrent,
  isShown,
  onChoose,
}: {
  readonly place: ChartPoint;
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly isCurrent: boolean;
  readonly isShown: boolean;
  readonly onChoose: () => void;
}): VNode => {
  const { text, weight, line } = place.point;
  // In SVG the name of an attribute has the letters that it has: `tabIndex` would give no focus.
  return (
    <g
      class={`point ${weight}${isShown ? ' shown' : ''}`}
      role="button"
      tabindex={isCurrent ? 0 : -1}
      data-place={number}
      aria-label={`${clockText(place.at)}, ${visible(text)}, line ${line}`}
      onClick={onChoose}
    >
      <circle class="target" cx={x} cy={y} r={10} />
      {weight === 'refused' ? (
        <path class="cross" d={`M${x - 5} ${y - 5}l10 10m0 -10l-10 10`} />
      ) : (
        <circle class="dot" cx={x} cy={y} r={weight === 'plain' ? 3 : 5} />
      )}
      <title>{`${clockText(place.at)} ${visible(text)} (line ${line})`}</title>
    </g>
  );
};
