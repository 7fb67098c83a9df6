import { check, DEFAULT_BUDGET, judgeRace } from '../../oracle/index.ts';
import type { Budget, Call, Finding, Judgement } from '../../oracle/index.ts';
import { checkCompiled, tableFor } from '../../oracle/compiled/index.ts';
import type { OracleTable } from '../../oracle/compiled/index.ts';
import { CLAUSE_IDS, ROLES } from '../../spec/index.ts';
import type { Action, Api, ClauseId, Context, Observed, Reading, SequenceTable } from '../../spec/index.ts';
import type { CaseHead } from '../interleaving/case-head.ts';
import { Kinds } from './kinds.ts';
import type { Divergence, ShownCase } from './kinds.ts';
import { shownRace } from './shown-race.ts';
import { Reach } from './reach.ts';
import type { TableReach, Unsupported } from './reach.ts';
import { doubtOf, howLost, isLost, isUnaskedEnd, NEVER } from './lost-calls.ts';
import type { Lost } from './lost-calls.ts';
import { EdgeCoverage } from './edge-coverage.ts';
import { kindOf, signatureText } from './signature.ts';

/** How a case is judged, and how a divergence of it is shown. */
interface CaseJudge {
  readonly judge: (context: Context) => Judgement;
  readonly show: (finding: Finding, context: Context) => ShownCase;
}

/** Sums up cases as they come, in bounded memory. The same sums come from a run and from its history. */
export class Tally {
  readonly #readings: readonly Reading[];
  readonly #windowsInstaller: string;
  /** The most kinds that are told. */
  readonly #most: number;
  readonly #told = new Set<string>();
  readonly #kinds = new Kinds();
  readonly #reach = new Reach();
  readonly #exercised = new Map<ClauseId, number>();
  readonly #undecided = new Map<number, string>();
  /** By reading: the clauses that a case may have broken, in which a call never came back. */
  readonly #doubtful = new Map<string, Set<ClauseId>>();
  /** The same by how the call was lost. */
  readonly #lost = { givenUp: new Set<ClauseId>(), cutOff: new Set<ClauseId>(), died: new Set<ClauseId>() };
  /** The names of the readings under which a divergence was told. */
  readonly #broken = new Set<string>();
  /** Clauses that kinds break which are not told, by reading. */
  readonly #beyond = new Map<string, Set<ClauseId>>();
  readonly #oracles = new Map<string, OracleTable>();
  readonly #edges = new EdgeCoverage();
  #interleavings = 0;
  #operations = 0;

  /** @param most - after so many kinds no other is told; of the clauses that it would break nothing is said */
  constructor(readings: readonly Reading[], windowsInstaller: string, most = Infinity) {
    this.#readings = readings;
    this.#windowsInstaller = windowsInstaller;
    this.#most = most;
  }

