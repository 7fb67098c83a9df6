/** What is asked of a machine at once, and what it comes to. */
import type { Measurement, WholeCase } from '../adapters/implementation.ts';
import type { Observed } from '../spec/index.ts';
import type { Loss } from './evidence.ts';

/** A case, whose number counts from 1, or a measurement by its name. */
export type Task = { readonly case: number; readonly wanted: WholeCase } | { readonly measurement: string };

export type Outcome = readonly Observed[] | Measurement;

export const describeTask = (task: Task): string =>
  'measurement' in task ? `the measurement ${task.measurement}` : `case ${task.case}`;

/** What ran when a machine was lost, as its loss has it. */
export const lostIn = (task: Task): Pick<Loss, 'case' | 'measurement'> =>
  'measurement' in task ? { measurement: task.measurement } : { case: task.case };
