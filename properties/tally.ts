import { check, judgeRace, OBSERVER } from '../oracle/index.ts';
import type { Call, Context, Finding, Judgement, Observed } from '../oracle/index.ts';
import { checkCompiled, tableFor } from '../oracle/compiled/index.ts';
import type { OracleTable } from '../oracle/compiled/index.ts';
import { CLAUSE_IDS } from '../spec/index.ts';
import type { ClauseId, Reading, SequenceTable } from '../spec/index.ts';
import type { Fault } from './racing/race.ts';
import { shownRace } from './racing/shown.ts';
import { chooseOrigins, compareOrigins } from './origins.ts';
import type { Origin } from './origins.ts';
import { compareSize } from './shrink.ts';
import { EdgeCoverage } from './tour.ts';
import { signatureOf } from './signature.ts';

/**
 * How a case came to be run. Cases of a shrink are evidence of divergences, but not of coverage; a rerun
 * tells how often a counterexample shows what it was kept for.
 */
export type Phase = 'random' | 'tour' | 'shrink' | 'rerun' | 'replay';

/** What a history says of a case before its events. */
export interface CaseHead {
  /** Counts the cases of the file, from 1. */
  readonly case: number;
  readonly phase: Phase;
  readonly processes: number;
  readonly windowsInstaller?: string;
  /** Where fast-check finds the interleaving again, from the run's seed. */
  readonly path?: string;
  /** The signature of the divergence that is being shrunk, or run again. */
  readonly shrinks?: string;
  /** The signatures whose shrinking brought that to light, from one that was drawn on. */
  readonly via?: readonly string[];
  /** What happened to the clients from outside, in racing mode. */
  readonly faults?: readonly Fault[];
  /** What its schedule was made from, where the implementation could be scheduled. */
  readonly schedule?: number;
}

/** A kind of divergence, with the case that shows it in the fewest operations. */
export interface Divergence extends Origin {
  readonly clause: ClauseId;
  /** The names of the readings under which it diverges. */
  readonly readings: ReadonlySet<string>;
  /** Those of them under which drawn interleavings showed it, shrinking left out. */
  readonly drawnUnder: ReadonlySet<string>;
  /** Those of them under which the shown case, or one it was shrunk from, showed it. */
  readonly shownUnder: ReadonlySet<string>;
  /** In how many cases it was seen, shrinking left out. */
  readonly seen: number;
  readonly head: CaseHead;
  /** The history up to the divergence, which is its last event. */
  readonly observed: readonly Observed[];
  readonly finding: Finding;
  /** The same with their intervals, in racing mode. */
  readonly calls?: readonly Call[];
  /** How often the counterexample showed it when it was run again, in racing mode. */
  readonly rate?: Rate;
}

export interface Rate {
  readonly shown: number;
  readonly of: number;
}

export interface TableReach {
  /** How often a hold point in the table was reached. */
  readonly held: number;
  /** By which routes, like `ACTION=ADMIN` or `MsiSequenceW`, as far as the implementation told. */
  readonly routes: readonly string[];
}

/** What one drawn interleaving and its shrinking showed of a kind of divergence. */
type Shown = Omit<Divergence, 'signature' | 'readings' | 'drawnUnder' | 'seen' | 'rate'>;

interface Kind {
  seen: number;
  rate: Rate | undefined;
  readonly drawnUnder: Set<string>;
  /** By the kinds whose shrinking brought it to light; one, by none, when a draw showed it. */
  readonly shown: Map<string, Shown>;
}

/** How a case is judged, and how a divergence of it is shown. */
interface CaseJudge {
  readonly judge: (context: Context) => Judgement;
  readonly show: (finding: Finding, context: Context) => Pick<Shown, 'observed' | 'finding' | 'calls'>;
}

/**
 * Sums up cases as they come, in bounded memory. The same sums come from a run and from its history.
 *
 * A counterexample is always the first interleaving that showed its kind, or what that was shrunk to. So
 * the sums of a run's shards, put together, are those of the whole run.
 */
export class Tally {
  readonly #readings: readonly Reading[];
  readonly #windowsInstaller: string;
  readonly #kinds = new Map<string, Kind>();
  readonly #exercised = new Map<ClauseId, number>();
  readonly #undecided = new Map<number, string>();
  readonly #unsupported = new Map<string, number | undefined>();
  readonly #tables = new Map<SequenceTable, { held: number; routes: Set<string> }>();
  readonly #oracles = new Map<string, OracleTable>();
  readonly #edges = new EdgeCoverage();
  #interleavings = 0;
  #operations = 0;

