import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { FalseAlarms, FaultReport } from '../../properties/power/index.ts';
import { CLAUSE_IDS, words } from '../../spec/index.ts';

const Count = Type.Integer({ minimum: 0 });

export const PowerResultSchema = Type.Object({
  format: Type.Literal('msiconform-power'),
  version: Type.Literal(1),
  seeds: Type.Array(Type.Integer()),
  numRuns: Count,
  faults: Type.Array(
    Type.Object({
      id: Type.String(),
      summary: Type.String(),
      clause: Type.Union([words(CLAUSE_IDS), Type.Null()], {
        description: 'the clause it breaks first; null for a quirk that must be forgiven',
      }),
      reading: Type.String({ description: 'the reading that has to see it' }),
      forgivenBy: Type.Array(Type.String()),
      survived: Type.Boolean(),
      killedBy: Type.Array(words(CLAUSE_IDS)),
      interleavings: Type.Union([Type.Object({ median: Type.Number(), worst: Count }), Type.Null()]),
      operations: Type.Union([Count, Type.Null()], { description: 'of the shortest counterexample' }),
      notCompared: Type.Optional(
        Type.Array(Type.Object({ signature: Type.String(), operations: Count, searched: Count }), {
          description: 'counterexamples too long for all shorter ones to be tried; `searched` is how far',
        }),
      ),
      problems: Type.Array(Type.String()),
    }),
  ),
  reference: Type.Object({ interleavings: Count, operations: Count }),
  falseAlarms: Count,
});

export type PowerResult = Static<typeof PowerResultSchema>;
export type FaultResult = PowerResult['faults'][number];

export interface PowerInput {
  readonly seeds: readonly number[];
  readonly numRuns: number;
  readonly reports: readonly FaultReport[];
  /** What the reference did. */
  readonly reference: FalseAlarms;
}

export const powerResult = ({ seeds, numRuns, reports, reference }: PowerInput): PowerResult => ({
  format: 'msiconform-power',
  version: 1,
  seeds: [...seeds],
  numRuns,
  faults: reports.map((report) => ({
    id: report.id,
    summary: report.summary,
    clause: report.clause ?? null,
    reading: report.reading,
    forgivenBy: [...report.forgivenBy],
    survived: report.survived.length > 0,
    killedBy: [...report.killedBy],
    interleavings: spread(report.interleavings),
    operations: report.operations ?? null,
    ...(report.notCompared.length === 0
      ? {}
      : { notCompared: report.notCompared.map((kind) => ({ ...kind })) }),
    problems: [...report.problems],
  })),
  reference: { interleavings: reference.interleavings, operations: reference.operations },
  falseAlarms: reference.alarms.length,
});

/** Whether every fault was killed and rightly blamed, every quirk forgiven, and nothing else blamed. */
export const isPowerful = ({ faults, falseAlarms }: PowerResult): boolean =>
  falseAlarms === 0 && faults.every(({ problems }) => problems.length === 0);

const spread = (interleavings: readonly number[]): FaultResult['interleavings'] => {
  const sorted = interleavings.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  const worst = sorted.at(-1);
  if (lower === undefined || upper === undefined || worst === undefined) return null;
  return { median: (lower + upper) / 2, worst };
};
