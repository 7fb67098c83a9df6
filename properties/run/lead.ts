import type {
  Implementation,
  RestartHooks,
  SharedMachineHooks,
  WholeCaseHooks,
} from '../../adapters/implementation.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';
import type { Origin } from '../tally/origins.ts';
import type { Placed } from './behind.ts';

/** What the suite makes use of, where it is there. */
export type Driven = Implementation & SharedMachineHooks & WholeCaseHooks & RestartHooks;

/** A kind to shrink, from the interleaving at a place of the draw, or of a shrink. */
export interface Lead extends Origin {
  readonly path: string;
  /** The kinds that draws and the shrinks on the way here showed. */
  readonly known: ReadonlySet<string>;
}

/** What a kind that the interleaving at this place showed was shrunk to. */
export interface Shrunk {
  readonly signature: string;
  readonly at: string;
  readonly smallest: Placed<Interleaving>;
}
