import { OBSERVER, supportsServiceQuery } from '../../spec/index.ts';
import type { Action, Api, Observed, Operation, SequenceTable } from '../../spec/index.ts';

export interface TableReach {
  /** How often a hold point in the table was reached. */
  readonly held: number;
  /** By which routes, like `ACTION=ADMIN` or `MsiSequenceW`, as far as the implementation told. */
  readonly routes: readonly string[];
}

/** What the implementation said it does not offer. */
export interface Unsupported {
  /** An operation, an action or a function. */
  readonly what: string;
  /** The lowest that it gave. */
  readonly code?: number;
  /** The Windows Installer version, where the page says that this one does not offer it (clause service-version). */
  readonly on?: string;
}

/** What an implementation turned out to offer. */
export class Reach {
  readonly #unsupported = new Map<string, Unsupported>();
  readonly #tables = new Map<SequenceTable, { held: number; routes: Set<string> }>();

  readonly #called = new Set<Action | Api>();

  /** The actions and API functions that it was called with and offers. */
  get called(): ReadonlySet<Action | Api> {
    return this.#called;
  }

  get unsupported(): readonly Unsupported[] {
    return [...this.#unsupported.values()];
  }

  get tables(): ReadonlyMap<SequenceTable, TableReach> {
    return new Map(
      [...this.#tables].map(([table, { held, routes }]) => [table, { held, routes: [...routes] }]),
    );
  }

  add(observed: readonly Observed[], windowsInstaller: string): void {
    for (const { process, operation, response } of observed) {
      if (response.type === 'unsupported') {
        const what = nameOf(operation);
        const { code } = response;
        const isOld = operation.op === 'service' && !supportsServiceQuery(windowsInstaller);
        const on = isOld ? { on: windowsInstaller } : {};
        const key = `${what} ${on.on ?? ''}`;
        const known = this.#unsupported.get(key);
        if (known === undefined || (code ?? Infinity) < (known.code ?? Infinity)) {
          this.#unsupported.set(key, { what, ...(code === undefined ? {} : { code }), ...on });
        }
      } else for (const called of calledIn(operation)) this.#called.add(called);
      if (response.type === 'held' && process !== OBSERVER) {
        const reach = this.#tables.get(response.table) ?? { held: 0, routes: new Set() };
        reach.held++;
        if (response.route !== undefined) reach.routes.add(response.route);
        this.#tables.set(response.table, reach);
      }
    }
  }
}

/** The action or the API function that an operation calls the installer with. */
export const calledIn = (operation: Operation): readonly (Action | Api)[] => {
  if (operation.op === 'start') return [operation.action];
  return operation.op === 'call' ? [operation.api] : [];
};

const nameOf = (operation: Operation): string => calledIn(operation)[0] ?? operation.op;
