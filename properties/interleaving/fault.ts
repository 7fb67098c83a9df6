/** Something that happens to a client from outside, whatever it is doing then. */
export type Fault =
  /** The process is killed. */
  | { readonly fault: 'kill'; readonly process: number; readonly after: number }
  /** The process does not run for so long; its calls take longer, or others overtake it. */
  | {
      readonly fault: 'suspend';
      readonly process: number;
      readonly after: number;
      readonly milliseconds: number;
    };
