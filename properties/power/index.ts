/** The suite's proof of power: what it makes of implementations that are known to be faulty. */
export { measurePower } from './power.ts';
export type { FaultReport, PowerOptions } from './power.ts';
export { shortestDivergences } from './shortest.ts';
export { findFalseAlarms } from './false-alarms.ts';
export type { FalseAlarmOptions, FalseAlarms } from './false-alarms.ts';
