/** A part of time that is looked at, in milliseconds since 1970. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** A picture of less than this shows nothing more. */
const SHORTEST = 20;

/** With some room on both sides. */
export const padded = ({ from, to }: Window): Window => {
  const room = Math.max((to - from) * 0.03, SHORTEST);
  return { from: from - room, to: to + room };
};

/** Nearer (a factor below 1) or farther, about a moment that stays in its place; never beyond the whole. */
export const zoomed = (window: Window, factor: number, about: number, whole: Window): Window => {
  const length = Math.max(SHORTEST, (window.to - window.from) * factor);
  if (length >= whole.to - whole.from) return whole;
  const share = (about - window.from) / (window.to - window.from);
  return within({ from: about - share * length, to: about + (1 - share) * length }, whole);
};

/** Earlier or later by a share of what is shown. */
export const moved = (window: Window, share: number, whole: Window): Window => {
  const by = (window.to - window.from) * share;
  return within({ from: window.from + by, to: window.to + by }, whole);
};

/** The same length, so that a moment is shown. */
export const showing = (window: Window, at: number, whole: Window): Window => {
  if (at >= window.from && at <= window.to) return window;
  const half = (window.to - window.from) / 2;
  return within({ from: at - half, to: at + half }, whole);
};

const within = ({ from, to }: Window, whole: Window): Window => {
  const length = to - from;
  if (from < whole.from) return { from: whole.from, to: whole.from + length };
  return to > whole.to ? { from: whole.to - length, to: whole.to } : { from, to };
};

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];
const STEPS: readonly number[] = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365, 3650].map((days) => days * DAY),
];

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Round moments, at most so many. */
export const ticksOf = ({ from, to }: Window, most: number): readonly Tick[] => {
  const step = STEPS.find((each) => (to - from) / each <= most) ?? (to - from) / most;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => {
    const at = first + index * step;
    return { at, label: labelOf(at, step) };
  });
};

const labelOf = (at: number, step: number): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  if (step >= DAY) return text.slice(0, 10);
  if (step >= MINUTE) return text.slice(11, 16);
  return step >= SECOND ? text.slice(11, 19) : text.slice(14, 23);
};
