import type { OperationName } from './vocabulary.ts';

/** How often each operation is drawn, as a ratio to the others that can be done at that moment. */
export type Weights = Readonly<Record<OperationName, number>>;

/** Everything gets its turn; long installations are cut short now and then. */
export const EVEN: Weights = {
  start: 4,
  advance: 3,
  call: 3,
  cancel: 0.5,
  kill: 0.4,
  probe: 1.5,
  service: 1,
  events: 0.5,
};
