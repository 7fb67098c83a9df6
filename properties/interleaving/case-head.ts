import type { Fault } from './fault.ts';

/**
 * How a case came to be run. Cases of a shrink are evidence of divergences, but not of coverage; a rerun
 * tells how often a counterexample shows what it was kept for.
 */
export type Phase = 'random' | 'tour' | 'shrink' | 'rerun' | 'replay';

/** What a history says of a case before its events. */
export interface CaseHead {
  /** Counts the cases of the file, from 1. */
  readonly case: number;
  readonly phase: Phase;
  readonly processes: number;
  readonly windowsInstaller?: string;
  /** Where fast-check finds the interleaving again, from the run's seed; with those that it was run behind. */
  readonly path?: string;
  /** The signature of the divergence that is being shrunk, or run again. */
  readonly shrinks?: string;
  /** The signatures whose shrinking brought that to light, from one that was drawn on. */
  readonly via?: readonly string[];
  /** The implementation was begun afresh, and only what the path names was run before. */
  readonly fresh?: true;
  /** What happened to the clients from outside, in racing mode. */
  readonly faults?: readonly Fault[];
  /** What its schedule was made from, where the implementation could be scheduled. */
  readonly schedule?: number;
}
