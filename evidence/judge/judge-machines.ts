import { callsOf, judgeRace } from '../../oracle/index.ts';
import { CLAUSES } from '../../spec/index.ts';
import type { ClauseId, Reading } from '../../spec/index.ts';
import type { MachineHistory } from '../machine/history.ts';
import type { BusyCall } from '../machine/busy-call.ts';
import { tellMachine } from './tell-machine.ts';
import type { Segment } from './tell-machine.ts';
import type { Occasion, Origin } from './told.ts';

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

export interface EvidenceClause {
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

/** Judges machines under readings, with the judge of concurrent histories. */
export const judgeMachines = (
  machines: readonly BlamedMachine[],
  readings: readonly Reading[],
): readonly EvidenceClause[] => {
  const segments = machines.flatMap(({ machine, busy }) => tellMachine(machine, busy));
  const tallies = readings.map((reading) => ({ reading, tally: tallyOf(segments, reading) }));
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

const tallyOf = (segments: readonly Segment[], reading: Reading): Tally => {
  const tally: Tally = { exercised: new Map(), departures: new Map() };
  for (const { events, processes, windowsInstaller } of segments) {
    const calls = callsOf(events.map(({ event }) => event));
    // The calls stand in the order of their invocations.
    const origins = events.flatMap(({ event, call }) => (event.kind === 'invoke' ? [call.origin] : []));
    const { findings, exercised } = judgeRace(calls, processes, { reading, windowsInstaller });
    for (const [clause, times] of exercised)
      tally.exercised.set(clause, (tally.exercised.get(clause) ?? 0) + times);
    for (const { clause, index } of findings) {
      const origin = origins[index];
      if (origin !== undefined) count(tally, clause, origin);
    }
  }
  return tally;
};

const count = ({ departures }: Tally, clause: ClauseId, origin: Origin): void => {
  const ofClause = departures.get(clause) ?? new Map();
  departures.set(clause, ofClause);
  const departure = ofClause.get(origin.occasion) ?? { occasion: origin.occasion, count: 0, origins: [] };
  ofClause.set(origin.occasion, departure);
  departure.count++;
  if (departure.origins.length < ORIGINS_KEPT) departure.origins.push(origin);
};
