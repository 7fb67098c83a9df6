import { ERROR_INSTALL_ALREADY_RUNNING, executeTableOf, OBSERVER, uiTableOf } from '../../spec/index.ts';
import type { Response, SequenceTable } from '../../spec/index.ts';
import { finalCode, hasGotMutex } from '../machine/call.ts';
import type { InstallerCall, Span } from '../machine/call.ts';
import type { BusyCall } from '../machine/busy-call.ts';
import type { Grab } from '../log/story.ts';
import type { Occasion, Origin, ToldCall } from './told.ts';

/** What of the rest of the machine bears on one call. */
export interface Surroundings {
  /** Its 1618s, with their holders. */
  readonly busy: readonly BusyCall[];
  /** When others process an execute table. */
  readonly others: readonly Span[];
  /** The number that a call, by its place on the machine, has in the history; `undefined` for one outside. */
  readonly processOf: (place: number) => number | undefined;
}

const OWNED = (owner: number | 'other'): Response => ({ type: 'mutex', state: 'owned', owner });

/** A call of a log as calls of the oracle's history, in order, each with the lines that it was read from. */
export const tellCall = (call: InstallerCall, process: number, around: Surroundings): readonly ToldCall[] => {
  if (isNothingJudged(call, around)) return [];
  const teller = new CallTeller(call, process, around);
  return [
    ...teller.sequences(),
    ...grabProbes(call, process, around),
    ...teller.withoutTable(),
    ...refusals(call, process, around),
  ];
};

/**
 * A call that was refused by somebody who is not known shows nothing. Left out, since a call without an
 * answer might be processing a table for all that the oracle knows, and would excuse what others did.
 */
const isNothingJudged = (call: InstallerCall, { busy }: Surroundings): boolean =>
  finalCode(call) === ERROR_INSTALL_ALREADY_RUNNING && busy.every(({ holder }) => holder === null);

class CallTeller {
  readonly #call: InstallerCall;
  readonly #process: number;
  readonly #around: Surroundings;
  readonly #answer: Response;
  readonly #isRefused: boolean;

  constructor(call: InstallerCall, process: number, around: Surroundings) {
    this.#call = call;
    this.#process = process;
    this.#around = around;
    const code = finalCode(call);
    this.#isRefused = code === ERROR_INSTALL_ALREADY_RUNNING;
    this.#answer = answerOf(code, around.busy);
  }

  /** The sequence tables that the log shows: it tells the instants at which they begin and end. */
  sequences(): readonly ToldCall[] {
    const { ui, execute, session } = this.#call;
    const action = session.action ?? 'INSTALL';
    const table = executeTableOf[action];
    const uiTable = uiTableOf[action];
    if (ui === null || uiTable === undefined) {
      if (execute === null) return [];
      return [
        this.#told(
          { op: 'start', action, ui: 'none' },
          { type: 'held', table },
          execute.from,
          'sequence begins',
          {
            line: this.#lineOf(table, 'started'),
          },
        ),
        this.#returns(execute.to),
      ];
    }
    const level = session.ui === 'reduced' ? 'reduced' : 'full';
    const begins = this.#told(
      { op: 'start', action, ui: level },
      { type: 'held', table: uiTable },
      ui.from,
      'sequence begins',
      { line: this.#lineOf(uiTable, 'started') },
    );
    if (execute === null) return [begins, this.#returns(ui.to)];
    const from = Math.max(execute.from, ui.from);
    const to = Math.max(from, Math.min(execute.to, ui.to));
    const entered = this.#told({ op: 'advance' }, { type: 'held', table }, from, 'sequence begins', {
      line: this.#lineOf(table, 'started'),
    });
    // What is left of the UI sequence matters only to what the process itself asks for in it.
    if (!this.#around.busy.some(({ at }) => at !== null && to <= at && at <= ui.to))
      return [begins, entered, this.#returns(to)];
    const ended = this.#told({ op: 'advance' }, { type: 'held', table: uiTable }, to, 'sequence ends', {
      line: this.#lineOf(table, 'ended'),
      closes: true,
    });
    return [begins, entered, ended, this.#returns(ui.to)];
  }

  /** A call of which the log shows no table takes effect at some instant after its grabs. */
  withoutTable(): readonly ToldCall[] {
    const { ui, execute, session, whole } = this.#call;
    if (execute !== null || (ui !== null && uiTableOf[session.action ?? 'INSTALL'] !== undefined)) return [];
    const grabs = grabsOf(this.#call);
    if (this.#answer.type !== 'returned' && grabs.length === 0) return [];
    const own = grabs.findLast(({ grab }) => grab.place !== 'client-clean-up')?.at;
    const cleanUp = grabs.find(({ grab, at }) => grab.place === 'client-clean-up' && at >= (own ?? at))?.at;
    const refusal = this.#isRefused ? this.#refusal() : undefined;
    // The clean-up comes when it is over, so not within its interval.
    const end = refusal?.to ?? (cleanUp === undefined ? whole.to : cleanUp - 0.5);
    const from = Math.max(refusal?.from ?? whole.from, own ?? whole.from);
    const to = Math.max(from, end);
    return [
      {
        ...this.#told(
          { op: 'start', action: session.action ?? 'INSTALL', ui: 'none' },
          this.#answer,
          to,
          this.#isRefused ? 'refused call' : 'call returns',
          { line: this.#lastLine() },
        ),
        span: { from, to },
      },
    ];
  }

  /** From when on it waited for the mutex, until it gave up. */
  #refusal(): Span | undefined {
    const known = this.#around.busy.find(({ at, holder }) => at !== null && holder !== null);
    if (known === undefined || known.at === null) return undefined;
    return { from: known.at - Math.max(0, known.busy.waited ?? 0), to: known.at };
  }

  #returns(at: number): ToldCall {
    const occasion = this.#isRefused ? 'refused call' : 'call returns';
    return this.#told({ op: 'advance' }, this.#answer, at, occasion, {
      line: this.#lastLine(),
      closes: true,
    });
  }

  #told(
    operation: ToldCall['operation'],
    response: Response,
    at: number,
    occasion: Occasion,
    { line, closes = false }: { readonly line: number; readonly closes?: boolean },
  ): ToldCall {
    const origin: Origin = { file: this.#call.file, line, at, occasion };
    return { process: this.#process, operation, response, span: { from: at, to: at }, closes, origin };
  }

  #lastLine(): number {
    return this.#call.session.returned.at(-1)?.line ?? this.#call.session.endLine;
  }

  #lineOf(table: SequenceTable, edge: 'started' | 'ended'): number {
    const { session } = this.#call;
    const written = session.sequences.find((each) => each.table === table && !each.nested)?.[edge];
    return written?.line ?? (edge === 'started' ? (session.grabs[0]?.line ?? session.line) : session.endLine);
  }
}

