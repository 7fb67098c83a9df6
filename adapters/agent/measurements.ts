/** What an agent measures before its cases, as data: what to ask of whom, in which order. It keeps the raw answers. */

/** One step of a measurement. Paths in a command have `%` in the place of the folder of the packages. */
export type MeasurementStep =
  /** A command to the worker of a process, 0 being the observer; `later` does not wait for its answer. */
  | { readonly to: number; readonly ask: Readonly<Record<string, unknown>>; readonly later?: true }
  /** Waits for the answer to a command that was sent `later`. */
  | { readonly await: number }
  /** Looks at mutex and service every 20 ms, for so long. */
  | { readonly watch: number }
  | { readonly sleep: number }
  | { readonly kill: number };

export interface MeasurementScript {
  readonly measure: string;
  readonly steps: readonly MeasurementStep[];
}

export const MEASUREMENT_SCRIPTS: readonly MeasurementScript[] = [];