  constructor(readings: readonly Reading[], windowsInstaller: string) {
    this.#readings = readings;
    this.#windowsInstaller = windowsInstaller;
  }

  /** @returns the signatures of the case's divergences, under any of the readings */
  add(head: CaseHead, observed: readonly Observed[]): ReadonlySet<string> {
    return this.#sum(head, observed, {
      judge: (context) => this.#judge(observed, head.processes, context),
      show: (finding) => ({ observed: observed.slice(0, finding.index + 1), finding }),
    });
  }

  /** The same for a case whose calls overlapped. */
  addRace(head: CaseHead, calls: readonly Call[]): ReadonlySet<string> {
    return this.#sum(head, calls, {
      judge: (context) => {
        const judgement = judgeRace(calls, head.processes, context);
        if (judgement.unknown !== undefined) this.#undecided.set(head.case, judgement.unknown);
        return judgement;
      },
      show: (finding, context) => {
        const shown = shownRace(calls, finding, head.processes, context);
        return { ...shown, observed: shown.calls };
      },
    });
  }

  #sum(head: CaseHead, observed: readonly Observed[], { judge, show }: CaseJudge): ReadonlySet<string> {
    const counts = head.phase !== 'shrink' && head.phase !== 'rerun';
    if (counts) this.#cover(observed);
    if (head.phase === 'tour') this.#edges.add(observed, head.processes);
    const signatures = new Set<string>();
    for (const [index, reading] of this.#readings.entries()) {
      const windowsInstaller = head.windowsInstaller ?? this.#windowsInstaller;
      const context: Context = { reading, windowsInstaller };
      const judgement = judge(context);
      if (counts && index === 0) this.#exercise(judgement);
      for (const finding of judgement.findings) {
        const signature = signatureOf(finding);
        const isNewInCase = counts && !signatures.has(signature);
        this.#note(signature, finding, reading, head, () => show(finding, context), isNewInCase);
        signatures.add(signature);
      }
    }
    if (head.phase === 'rerun') this.#rate(head.shrinks ?? '', signatures);
    return signatures;
  }

  #rate(signature: string, shown: ReadonlySet<string>): void {
    const kind = this.#kinds.get(signature);
    if (kind === undefined) return;
    const rate = kind.rate ?? { shown: 0, of: 0 };
    kind.rate = { shown: rate.shown + (shown.has(signature) ? 1 : 0), of: rate.of + 1 };
  }

  /** By case: why it could not be decided. */
  get undecided(): ReadonlyMap<number, string> {
    return this.#undecided;
  }

  /** What the tour went through, if there was one. */
  get tour(): EdgeCoverage | undefined {
    return this.#edges.processes === 0 ? undefined : this.#edges;
  }

  get interleavings(): number {
    return this.#interleavings;
  }

  get operations(): number {
    return this.#operations;
  }

  /** One of each kind, in the order of the draw, and by name where one interleaving gave several. */
  get divergences(): readonly Divergence[] {
    const { origins } = this;
    const chosen = new Map(chooseOrigins(origins));
    // Of a history that was cut the kinds may be gone that others stand on.
    for (const origin of origins) if (!chosen.has(origin.signature)) chosen.set(origin.signature, origin);
    return [...chosen.values()].sort((left, right) =>
      compareOrigins({ ...left, via: [] }, { ...right, via: [] }),
    );
  }

  /** Like `divergences`, and once more for every further way in which shrinking brought a kind to light. */
  get origins(): readonly Divergence[] {
    const all = [...this.#kinds].flatMap(([signature, { seen, drawnUnder, shown, rate }]) =>
      [...shown.values()].map((each): Divergence => {
        const readings = new Set([...drawnUnder, ...each.shownUnder]);
        return { ...each, signature, seen, drawnUnder, readings, ...(rate === undefined ? {} : { rate }) };
      }),
    );
    return all.sort(compareOrigins);
  }

  /** How often a clause had something to say, whatever the reading. */
  exercised(clause: ClauseId): number {
    return this.#exercised.get(clause) ?? 0;
  }

  /** What the implementation said it does not offer, with the code it gave. */
  get unsupported(): ReadonlyMap<string, number | undefined> {
    return this.#unsupported;
  }

  get tables(): ReadonlyMap<SequenceTable, TableReach> {
    return new Map(
      [...this.#tables].map(([table, { held, routes }]) => [table, { held, routes: [...routes] }]),
    );
  }

  #exercise({ exercised }: Judgement): void {
    for (const [clause, count] of exercised) this.#exercised.set(clause, this.exercised(clause) + count);
  }

  #judge(observed: readonly Observed[], processes: number, context: Context): Judgement {
    const { divergences, exercised } = checkCompiled(observed, processes, this.#tableOf(context));
    // The table tells that there is a divergence; the readable rules tell from which states.
    const findings = divergences.length === 0 ? [] : check(observed, processes, context).findings;
    return {
      findings,
      exercised: new Map(CLAUSE_IDS.map((clause, index) => [clause, exercised[index] ?? 0])),
    };
  }

  #tableOf(context: Context): OracleTable {
    const key = `${context.reading.name} ${context.windowsInstaller}`;
    const table = this.#oracles.get(key) ?? tableFor(context);
    this.#oracles.set(key, table);
    return table;
  }

  #cover(observed: readonly Observed[]): void {
    this.#interleavings++;
    this.#operations += observed.length;
    for (const { process, operation, response } of observed) {
      if (response.type === 'unsupported') {
        const name =
          operation.op === 'start'
            ? operation.action
            : operation.op === 'call'
              ? operation.api
              : operation.op;
        const known = this.#unsupported.get(name);
        if (known === undefined || (response.code ?? Infinity) < known)
          this.#unsupported.set(name, response.code);
      }
      if (response.type === 'held' && process !== OBSERVER) {
        const reach = this.#tables.get(response.table) ?? { held: 0, routes: new Set() };
        reach.held++;
        if (response.route !== undefined) reach.routes.add(response.route);
        this.#tables.set(response.table, reach);
      }
    }
  }

  #note(
    signature: string,
    finding: Finding,
    reading: Reading,
    head: CaseHead,
    show: () => Pick<Shown, 'observed' | 'finding' | 'calls'>,
    isNewInCase: boolean,
  ): void {
    const kind: Kind = this.#kinds.get(signature) ?? {
      seen: 0,
      rate: undefined,
      drawnUnder: new Set(),
      shown: new Map(),
    };
    this.#kinds.set(signature, kind);
    if (isNewInCase) kind.seen++;
    if (head.phase === 'rerun' && kind.shown.size > 0) return;
    if (head.phase !== 'shrink') kind.drawnUnder.add(reading.name);
    const isOwn = head.shrinks === undefined || head.shrinks === signature;
    if (!isOwn && kind.seen > 0) return;
    const { via: led = [], shrinks = signature } = head;
    const via = kind.seen > 0 ? [] : isOwn ? led : [...led, shrinks];
    const key = JSON.stringify(via);
    const known = kind.shown.get(key);
    if (known !== undefined && !replaces(head, signature, known)) return;
    const root = via.length === 0 ? undefined : this.#kinds.get(via[0] ?? '')?.shown.get('[]');
    const isDrawnAgain = known?.toured === true && head.phase === 'random';
    const shown = { head, ...show() };
    // Of races that rest on as many calls, the later one in a shrink has fewer others around them.
    const most = shown.calls !== undefined && head.phase === 'shrink' ? -1 : 0;
    const before = isDrawnAgain ? undefined : known;
    const best =
      before !== undefined && compareSize(before.observed, shown.observed) <= most ? before : shown;
    const shownUnder = new Set([...(before?.shownUnder ?? []), reading.name]);
    const first = before?.first ?? placeOf(head);
    const toured = (root ?? before)?.toured ?? head.phase === 'tour';
    kind.shown.set(key, { ...best, clause: finding.clause, first, via, toured, shownUnder });
  }
}

/**
 * Whether a case may show a kind in place of one that is known: the same case, or what that is shrunk to,
 * or a drawn one in place of one of the tour, whose steps are many.
 */
const replaces = (head: CaseHead, signature: string, known: Shown): boolean =>
  head.case === known.head.case ||
  head.phase === 'replay' ||
  head.shrinks === signature ||
  (known.toured && head.phase === 'random');

/** The place in the draw that a case came from. */
const placeOf = ({ path, case: number }: CaseHead): number =>
  path === undefined ? number - 1 : Number.parseInt(path, 10);
