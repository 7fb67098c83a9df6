import type { Call, Finding } from '../../oracle/index.ts';
import type { Action, Api, ClauseId, Observed, Operation, Reading } from '../../spec/index.ts';
import type { CaseHead } from '../interleaving/case-head.ts';
import { chooseOrigins, compareOrigins } from './origins.ts';
import type { Origin } from './origins.ts';
import { compareSize } from '../shrink/shrink.ts';
import { calledIn } from './reach.ts';
import type { DivergenceKind } from './signature.ts';

/** A kind of divergence, with the case that shows it in the fewest operations. */
export interface Divergence extends Origin {
  readonly clause: ClauseId;
  /** What the signature says, in parts. */
  readonly kind: DivergenceKind;
  /** The actions and API functions with which drawn interleavings showed it, else the one of the shown case. */
  readonly by: ReadonlySet<Action | Api>;
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

/** The case of a divergence, up to it. */
export type ShownCase = Pick<Divergence, 'observed' | 'finding' | 'calls'>;

/** A finding of a case, under one reading. */
export interface Noted {
  readonly head: CaseHead;
  readonly signature: string;
  readonly clause: ClauseId;
  readonly kind: DivergenceKind;
  readonly operation: Operation;
  readonly reading: Reading;
  readonly show: () => ShownCase;
  /** Whether it counts as one more case that showed it. */
  readonly isNewInCase: boolean;
}

/** What one drawn interleaving and its shrinking showed of a kind of divergence. */
type Shown = Omit<Divergence, 'signature' | 'kind' | 'by' | 'readings' | 'drawnUnder' | 'seen' | 'rate'>;

interface Kind {
  seen: number;
  rate: Rate | undefined;
  readonly kind: DivergenceKind;
  readonly drawnBy: Set<Action | Api>;
  readonly drawnUnder: Set<string>;
  /** By the kinds whose shrinking brought it to light; one, by none, when a draw showed it. */
  readonly shown: Map<string, Shown>;
}

/**
 * The kinds of divergence that cases showed. A counterexample is always the first interleaving that showed
 * its kind, or what that was shrunk to. So the kinds of a run's shards, put together, are those of the
 * whole run.
 */
export class Kinds {
  readonly #kinds = new Map<string, Kind>();

  /** One of each kind, in the order of the draw, and by name where one interleaving gave several. */
  get divergences(): readonly Divergence[] {
    const { origins } = this;
    const chosen = new Map(chooseOrigins(origins));
    // A history that was cut may have lost a kind from which others came.
    for (const origin of origins) if (!chosen.has(origin.signature)) chosen.set(origin.signature, origin);
    return [...chosen.values()].sort((left, right) =>
      compareOrigins({ ...left, via: [] }, { ...right, via: [] }),
    );
  }

  /** Like `divergences`, and once more for every further way in which shrinking brought a kind to light. */
  get origins(): readonly Divergence[] {
    const all = [...this.#kinds].flatMap(([signature, { kind, seen, drawnBy, drawnUnder, shown, rate }]) =>
      [...shown.values()].map((each): Divergence => {
        const readings = new Set([...drawnUnder, ...each.shownUnder]);
        // What showed afresh, behind the cases that it rests on, shows there each time; the rate is that of alone.
        const own = rate === undefined || each.head.fresh === true ? {} : { rate };
        const by = seen > 0 ? drawnBy : new Set(calledIn(each.finding.event.operation));
        return { ...each, signature, kind, by, seen, drawnUnder, readings, ...own };
      }),
    );
    return all.sort(compareOrigins);
  }

  /** Counts one more time that a counterexample was run again. */
  rate(signature: string, shown: ReadonlySet<string>): void {
    const kind = this.#kinds.get(signature);
    if (kind === undefined) return;
    const rate = kind.rate ?? { shown: 0, of: 0 };
    kind.rate = { shown: rate.shown + (shown.has(signature) ? 1 : 0), of: rate.of + 1 };
  }

  /** Takes one finding of a case. */
  note({ head, signature, clause, kind: parts, operation, reading, show, isNewInCase }: Noted): void {
    const kind: Kind = this.#kinds.get(signature) ?? {
      seen: 0,
      rate: undefined,
      kind: parts,
      drawnBy: new Set(),
      drawnUnder: new Set(),
      shown: new Map(),
    };
    this.#kinds.set(signature, kind);
    if (isNewInCase) kind.seen++;
    if (head.phase !== 'shrink' && head.phase !== 'rerun')
      for (const called of calledIn(operation)) kind.drawnBy.add(called);
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
    // If two races rest on equally many calls, the later one of a shrink has fewer other calls.
    const most = shown.calls !== undefined && head.phase === 'shrink' ? -1 : 0;
    // On a fresh implementation it shows what it rests on; and fewer cases before it come later.
    const outranks = head.fresh === true && (known?.head.fresh !== true || needsHistory(known.head));
    const before = isDrawnAgain || outranks ? undefined : known;
    const best =
      before !== undefined && compareSize(before.observed, shown.observed) <= most ? before : shown;
    const sameCase = known?.head.case === head.case ? known : undefined;
    const shownUnder = new Set([...((before ?? sameCase)?.shownUnder ?? []), reading.name]);
    const first = (outranks ? known : before)?.first ?? placeOf(head);
    const toured = (root ?? before)?.toured ?? head.phase === 'tour';
    kind.shown.set(key, { ...best, clause, first, via, toured, shownUnder });
  }
}

/**
 * Whether a case may show a kind in place of one that is known: the same case, or what that is shrunk to,
 * or a drawn one in place of one of the tour, whose steps are many.
 */
const replaces = (head: CaseHead, signature: string, known: Shown): boolean =>
  (known.head.fresh !== true || head.fresh === true || head.case === known.head.case) &&
  (head.case === known.head.case ||
    head.phase === 'replay' ||
    head.shrinks === signature ||
    (known.toured && head.phase === 'random'));

/** Whether the case was run behind others. */
const needsHistory = ({ path = '' }: CaseHead): boolean => /[,-]/.test(path);

/** The place in the draw that a case came from. */
const placeOf = ({ path, case: number }: CaseHead): number =>
  path === undefined ? number - 1 : Number.parseInt(path.split(/[,-]/).at(-1) ?? '', 10);
