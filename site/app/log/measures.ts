import type { Point } from '../../log/picture.ts';

/** Heights in pixels. */
export const AXIS = 22;
export const MUTEX = 46;
export const LANE = 52;
/** Where the middle of a lane's track is. */
export const TRACK = 34;

/** A point of the picture that can be gone to. */
export interface ChartPoint {
  readonly lane: number;
  readonly index: number;
  readonly point: Point;
  readonly at: number;
}

/** `05:17:50.574`. */
export const clockText = (at: number | null): string => {
  const date = new Date(at ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(11, 23);
};
