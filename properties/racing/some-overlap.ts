import type { Call } from '../../oracle/index.ts';

/** Whether two of the calls were open at the same time. */
export const someOverlap = (calls: readonly Call[]): boolean =>
  calls.some((call) => calls.some((other) => call.invoked < other.invoked && other.invoked < call.responded));
