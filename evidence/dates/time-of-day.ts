import { westernDigits } from './header-date.ts';

/**
 * Milliseconds since midnight of `H:MM:SS`, with `.` or `:` between and AM or PM behind.
 * @returns `undefined` when it is no time of day
 */
export const parseTimeOfDay = (text: string): number | undefined => {
  const found = /^\s*(\d{1,2})[:.](\d{2})[:.](\d{2})(?:[:.,](\d{1,7}))?\s*([ap]\.?\s?m\.?)?\s*$/iu.exec(
    westernDigits(text),
  );
  if (found === null) return undefined;
  const [, hour = '', minute = '', second = '', fraction = '', half] = found;
  const afternoon = half === undefined ? undefined : half.toLowerCase().startsWith('p');
  const hours = afternoon === undefined ? Number(hour) : (Number(hour) % 12) + (afternoon ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const milliseconds = fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds;
};
