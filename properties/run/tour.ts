import type { Capabilities } from '../../adapters/implementation.ts';
import { isObservation } from '../../oracle/index.ts';
import type { Observed, Operation, Step } from '../../oracle/index.ts';
import { tableFor, Tracker } from '../../oracle/compiled/index.ts';
import { tourOf } from '../../oracle/tour/index.ts';
import { beginsWithUi, DEFAULT_READING, uiTableOf } from '../../spec/index.ts';
import type { UiLevel } from '../../spec/index.ts';
import type { Interleaving } from '../draw/interleaving.ts';

/** Tours of more processes than this are longer than a real implementation can take. */
const MOST_PROCESSES = 3;
/** Steps of a case: fewer cost more ways back to where the last one ended. */
const CASE_STEPS = 100;

/** A tour is planned for a conforming implementation of a version that offers everything. */
const CONTEXT = { reading: DEFAULT_READING, windowsInstaller: '5.0' } as const;

export interface PlannedTour {
  readonly interleavings: readonly Interleaving[];
  readonly processes: number;
  /** How many operations a conforming implementation does; the others lead back after a divergence. */
  readonly operations: number;
  /** Every (state, process, operation) that a conforming implementation has, by state. */
  readonly edges: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What became of the edges of a tour. */
export interface TourCoverage {
  readonly processes: number;
  readonly edges: number;
  readonly covered: number;
  /** Of those not covered: how many begin in a state that the implementation never came to. */
  readonly unreached: number;
}

/** The covering tour of what this implementation can be asked, for at most three processes. */
export const planTour = (
  capabilities: Pick<Capabilities, 'processes' | 'actions' | 'uiLevels' | 'apis' | 'observations'>,
  processes: number,
): PlannedTour => {
  const most = Math.min(processes, capabilities.processes, MOST_PROCESSES);
  const operations = operationsOf(capabilities);
  const {
    withWaysBack,
    everyEdge,
    steps: performed,
  } = tourOf({ processes: most, maxSteps: CASE_STEPS, operations }, CONTEXT);
  const byState = new Map<string, Set<string>>();
  for (const { standing, ...step } of everyEdge) {
    const state = standing.join();
    byState.set(state, (byState.get(state) ?? new Set()).add(nameOf(step)));
  }
  return {
    interleavings: withWaysBack.map((steps) => ({ processes: most, steps })),
    processes: most,
    operations: performed,
    edges: byState,
  };
};

/** Each action with and without UI, each function, and all the rest. */
const operationsOf = ({
  actions,
  uiLevels,
  apis,
  observations,
}: Pick<Capabilities, 'actions' | 'uiLevels' | 'apis' | 'observations'>): readonly Operation[] => {
  const silent = uiLevels.find((level) => !beginsWithUi('INSTALL', level));
  const full = uiLevels.findLast((level) => beginsWithUi('INSTALL', level));
  const start = (action: (typeof actions)[number], ui: UiLevel | undefined): readonly Operation[] =>
    ui === undefined ? [] : [{ op: 'start', action, ui }];
  return [
    ...actions.flatMap((action) => [
      ...(uiTableOf[action] === undefined ? [] : start(action, full)),
      ...start(action, silent ?? (uiTableOf[action] === undefined ? full : undefined)),
    ]),
    { op: 'advance' },
    ...apis.map((api): Operation => ({ op: 'call', api })),
    { op: 'cancel' },
    { op: 'kill' },
    ...observations.map((op): Operation => ({ op })),
  ];
};

/** Keeps the (state, process, operation) that histories went through. */
export class EdgeCoverage {
  readonly #seen = new Map<string, Set<string>>();
  readonly #table = tableFor(CONTEXT);
  /** Of the cases that were added; 0 when there were none. */
  processes = 0;

  add(observed: readonly Observed[], processes: number): void {
    this.processes = Math.max(this.processes, processes);
    const tracker = new Tracker(processes, this.#table);
    for (const event of observed) {
      const state = tracker.clients.join();
      this.#seen.set(state, (this.#seen.get(state) ?? new Set()).add(nameOf(event)));
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

const nameOf = ({ process, operation }: Step): string =>
  isObservation(operation) ? operation.op : `${process} ${Object.values(operation).join(' ')}`;