  /** @returns the signatures of the case's divergences, under any of the readings */
  add(head: CaseHead, observed: readonly Observed[]): ReadonlySet<string> {
    return this.#sum(head, observed, {
      judge: (context) => {
        this.#doubt(observed, head.processes, context);
        return this.#judge(observed, head.processes, context);
      },
      show: (finding) => ({ observed: observed.slice(0, finding.index + 1), finding }),
    });
  }

  /** The same for a case whose calls overlapped. */
  addRace(head: CaseHead, calls: readonly Call[]): ReadonlySet<string> {
    return this.#sum(head, calls, {
      judge: (context) => {
        const judgement = judgeRace(calls, head.processes, context, budgetFor(head.processes));
        const lost = calls.find(
          ({ operation, response }) =>
            ROLES[operation.op] === 'call' &&
            // Without a time the history ends before the response, so nobody waited for it.
            (response.type === 'open' ? response.waited !== undefined : isUnaskedEnd(response)),
        );
        if (lost !== undefined) this.#undecided.set(head.case, doubtOf(lost));
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
    const windowsInstaller = head.windowsInstaller ?? this.#windowsInstaller;
    if (counts) {
      this.#interleavings++;
      this.#operations += observed.length;
      this.#reach.add(observed, windowsInstaller);
    }
    if (head.phase === 'tour') this.#edges.add(observed, head.processes);
    const signatures = new Set<string>();
    for (const [index, reading] of this.#readings.entries()) {
      const context: Context = { reading, windowsInstaller };
      const judgement = judge(context);
      if (counts && index === 0) this.#exercise(judgement);
      for (const finding of judgement.findings) {
        const kind = kindOf(finding);
        const signature = signatureText(kind);
        if (!this.#tells(signature)) {
          this.#leftOut(finding.clause, reading);
          continue;
        }
        const isNewInCase = counts && !signatures.has(signature);
        const { clause } = finding;
        const shown = (): ShownCase => show(finding, context);
        const { operation } = finding.event;
        this.#kinds.note({ head, signature, clause, kind, operation, reading, show: shown, isNewInCase });
        signatures.add(signature);
        this.#broken.add(reading.name);
      }
    }
    if (head.phase === 'rerun') this.#kinds.rate(head.shrinks ?? '', signatures);
    return signatures;
  }

  #tells(signature: string): boolean {
    if (this.#told.size < this.#most) this.#told.add(signature);
    return this.#told.has(signature);
  }

  /** A kind that is not told leaves its clause in doubt. */
  #leftOut(clause: ClauseId, { name }: Reading): void {
    this.#beyond.set(name, (this.#beyond.get(name) ?? new Set()).add(clause));
  }

  /** Whether a divergence is known under the first of the readings. */
  get decides(): boolean {
    const [first] = this.#readings;
    return first !== undefined && this.#broken.has(first.name);
  }

  /** One of each kind, in the order of the draw. */
  get divergences(): readonly Divergence[] {
    return this.#kinds.divergences;
  }

  /** Like `divergences`, and once more for every further way in which shrinking brought a kind to light. */
  get origins(): readonly Divergence[] {
    return this.#kinds.origins;
  }

  /** What the implementation said it does not offer, with the code it gave. */
  get unsupported(): readonly Unsupported[] {
    return this.#reach.unsupported;
  }

  get tables(): ReadonlyMap<SequenceTable, TableReach> {
    return this.#reach.tables;
  }

  /** The actions and API functions that it was called with and offers. */
  get called(): ReadonlySet<Action | Api> {
    return this.#reach.called;
  }

  /** By case: why it could not be decided. */
  get undecided(): ReadonlyMap<number, string> {
    return this.#undecided;
  }

  /**
   * Whether a refusal may have been due that did not come, and was not waited for long enough to tell; or a kind that
   * is not told breaks it.
   */
  isDoubtful(clause: ClauseId, { name }: Reading): boolean {
    return this.#doubtful.get(name)?.has(clause) === true || this.#beyond.get(name)?.has(clause) === true;
  }

  /** The clauses by which a refusal was due, under some reading, that did not come, by what became of the call. */
  get lost(): Lost {
    return this.#lost;
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

  /** How often a clause had something to say, whatever the reading. */
  exercised(clause: ClauseId): number {
    return this.#exercised.get(clause) ?? 0;
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

  /** In doubt is every clause that would be broken if the calls that never came back had been waited for long enough. */
  #doubt(observed: readonly Observed[], processes: number, context: Context): void {
    if (!observed.some(isLost)) return;
    const waited = observed.map((event) => (isLost(event) ? { ...event, response: NEVER } : event));
    for (const { clause, index } of check(waited, processes, context).findings) {
      const at = observed[index];
      if (at === undefined || !isLost(at)) continue;
      const { name } = context.reading;
      this.#doubtful.set(name, (this.#doubtful.get(name) ?? new Set()).add(clause));
      this.#lost[howLost(at.response)].add(clause);
    }
  }

  #tableOf(context: Context): OracleTable {
    const key = `${context.reading.name} ${context.windowsInstaller}`;
    const table = this.#oracles.get(key) ?? tableFor(context);
    this.#oracles.set(key, table);
    return table;
  }
}

/** With many clients open calls have so many orders that no search ends, and Ctrl-C has to wait for it. */
const [WIDE, WIDE_BUDGET] = [8, { configurations: 1_000 }] as const;
const budgetFor = (processes: number): Budget => (processes > WIDE ? WIDE_BUDGET : DEFAULT_BUDGET);
