import type { Capabilities } from '../adapters/implementation.ts';
import { isObservation } from '../oracle/index.ts';
import type { Observed, Operation, Step } from '../oracle/index.ts';
import { CLIENTS, FIRST_EXECUTING, tableFor, Tracker } from '../oracle/compiled/index.ts';
import { tourOf } from '../oracle/tour/index.ts';
import { beginsWithUi, DEFAULT_READING, uiTableOf } from '../spec/index.ts';
import type { UiLevel } from '../spec/index.ts';
import type { Interleaving } from './interleaving.ts';

/** Tours of more processes than this are longer than a real implementation can take. */
const MOST_PROCESSES = 3;
/** Steps of a case: fewer cost more ways back to where the last one ended. */
const CASE_STEPS = 100;

/** A tour is planned for a conforming implementation of a version that offers everything. */
const CONTEXT = { reading: DEFAULT_READING, windowsInstaller: '5.0' } as const;

export interface PlannedTour {
  readonly interleavings: readonly Interleaving[];
  readonly processes: number;
  /** How many (state, process, operation) a conforming implementation has. */
  readonly edges: number;
}

/** The covering tour of what this implementation can be asked, for at most three processes. */
export const planTour = (
  capabilities: Pick<Capabilities, 'processes' | 'actions' | 'uiLevels' | 'apis' | 'observations'>,
  processes: number,
): PlannedTour => {
  const most = Math.min(processes, capabilities.processes, MOST_PROCESSES);
  const operations = operationsOf(capabilities);
  const { cases, edges } = tourOf({ processes: most, maxSteps: CASE_STEPS, operations }, CONTEXT);
  return { interleavings: cases.map((steps) => ({ processes: most, steps })), processes: most, edges };
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

/** Counts the (state, process, operation) that histories went through, of those a conforming one has. */
export class EdgeCoverage {
  readonly #seen = new Set<string>();
  readonly #table = tableFor(CONTEXT);
  /** Of the cases that were added; 0 when there were none. */
  processes = 0;

  add(observed: readonly Observed[], processes: number): void {
    this.processes = Math.max(this.processes, processes);
    const tracker = new Tracker(processes, this.#table);
    for (const event of observed) {
      const standing = [...tracker.clients];
      // Two in an execute table at once is no state of a conforming implementation.
      if (standing.filter((code) => code >= FIRST_EXECUTING).length <= 1 && standing.every(isConforming)) {
        this.#seen.add(`${standing.join()} ${nameOf(event)}`);
      }
      tracker.step(event);
    }
  }

  get covered(): number {
    return this.#seen.size;
  }
}

const isConforming = (code: number): boolean => {
  const client = CLIENTS[code];
  if (client?.at !== 'execute' || client.within === null) return true;
  return client.within.replace('UI', 'Execute') === client.table;
};

const nameOf = ({ process, operation }: Step): string =>
  isObservation(operation) ? operation.op : `${process} ${Object.values(operation).join(' ')}`;
