import { tourOf } from '../../oracle/tour/index.ts';
import {
  beginsWithUi,
  DEFAULT_READING,
  isObservation,
  PLAIN_OPERATIONS,
  uiTableOf,
} from '../../spec/index.ts';
import type { Capabilities, Operation, Step, UiLevel } from '../../spec/index.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';

/** Tours of more processes than this are longer than a real implementation can take. */
const MOST_PROCESSES = 3;
/** Steps of a case: fewer cost more ways back to where the last one ended. */
const CASE_STEPS = 100;

/** A tour is planned for a conforming implementation of a version that offers everything. */
export const TOUR_CONTEXT = { reading: DEFAULT_READING, windowsInstaller: '5.0' } as const;

export interface PlannedTour {
  readonly interleavings: readonly Interleaving[];
  readonly processes: number;
  /** How many operations a conforming implementation does; the others lead back after a divergence. */
  readonly operations: number;
  /** Every (state, process, operation) that a conforming implementation has, by state. */
  readonly edges: ReadonlyMap<string, ReadonlySet<string>>;
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
  } = tourOf({ processes: most, maxSteps: CASE_STEPS, operations }, TOUR_CONTEXT);
  const byState = new Map<string, Set<string>>();
  for (const { standing, ...step } of everyEdge) {
    const state = standing.join();
    byState.set(state, (byState.get(state) ?? new Set()).add(edgeName(step)));
  }
  return {
    interleavings: withWaysBack.map((steps) => ({ processes: most, steps })),
    processes: most,
    operations: performed,
    edges: byState,
  };
};

/** Each action with and without UI, each function, and all the rest. */
export const operationsOf = ({
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
    ...apis.map((api): Operation => ({ op: 'call', api })),
    ...PLAIN_OPERATIONS,
    ...observations.map((op): Operation => ({ op })),
  ];
};

/** How an operation is told from the others of a state. */
export const edgeName = ({ process, operation }: Step): string =>
  isObservation(operation) ? operation.op : `${process} ${Object.values(operation).join(' ')}`;
