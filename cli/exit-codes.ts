import type { Result } from '../reports/index.ts';

/** What the process tells its caller. */
export const EXIT = {
  conforms: 0,
  diverges: 1,
  inconclusive: 2,
  usage: 254,
  internal: 255,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const exitCodeOf = (verdict: Result['verdict']): ExitCode => EXIT[verdict];

/** Several results end as the worst of them: a divergence weighs more than a run that told nothing. */
export const worst = (codes: readonly ExitCode[]): ExitCode => {
  const order: readonly ExitCode[] = [EXIT.internal, EXIT.usage, EXIT.diverges, EXIT.inconclusive];
  return (
    order.find((code) => codes.includes(code)) ?? (codes.length === 0 ? EXIT.inconclusive : EXIT.conforms)
  );
};
