import { OBSERVER } from '../../oracle/index.ts';
import type { Response } from '../../oracle/index.ts';
import { ERROR_INSTALL_ALREADY_RUNNING, executeTableOf, uiTableOf } from '../../spec/index.ts';
import type { Reading } from '../../spec/index.ts';
import { covers, finalCode } from '../machine/call.ts';
import type { Call, Span } from '../machine/call.ts';
import type { BusyCall } from '../machine/holder.ts';
import type { Written } from '../story.ts';
import { traced } from './traced.ts';
import type { Occasion, Origin, Traced } from './traced.ts';

type Edges = Reading['mutexEdges'];

/** What of the rest of the machine bears on one call. */
export interface Surroundings {
  /** Its 1618s, with their holders. */
  readonly busy: readonly BusyCall[];
  /** When others process an execute table. */
  readonly others: readonly Span[];
  /** The oracle's number of a call's place in the machine's history; `undefined` for one outside. */
  readonly processOf: (place: number) => number | undefined;
}

const OWNED = (owner: number | 'other'): Response => ({ type: 'mutex', state: 'owned', owner });

/**
 * When a call counts as processing its execute table. Under `mutexEdges: sequence` that is what the log says,
 * from `Running ExecuteSequence` to the end of the top-level action; under `mutexEdges: session` it begins
 * with the grab made for it and lasts as long as the mutex is held for it.
 */
export const executeSpan = (call: Call, edges: Edges): Span | null => {
  if (edges === 'sequence') return call.execute;
  const grabs = call.session.grabs.flatMap(({ place, clock }) =>
    place === 'client-clean-up' || clock === null ? [] : [call.at(clock)],
  );
  const holds = call.holds.filter((hold) => grabs.some((at) => covers(hold, at)));
  const spans = [...(call.execute === null ? [] : [call.execute]), ...holds];
  if (spans.length === 0) return null;
  return { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };
};

/** One call as the oracle's events, in order. */
export const callEvents = (
  call: Call,
  process: number,
  edges: Edges,
  around: Surroundings,
): readonly Traced[] => {
  const { session } = call;
  const action = session.action ?? 'INSTALL';
  const uiTable = call.ui === null ? undefined : uiTableOf[action];
  const code = finalCode(call);
  const refused = code === ERROR_INSTALL_ALREADY_RUNNING;
  const holderKnown = around.busy.some(
    ({ busy, holder }) => busy.shape !== 'custom-action' && holder !== null,
  );
  const answer: Response =
    code === null || (refused && !holderKnown)
      ? {
          type: 'open',
          reason:
            code === null ? 'the log does not show the end' : 'what held the mutex is not in these files',
        }
      : { type: 'returned', code };
  // A call that was refused processes nothing; its grab, if it has one, is an edge without a table.
  const execute = refused && call.execute === null ? null : executeSpan(call, edges);
  const origin = (at: number, line: number, occasion: Occasion): Origin => ({
    file: call.file,
    line,
    at,
    occasion,
  });
  const last = session.returned.at(-1)?.line ?? session.endLine;
  const events: Traced[] = [];
  const table = executeTableOf[action];
  if (uiTable !== undefined && call.ui !== null) {
    const { ui } = call;
    const level = session.ui === 'reduced' ? 'reduced' : 'full';
    events.push(
      traced(
        process,
        { op: 'start', action, ui: level },
        { type: 'held', table: uiTable },
        origin(ui.from, lineOf(call, uiTable, 'started'), 'sequence begins'),
      ),
    );
    if (execute !== null) {
      const from = Math.max(execute.from, ui.from);
      const to = Math.max(from, Math.min(execute.to, ui.to));
      events.push(
        traced(
          process,
          { op: 'advance' },
          { type: 'held', table },
          origin(from, lineOf(call, table, 'started'), 'sequence begins'),
        ),
        traced(
          process,
          { op: 'advance' },
          { type: 'held', table: uiTable },
          origin(to, lineOf(call, table, 'ended'), 'sequence ends'),
          true,
        ),
      );
    }
    events.push(
      traced(
        process,
        { op: 'advance' },
        answer,
        origin(ui.to, last, refused ? 'refused call' : 'call returns'),
        true,
      ),
    );
  } else if (execute !== null) {
    events.push(
      traced(
        process,
        { op: 'start', action, ui: 'none' },
        { type: 'held', table },
        origin(execute.from, lineOf(call, table, 'started'), 'sequence begins'),
      ),
      traced(
        process,
        { op: 'advance' },
        answer,
        origin(execute.to, last, refused ? 'refused call' : 'call returns'),
        true,
      ),
    );
  } else if (answer.type === 'returned') {
    const at = refused ? (refusalAt(around.busy) ?? call.whole.to) : freeInstant(call.whole, around.others);
    events.push(
      traced(
        process,
        { op: 'start', action, ui: 'none' },
        answer,
        origin(at, last, refused ? 'refused call' : 'call returns'),
      ),
    );
  }
  // With its edges, a call that was refused has nothing but edges: its own grab is one of them.
  if (edges === 'sequence' || !refused) events.push(...grabProbes(call, process, origin));
  events.push(...refusalEvents(process, around, origin));
  return events
    .map((event, index) => ({ event, index }))
    .toSorted((a, b) => a.event.origin.at - b.event.origin.at || a.index - b.index)
    .map(({ event }) => event);
};

type MakeOrigin = (at: number, line: number, occasion: Occasion) => Origin;

/** A grab shows that the mutex is set then, and whose it is. */
const grabProbes = (call: Call, process: number, origin: MakeOrigin): readonly Traced[] =>
  call.session.grabs.flatMap((grab) =>
    grab.clock === null
      ? []
      : [
          traced(
            OBSERVER,
            { op: 'probe' },
            OWNED(process),
            origin(call.at(grab.clock), grab.line, `grab ${grab.place}`),
          ),
        ],
  );

/** A refusal shows that somebody else has it. One whose holder is unknown shows nothing that can be judged. */
const refusalEvents = (
  process: number,
  { busy, processOf }: Surroundings,
  origin: MakeOrigin,
): readonly Traced[] =>
  busy.flatMap(({ busy: { shape, line }, at, holder }) => {
    if (holder === null || at === null) return [];
    if (shape === 'custom-action') {
      return [
        traced(
          process,
          { op: 'call', api: 'MsiInstallProduct' },
          { type: 'returned', code: ERROR_INSTALL_ALREADY_RUNNING },
          origin(at, line, 'custom action refused'),
        ),
      ];
    }
    const owner = holder.process === null ? undefined : processOf(holder.process - 1);
    return [traced(OBSERVER, { op: 'probe' }, OWNED(owner ?? 'other'), origin(at, line, 'refusal'))];
  });

const refusalAt = (busy: readonly BusyCall[]): number | null =>
  busy.find(({ at, holder }) => at !== null && holder !== null)?.at ?? null;

/** A call takes effect at some instant between its begin and its end: one at which nothing forbids it, if there is one. */
const freeInstant = (whole: Span, others: readonly Span[]): number => {
  const instants = [
    whole.from,
    whole.to,
    ...others.map(({ to }) => to + 1),
    ...others.map(({ from }) => from - 1),
  ];
  return instants.find((at) => covers(whole, at) && !others.some((span) => covers(span, at))) ?? whole.from;
};

const lineOf = ({ session }: Call, table: string, edge: 'started' | 'ended'): number => {
  const sequence = session.sequences.find((each) => each.table === table && !each.nested);
  const written: Written | null | undefined = sequence?.[edge];
  return written?.line ?? (edge === 'started' ? (session.grabs[0]?.line ?? session.line) : session.endLine);
};
