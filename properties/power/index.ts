/** The suite's proof of power: what it makes of implementations that are known to be faulty. */
export { measurePower } from './power.ts';
export type { FaultReport } from './power.ts';
export { findFalseAlarms } from './false-alarms.ts';
export type { FalseAlarms } from './false-alarms.ts';
