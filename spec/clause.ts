import type { Flag, Reading } from './readings.ts';
import type { State } from './model/state.ts';
import type { Capabilities, Observed, ObservationName } from './model/vocabulary.ts';
import type { Weights } from './model/weights.ts';

export const CLAUSE_IDS = [
  'mutex-scope',
  'mutex-held',
  '1618-mutex',
  'mutual-exclusion',
  '1618-ui',
  '1618-only',
  'event-log',
  'service-running',
  'service-version',
] as const;

export type ClauseId = (typeof CLAUSE_IDS)[number];

/** The blocks of the documentation page, in order. */
export const BLOCKS = ['title', 'p1', 'p2', 'item1', 'item2', 'p3', 'p4', 'p5'] as const;

export type Block = (typeof BLOCKS)[number];

/** What the rules are read with. */
export interface Context {
  readonly reading: Reading;
  /** The implementation's Windows Installer version, like `3.1` (clause service-version). */
  readonly windowsInstaller: string;
}

/** What a clause says of one event in one state: it was kept, it was broken, or it says nothing. */
export type Bearing = 'kept' | 'broken' | 'silent';

/** Phrases about the last step of a counterexample, for {@link Clause.argue}. */
export interface Phrases {
  /** Who processes an execute table since when: `process 1 is processing … (since step 1)`; or that no one does. */
  readonly holder: string;
  /** Where the process of the last step stands: `process 2 is processing InstallUISequence (since step 3)`. */
  readonly caller: string;
  /** The process of the last step: `process 2`. */
  readonly process: string;
  /** What it did: `start INSTALL none`. */
  readonly operation: string;
}

/** Why a clause demands what of the last step. */
export interface Argument {
  /** The facts that the demand rests on, without "Because". */
  readonly because: string;
  /** What the last step must do or show. */
  readonly demand: string;
}

/** One rule of the page, with all that is its own: a reader of this one file can agree with it or not. */
export interface Clause {
  readonly id: ClauseId;
  /** The part of the page that it belongs to. */
  readonly area: 'the mutex' | 'refusals with 1618' | 'the event log' | 'the service';
  /** A few words for the head of a column. */
  readonly label: string;
  /** The rule in our own words. */
  readonly statement: string;
  /** `stated` stands in the page; `implied` does not, and follows from it. */
  readonly strength: 'stated' | 'implied';
  /** Where in the page the rule stands. */
  readonly source: readonly Block[];
  /** The open points that its own judgement reads. See also {@link flagsOf}. */
  readonly flags: readonly Flag[];
  /** Whether what may be left behind (a residue) explains what would break it: then the flags of that bear on it too. */
  readonly excusedByResidue?: true;
  /** When an interleaving says something about the clause. */
  readonly exercisedBy: string;
  /** What the suite tests, in one sentence. */
  readonly property: string;
  /** Judges one event in one state. */
  readonly judge: (state: State, event: Observed, context: Context) => Bearing;
  /** Why an event that breaks it does: the words of a counterexample. */
  readonly argue: (
    phrases: Phrases,
    state: State,
    event: Observed,
    on: Pick<Context, 'windowsInstaller'>,
  ) => Argument;
  /** How to draw operations so that the clause has much to say. */
  readonly weights: Weights;
  /** The observation without which nothing can be said. */
  readonly needs?: ObservationName;
  /** Whether the implementation's calls can lead to where the clause has something to say. */
  readonly reachable?: (capabilities: Pick<Capabilities, 'actions' | 'uiLevels' | 'apis'>) => boolean;
  /** In the evidence of logs and events: what is missing where it says nothing, and what is seen where it is kept. */
  readonly evidence: { readonly missing: string; readonly kept: string };
}

/** The flags that decide whether something may still be left behind by an installation that is over. */
export const RESIDUE_FLAGS: readonly Flag[] = [
  'mutexEdges',
  'mutexScope',
  'mutexSet',
  'apiCall',
  'uiWhileSet',
];

/** All the open points that can turn the verdict of a clause. */
export const flagsOf = ({ flags, excusedByResidue }: Clause): readonly Flag[] =>
  excusedByResidue === undefined ? flags : [...new Set([...flags, ...RESIDUE_FLAGS])];

export const keptIf = (kept: boolean): Bearing => (kept ? 'kept' : 'broken');

/** Whether the implementation offers what the clause is tested with; if not, it is `unsupported`. */
export const isTestable = ({ needs, reachable }: Clause, capabilities: Capabilities): boolean =>
  (needs === undefined || capabilities.observations.includes(needs)) && (reachable?.(capabilities) ?? true);
