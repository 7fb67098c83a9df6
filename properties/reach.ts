import { OBSERVER } from '../oracle/index.ts';
import type { Observed, Operation } from '../oracle/index.ts';
import type { SequenceTable } from '../spec/index.ts';

export interface TableReach {
  /** How often a hold point in the table was reached. */
  readonly held: number;
  /** By which routes, like `ACTION=ADMIN` or `MsiSequenceW`, as far as the implementation told. */
  readonly routes: readonly string[];
}

/** What an implementation turned out to offer. */
export class Reach {
  readonly #unsupported = new Map<string, number | undefined>();
  readonly #tables = new Map<SequenceTable, { held: number; routes: Set<string> }>();

  /** What the implementation said it does not offer, with the code it gave. */
  get unsupported(): ReadonlyMap<string, number | undefined> {
    return this.#unsupported;
  }

  get tables(): ReadonlyMap<SequenceTable, TableReach> {
    return new Map(
      [...this.#tables].map(([table, { held, routes }]) => [table, { held, routes: [...routes] }]),
    );
  }

  add(observed: readonly Observed[]): void {
    for (const { process, operation, response } of observed) {
      if (response.type === 'unsupported') {
        const name = nameOf(operation);
        const known = this.#unsupported.get(name);
        if (known === undefined || (response.code ?? Infinity) < known) {
          this.#unsupported.set(name, response.code);
        }
      }
      if (response.type === 'held' && process !== OBSERVER) {
        const reach = this.#tables.get(response.table) ?? { held: 0, routes: new Set() };
        reach.held++;
        if (response.route !== undefined) reach.routes.add(response.route);
        this.#tables.set(response.table, reach);
      }
    }
  }
}

const nameOf = (operation: Operation): string => {
  if (operation.op === 'start') return operation.action;
  return operation.op === 'call' ? operation.api : operation.op;
};
