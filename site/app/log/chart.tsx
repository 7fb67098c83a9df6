import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { MachinePicture } from '../../log/picture.ts';
import { moved, padded, showing, ticksOf, zoomed } from '../../log/scale.ts';
import type { Window } from '../../log/scale.ts';
import { visible } from '../../../reports/text.ts';
import { AXIS, clockText, LANE, MUTEX, TRACK } from './measures.ts';
import type { ChartPoint } from './measures.ts';
import { BarShape, LaneTitle, MutexLane, PointShape } from './shapes.tsx';
import type { PlaceProps } from './place.tsx';

type ChartProps = Pick<PlaceProps, 'shown' | 'onShow'> & {
  readonly machine: MachinePicture;
  readonly span: Window;
};

/** As many lanes as a screen holds; the others follow on request. */
const LANES = 30;

export const Chart = ({ machine, span, shown, onShow }: ChartProps): VNode => {
  const whole = useMemo(() => padded(span), [span]);
  const [window, setWindow] = useState(whole);
  const [isAll, setAll] = useState(false);
  const [selected, setSelected] = useState(0);
  const [width, setWidth] = useState(800);
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<{ readonly x: number; readonly window: Window } | undefined>(undefined);
  useEffect(() => setWindow(whole), [whole]);

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const measure = (): void => setWidth(Math.max(300, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const lanes = isAll ? machine.lanes : machine.lanes.slice(0, LANES);
  const places = useMemo(() => placesOf(machine), [machine]);
  const reachable = places.filter(({ lane }) => lane < lanes.length);
  const current = reachable[selected] ?? reachable[0];
  const x = (at: number): number => ((at - window.from) / (window.to - window.from)) * width;
  const height = AXIS + MUTEX + lanes.length * LANE;
  const middle = (window.from + window.to) / 2;

  const select = (index: number): void => {
    const next = Math.min(reachable.length - 1, Math.max(0, index));
    const place = reachable[next];
    if (place === undefined) return;
    setSelected(next);
    setWindow(showing(window, place.at, whole));
    requestAnimationFrame(() => frame.current?.querySelector<SVGElement>(`[data-place="${next}"]`)?.focus());
  };
  const onKey = (event: KeyboardEvent): void => {
    const about = current?.at ?? middle;
    switch (event.key) {
      case 'ArrowRight':
        select(selected + 1);
        break;
      case 'ArrowLeft':
        select(selected - 1);
        break;
      case 'ArrowDown':
      case 'ArrowUp':
        select(inLane(reachable, selected, event.key === 'ArrowDown' ? 1 : -1));
        break;
      case 'Home':
        select(0);
        break;
      case 'End':
        select(reachable.length - 1);
        break;
      case 'Enter':
      case ' ':
        if (current !== undefined) onShow(current.point.file, current.point.line);
        break;
      case '+':
      case '=':
        setWindow(zoomed(window, 0.5, about, whole));
        break;
      case '-':
        setWindow(zoomed(window, 2, about, whole));
        break;
      case '0':
        setWindow(whole);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  const onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const left = frame.current?.getBoundingClientRect().left ?? 0;
    const about = window.from + ((event.clientX - left) / width) * (window.to - window.from);
    setWindow(zoomed(window, event.deltaY < 0 ? 0.8 : 1.25, about, whole));
  };

  return (
    <div class="chart">
      <p class="actions" role="group" aria-label="What the timeline shows">
        <button type="button" onClick={() => setWindow(zoomed(window, 0.5, current?.at ?? middle, whole))}>
          Nearer
        </button>
        <button type="button" onClick={() => setWindow(zoomed(window, 2, current?.at ?? middle, whole))}>
          Farther
        </button>
        <button type="button" onClick={() => setWindow(moved(window, -0.5, whole))}>
          Earlier
        </button>
        <button type="button" onClick={() => setWindow(moved(window, 0.5, whole))}>
          Later
        </button>
        <button type="button" onClick={() => setWindow(whole)}>
          All
        </button>
        <span class="soft keys">
          In the picture: arrow keys go from point to point, Enter shows the log, + − 0 zoom.
        </span>
      </p>
      <div
        ref={frame}
        class="frame"
        role="group"
        aria-label="Timeline: each call is a lane, the mutex is above them"
        onKeyDown={onKey}
        onWheel={onWheel}
        onPointerDown={({ clientX }) => {
          drag.current = { x: clientX, window };
        }}
        onPointerMove={({ clientX, buttons }) => {
          const from = drag.current;
          if (from === undefined || buttons !== 1 || Math.abs(clientX - from.x) < 4) return;
          setWindow(moved(from.window, (from.x - clientX) / width, whole));
        }}
        onPointerUp={() => {
          drag.current = undefined;
        }}
      >
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} class="calls">
          {ticksOf(window, Math.max(2, Math.floor(width / 110))).map(({ at, label }) => (
            <g aria-hidden="true">
              <line class="tick" x1={x(at)} x2={x(at)} y1={AXIS} y2={height} />
              <text class="tick-label" x={x(at)} y={14} text-anchor="middle">
                {label}
              </text>
            </g>
          ))}
          <MutexLane mutex={machine.mutex} x={x} width={width} />
          {reachable
            .filter(({ point }) => point.weight === 'refused')
            .map(({ at, lane }) => (
              <line
                class="refusal"
                x1={x(at)}
                x2={x(at)}
                y1={AXIS + 16}
                y2={AXIS + MUTEX + lane * LANE + TRACK}
                aria-hidden="true"
              />
            ))}
          {lanes.map((lane, index) => (
            <g transform={`translate(0 ${AXIS + MUTEX + index * LANE})`} key={index}>
              <line class="rule" x1={0} x2={width} y1={0} y2={0} />
              <LaneTitle lane={lane} index={index} width={width} />
              {lane.bars.map((bar) => (
                <BarShape bar={bar} x={x} width={width} hue={index % 6} />
              ))}
            </g>
          ))}
          {reachable.map((place, index) =>
            place.at < window.from || place.at > window.to ? null : (
              <PointShape
                key={`${place.lane}.${place.index}`}
                place={place}
                number={index}
                x={x(place.at)}
                y={AXIS + MUTEX + place.lane * LANE + TRACK}
                isCurrent={place === current}
                isShown={place.point.file === shown?.file && place.point.line === shown.line}
                onChoose={() => {
                  setSelected(index);
                  onShow(place.point.file, place.point.line);
                }}
              />
            ),
          )}
        </svg>
      </div>
      {lanes.length < machine.lanes.length && (
        <button type="button" onClick={() => setAll(true)}>
          {`Show the other ${machine.lanes.length - lanes.length} lanes`}
        </button>
      )}
      {current !== undefined && (
        <p class="current" aria-live="polite">
          <span class="time">{clockText(current.at)}</span> <bdi>{visible(current.point.text)}</bdi>{' '}
          <button
            type="button"
            class="place"
            onClick={() => onShow(current.point.file, current.point.line)}
          >{`line ${current.point.line}`}</button>
        </p>
      )}
    </div>
  );
};

/** What bears a time, in its order. */
const placesOf = ({ lanes }: MachinePicture): readonly ChartPoint[] =>
  lanes
    .flatMap(({ points }, lane) =>
      points.flatMap((point, index) => (point.at === null ? [] : [{ lane, index, point, at: point.at }])),
    )
    .toSorted((a, b) => a.at - b.at || a.lane - b.lane || a.index - b.index);

/** The point of a lane above or below that is nearest in time. */
const inLane = (places: readonly ChartPoint[], selected: number, by: 1 | -1): number => {
  const from = places[selected];
  if (from === undefined) return selected;
  const lanes = [...new Set(places.map(({ lane }) => lane))].toSorted((a, b) => a - b);
  const target = lanes[lanes.indexOf(from.lane) + by];
  const near = places
    .map((place, index) => ({ place, index }))
    .filter(({ place }) => place.lane === target)
    .toSorted((a, b) => Math.abs(a.place.at - from.at) - Math.abs(b.place.at - from.at))[0];
  return near?.index ?? selected;
};
