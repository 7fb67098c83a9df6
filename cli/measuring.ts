import type { Measurement, PreparedMachine } from '../adapters/index.ts';
import type { HistoryWriter } from '../reports/index.ts';
import { counted } from '../reports/index.ts';
import type { Output } from './output.ts';

/** The longest piece of a measurement's values that is printed as it comes. */
const SHOWN = 160;

/**
 * Measures a machine. Each measurement is in the history, and told in a line, as soon as it has ended.
 * @returns those that were made before the signal
 */
export const measureAll = async (
  machine: PreparedMachine,
  writer: HistoryWriter | undefined,
  output: Output,
  signal: AbortSignal,
): Promise<readonly Measurement[]> => {
  const made: Measurement[] = [];
  const total = machine.measurements.length;
  output.note(`measuring what is not known of ${machine.identity.name}: ${counted(total, 'measurement')}`);
  for await (const measurement of machine.measure(signal)) {
    writer?.measurement(measurement);
    made.push(measurement);
    output.note(`${made.length}/${total} ${describeMeasurement(measurement)}`);
  }
  return made;
};

/** One line: what was measured, how long it took, and the beginning of its values. */
export const describeMeasurement = ({ name, durationMs, values, failed }: Measurement): string => {
  const what = failed === undefined ? JSON.stringify(values) : `failed: ${failed}`;
  const shown = what.length > SHOWN ? `${what.slice(0, SHOWN)}…` : what;
  return `${name} (${(durationMs / 1000).toFixed(1)} s): ${shown}`;
};
