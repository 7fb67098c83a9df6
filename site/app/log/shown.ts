/** A line of a file that is shown, or is asked for and not there yet. */
export interface Shown {
  /** The part of the page that asked for it. */
  readonly origin: string;
  readonly file: string;
  readonly line: number;
  readonly lines: readonly { readonly line: number; readonly text: string }[] | undefined;
}
