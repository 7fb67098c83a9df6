import type { Departure, EvidenceClause } from '../index.ts';

export interface Finding {
  readonly clause: EvidenceClause['clause'];
  readonly departure: Departure;
  /** The readings under which this is a departure, and those under which it is none. */
  readonly departs: readonly string[];
  readonly agrees: readonly string[];
}

/** Each way in which Windows departs from a clause, once, with its readings. */
export const findingsOf = (clauses: readonly EvidenceClause[]): readonly Finding[] =>
  clauses.flatMap(({ clause, readings }) => {
    const occasions = new Set(
      readings.flatMap(({ departures }) => departures.map(({ occasion }) => occasion)),
    );
    return [...occasions].flatMap((occasion): Finding[] => {
      const departing = readings.filter(({ departures }) =>
        departures.some((each) => each.occasion === occasion),
      );
      const departure = departing[0]?.departures.find((each) => each.occasion === occasion);
      if (departure === undefined) return [];
      const departs = departing.map(({ reading }) => reading);
      return [
        {
          clause,
          departure,
          departs,
          agrees: readings.map(({ reading }) => reading).filter((name) => !departs.includes(name)),
        },
      ];
    });
  });

/** What decides the exit code: the clauses under one reading. */
export const overallVerdict = (
  clauses: readonly EvidenceClause[],
  reading: string,
): 'conforms' | 'diverges' | 'inconclusive' => {
  const own = clauses.flatMap(({ readings }) => readings.filter((each) => each.reading === reading));
  if (own.some(({ verdict }) => verdict === 'diverges')) return 'diverges';
  return own.some(({ verdict }) => verdict === 'conforms') ? 'conforms' : 'inconclusive';
};
