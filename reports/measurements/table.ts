import Table from 'cli-table3';
import type { MeasurementInResult, MeasurementsDocument } from '../schema/measurement.ts';
import { visible } from '../text.ts';

/** The longest value that is shown whole. */
const LONGEST = 60;

/** A row for each value that was measured, a column for each machine. */
export const renderMeasurements = (
  machines: readonly MeasurementsDocument[],
  { differing }: { readonly differing: boolean },
): string => {
  const columns = machines.map(({ measurements }) => new Map(measurements.flatMap(valuesOf)));
  const names = new Set(columns.flatMap((column) => [...column.keys()]));
  const table = new Table({
    head: ['', ...machines.map(({ implementation: { name, version } }) => visible(`${name} ${version}`))],
    style: { head: [], border: [], compact: true },
  });
  let rows = 0;
  for (const name of names) {
    const cells = columns.map((column) => column.get(name) ?? '-');
    if (differing && cells.every((cell) => cell === cells[0])) continue;
    table.push([name, ...cells.map(shortened)]);
    rows++;
  }
  return rows === 0 ? 'the machines do not differ' : table.toString();
};

const shortened = (text: string): string => {
  const shown = visible(text);
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
};

/** Each value with the path to it; one that failed has its reason. */
const valuesOf = ({ name, values, failed }: MeasurementInResult): [string, string][] =>
  failed === undefined ? leavesOf(name, values) : [[name, `failed: ${failed}`]];

const leavesOf = (path: string, value: unknown): [string, string][] => {
  // What changed over time is read in the history; here its length tells enough.
  if (Array.isArray(value))
    return [[path, value.length > 3 ? `${value.length} entries` : JSON.stringify(value)]];
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(`${path}.${key}`, inner));
  }
  return [[path, String(value)]];
};
