import { ACTIONS, executeTableOf, isExecuteTable, uiTableOf } from '../../spec/index.ts';
import type { Action, SequenceTable } from '../../spec/index.ts';
import { Capped } from './capped.ts';
import type { Sequence, Side, Written } from './story.ts';

interface Open {
  table: SequenceTable;
  side: Side;
  started: Written | null;
  nested: boolean;
  /** The service's thread, where it is known. */
  thread: string | null;
}

const DEEPEST = 100;

/** Actions that stand in execute sequence tables only: they tell what a log without engine lines shows. */
const EXECUTE_ONLY = new Set([
  'InstallInitialize',
  'InstallFinalize',
  'ProcessComponents',
  'InstallFiles',
  'RegisterProduct',
]);

export const isTopLevelAction = (name: string): name is Action =>
  (ACTIONS as readonly string[]).includes(name);

/** Keeps the sequence tables that are being processed as a stack: an execute sequence runs inside a UI sequence. */
export class Sequences {
  readonly #done = new Capped<Sequence>();
  readonly #open: Open[] = [];

  get dropped(): number {
    return this.#done.dropped;
  }

  /** Where an engine line says `Running UISequence` or `Running ExecuteSequence`. */
  begin(action: Action, ui: boolean, side: Side, thread: string | null, started: Written | null): void {
    const table = ui ? uiTableOf[action] : executeTableOf[action];
    if (table === undefined) return;
    const nested = this.#open.some((open) => open.side === side && isExecuteTable(open.table) === !ui);
    this.#push({ table, side, started, nested, thread });
  }

  /** Where a log without engine lines starts a top-level action: what it is shows later. */
  beginUnknown(action: Action, started: Written): void {
    const inExecute = this.#open.some((open) => isExecuteTable(open.table));
    // The first top-level action is an execute sequence until an ExecuteAction or a dialog says otherwise.
    this.#push({
      table: executeTableOf[action],
      side: 'server',
      started,
      nested: inExecute,
      thread: null,
    });
  }

  /** An ExecuteAction or a dialog: the sequence around it is a UI sequence after all. */
  revealUi(): void {
    const innermost = this.#open.at(-1);
    if (innermost === undefined || innermost.thread !== null) return;
    const table = uiTableOf[actionOf(innermost.table)];
    if (table === undefined) return;
    Object.assign(innermost, { table, side: 'client' });
  }

  /** An action of a side whose sequence began before the log does. */
  ensure(action: Action, side: Side, name: string): void {
    if (this.#open.some((open) => open.side === side)) return;
    if (isTopLevelAction(name)) return;
    const ui = side === 'client' && !EXECUTE_ONLY.has(name);
    const table = ui ? uiTableOf[action] : executeTableOf[action];
    if (table !== undefined) this.#open.push({ table, side, started: null, nested: false, thread: null });
  }

  /** A top-level action ended: the innermost sequence that is open is its own. */
  end(ended: Written, returnValue: number): Open | undefined {
    const open = this.#open.pop();
    if (open !== undefined) this.#close(open, ended, returnValue);
    return open;
  }

  /** The engine of a side returned: what it had open ends there, without a return value. */
  endSide(side: Side, ended: Written): void {
    while (this.#open.at(-1)?.side === side) {
      const open = this.#open.pop();
      if (open !== undefined) this.#close(open, ended, null);
    }
  }

  /** The log is at its end. */
  finish(): readonly Sequence[] {
    for (let open = this.#open.pop(); open !== undefined; open = this.#open.pop())
      this.#close(open, null, null);
    return this.#done.entries.toSorted((a, b) => (a.started?.line ?? 0) - (b.started?.line ?? 0));
  }

  /** Nothing real is nested deeper than a few installations. */
  #push(open: Open): void {
    if (this.#open.length < DEEPEST) this.#open.push(open);
  }

  #close({ table, side, started, nested }: Open, ended: Written | null, returnValue: number | null): void {
    this.#done.push({ table, side, started, ended, returnValue, nested });
  }
}

const actionOf = (table: SequenceTable): Action =>
  table.startsWith('Admin') ? 'ADMIN' : table.startsWith('Advt') ? 'ADVERTISE' : 'INSTALL';
