import { setImmediate } from 'node:timers/promises';
import { applicationOf, isUiTable } from '../../spec/index.ts';
import type { SequenceTable } from '../../spec/index.ts';
import { ImplementationError } from '../implementation.ts';
import type { Workers } from './workers.ts';

/** A call that a client has in progress. */
interface InProgress {
  readonly route: string;
  /** The table in which it is held; none while it runs. */
  table: SequenceTable | undefined;
}

/** The calls that are in progress, by the client's number. */
export class Installing {
  private readonly calls = new Map<number, InProgress>();

  get processes(): readonly number[] {
    return [...this.calls.keys()];
  }

  of(process: number): InProgress | undefined {
    return this.calls.get(process);
  }

  begin(process: number, route: string): void {
    this.calls.set(process, { route, table: undefined });
  }

  end(process: number): void {
    this.calls.delete(process);
  }

  /** The applications whose execute table is processed. */
  get applications(): readonly string[] {
    return [...this.calls].flatMap(([process, { table }]) =>
      table === undefined || isUiTable(table) ? [] : [applicationOf(process)],
    );
  }

  /** Where the clients stand, for the notes. */
  get situation(): string {
    const tables = [...this.calls].map(([process, { table }]) => `${process} in ${table ?? 'call'}`);
    return tables.length === 0 ? 'idle' : tables.sort().join(', ');
  }

  /**
   * An answer tells nothing when a held client was ended by somebody else: it may be one to that end.
   * @throws {ImplementationError} when that has happened
   */
  async assertNoneIsLost(workers: Pick<Workers, 'hasEnded'>): Promise<void> {
    // The end of a process is told before the answers that follow from it, or with them.
    await setImmediate();
    for (const [process, { table }] of this.calls) {
      if (table === undefined || !workers.hasEnded(process)) continue;
      this.calls.delete(process);
      throw new ImplementationError(`client ${process} was ended from outside while it was in ${table}`);
    }
  }
}