/** What the client was told, where that can be judged: a refusal whose holder is unknown proves nothing. */
const answerOf = (code: number | null, busy: readonly BusyCall[]): Response => {
  if (code === null) return { type: 'open', reason: 'the log does not show the end' };
  const holderKnown = busy.some(
    ({ busy: { shape }, holder }) => shape !== 'custom-action' && holder !== null,
  );
  return code === ERROR_INSTALL_ALREADY_RUNNING && !holderKnown
    ? { type: 'open', reason: 'what held the mutex is not known' }
    : { type: 'returned', code: Math.min(code < 0 ? code + 2 ** 32 : code, MOST_CODE) };
};

/** Codes are DWORDs; a log may write them with a sign, or hold any number at all. */
const MOST_CODE = 0xffffffff;

const grabsOf = (call: InstallerCall): readonly { readonly grab: Grab; readonly at: number }[] =>
  call.session.grabs.flatMap((grab) => (grab.clock === null ? [] : [{ grab, at: call.at(grab.clock) }]));

/**
 * A grab shows that the mutex is set then, and whose it is. While a table is processed that is known, and
 * the grab is what it is known by, so it bears no witness. Nor does that of a client who was refused
 * afterwards, or may have been: somebody else had the mutex, and may have been processing a table.
 */
const grabProbes = (call: InstallerCall, process: number, { others }: Surroundings): readonly ToldCall[] => {
  if (!hasGotMutex(call.session)) return [];
  const tables = call.execute === null ? others : [...others, call.execute];
  return grabsOf(call).flatMap(({ grab, at }) =>
    tables.some(({ from, to }) => from <= at && at < to)
      ? []
      : [probe(OWNED(process), { file: call.file, line: grab.line, at, occasion: `grab ${grab.place}` })],
  );
};

/** A refusal shows that somebody else has it. One whose holder is unknown shows nothing that can be judged. */
const refusals = (
  { file }: InstallerCall,
  process: number,
  { busy, processOf }: Surroundings,
): readonly ToldCall[] =>
  busy.flatMap(({ busy: { shape, line }, at, holder }): readonly ToldCall[] => {
    if (holder === null || at === null) return [];
    if (shape !== 'custom-action') {
      const owner = holder.process === null ? undefined : processOf(holder.process - 1);
      return [probe(OWNED(owner ?? 'other'), { file, line, at, occasion: 'refusal' })];
    }
    return [
      {
        process,
        operation: { op: 'call', api: 'MsiInstallProduct' },
        response: { type: 'returned', code: ERROR_INSTALL_ALREADY_RUNNING },
        span: { from: at, to: at },
        closes: false,
        origin: { file, line, at, occasion: 'custom action refused' },
      },
    ];
  });

const probe = (response: Response, origin: Origin): ToldCall => ({
  process: OBSERVER,
  operation: { op: 'probe' },
  response,
  span: { from: origin.at, to: origin.at },
  closes: false,
  origin,
});
