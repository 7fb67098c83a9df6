import { initialState, step } from '../../oracle/index.ts';
import type { State } from '../../oracle/index.ts';
import { CLAUSES } from '../../spec/index.ts';
import type { ClauseId, Reading } from '../../spec/index.ts';
import type { MachineHistory } from '../machine/history.ts';
import type { BusyCall } from '../machine/holder.ts';
import { segmentsOf } from './segments.ts';
import type { Occasion, Origin, Segment } from './traced.ts';

/** `not-in-evidence`: a log cannot show everything. */
export type EvidenceVerdict = 'conforms' | 'diverges' | 'not-in-evidence';

/** All the places at which real Windows departs from a clause in one way. */
export interface Departure {
  readonly occasion: Occasion;
  readonly count: number;
  /** Some of the places, the first ones. */
  readonly origins: readonly Origin[];
}

interface ReadingResult {
  readonly reading: string;
  readonly verdict: EvidenceVerdict;
  /** How often the evidence bears on the clause. */
  readonly exercised: number;
  readonly departures: readonly Departure[];
}

export interface ClauseResult {
  readonly clause: ClauseId;
  readonly readings: readonly ReadingResult[];
}

/** A machine together with its 1618s, as {@link blame} gives them. */
export interface BlamedMachine {
  readonly machine: MachineHistory;
  readonly busy: readonly BusyCall[];
}

/** As many places as a reader will look up; the rest are counted. */
const ORIGINS_KEPT = 50;

/** Judges machines under readings, with the oracle. */
export const judge = (
  machines: readonly BlamedMachine[],
  readings: readonly Reading[],
): readonly ClauseResult[] => {
  const tallies = readings.map((reading) => ({ reading, tally: tallyOf(machines, reading) }));
  return CLAUSES.map(({ id }) => ({
    clause: id,
    readings: tallies.map(({ reading, tally }): ReadingResult => {
      const exercised = tally.exercised.get(id) ?? 0;
      const departures = [...(tally.departures.get(id)?.values() ?? [])];
      const verdict = departures.length > 0 ? 'diverges' : exercised > 0 ? 'conforms' : 'not-in-evidence';
      return { reading: reading.name, verdict, exercised, departures };
    }),
  }));
};

interface Tally {
  readonly exercised: Map<ClauseId, number>;
  readonly departures: Map<ClauseId, Map<Occasion, { occasion: Occasion; count: number; origins: Origin[] }>>;
}

const tallyOf = (machines: readonly BlamedMachine[], reading: Reading): Tally => {
  const tally: Tally = { exercised: new Map(), departures: new Map() };
  for (const { machine, busy } of machines) {
    for (const segment of segmentsOf(machine, busy, reading.mutexEdges))
      judgeSegment(segment, reading, tally);
  }
  return tally;
};

const judgeSegment = (
  { events, processes, windowsInstaller }: Segment,
  reading: Reading,
  tally: Tally,
): void => {
  let states: readonly State[] = [initialState(processes)];
  for (const { observed, origin } of events) {
    const stepped = step(states, observed, { reading, windowsInstaller });
    states = stepped.states;
    for (const clause of stepped.applies) {
      if (isWitness(clause, origin.occasion))
        tally.exercised.set(clause, (tally.exercised.get(clause) ?? 0) + 1);
    }
    for (const clause of stepped.violates) count(tally, clause, origin);
  }
};

/** A grab is what the reader knows of the mutex being set, so it cannot also bear witness that it was. */
const isWitness = (clause: ClauseId, occasion: Occasion): boolean =>
  clause !== 'mutex-held' || !occasion.startsWith('grab');

const count = ({ departures }: Tally, clause: ClauseId, origin: Origin): void => {
  const ofClause = departures.get(clause) ?? new Map();
  departures.set(clause, ofClause);
  const departure = ofClause.get(origin.occasion) ?? { occasion: origin.occasion, count: 0, origins: [] };
  ofClause.set(origin.occasion, departure);
  departure.count++;
  if (departure.origins.length < ORIGINS_KEPT) departure.origins.push(origin);
};
