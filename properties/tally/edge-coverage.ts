import type { Observed } from '../../spec/index.ts';
import { tableFor, Tracker } from '../../oracle/compiled/index.ts';
import { edgeName, TOUR_CONTEXT } from '../draw/tour.ts';
import type { PlannedTour } from '../draw/tour.ts';

/** What became of the edges of a tour. */
export interface TourCoverage {
  readonly processes: number;
  readonly edges: number;
  readonly covered: number;
  /** Of those not covered: how many begin in a state that the implementation never came to. */
  readonly unreached: number;
}

/** Keeps the (state, process, operation) that histories went through. */
export class EdgeCoverage {
  readonly #seen = new Map<string, Set<string>>();
  readonly #table = tableFor(TOUR_CONTEXT);
  /** Of the cases that were added; 0 when there were none. */
  processes = 0;

  add(observed: readonly Observed[], processes: number): void {
    this.processes = Math.max(this.processes, processes);
    const tracker = new Tracker(processes, this.#table);
    for (const event of observed) {
      const state = tracker.clients.join();
      this.#seen.set(state, (this.#seen.get(state) ?? new Set()).add(edgeName(event)));
      tracker.step(event);
    }
  }

  /** Counts them against what a tour was planned to go through. */
  of({ processes, edges }: Pick<PlannedTour, 'processes' | 'edges'>): TourCoverage {
    const counted = { processes, edges: 0, covered: 0, unreached: 0 };
    for (const [state, names] of edges) {
      const seen = this.#seen.get(state);
      counted.edges += names.size;
      if (seen === undefined) counted.unreached += names.size;
      else counted.covered += [...names].filter((name) => seen.has(name)).length;
    }
    return counted;
  }
}
