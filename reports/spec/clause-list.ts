import type { Colors } from 'picocolors/types.js';
import { CLAUSES, FLAGS, flagsOf, NAMED_READINGS } from '../../spec/index.ts';
import type { Clause, Flag } from '../../spec/index.ts';

interface ListedClause {
  readonly id: string;
  readonly statement: string;
  readonly strength: Clause['strength'];
  readonly source: readonly string[];
  readonly exercisedBy: string;
  /** The open points that bear on it, and how each named reading settles them. */
  readonly flags: readonly {
    readonly flag: Flag;
    readonly silence: string;
    readonly readings: Readonly<Record<string, string>>;
    /** It does not bear on the clause itself, but decides whether something may be left behind that explains a fault. */
    readonly throughResidue: boolean;
  }[];
  readonly properties: readonly string[];
}

export const listClauses = (): readonly ListedClause[] =>
  CLAUSES.map((clause) => ({
    id: clause.id,
    statement: clause.statement,
    strength: clause.strength,
    source: clause.source,
    exercisedBy: clause.exercisedBy,
    flags: flagsOf(clause).map((flag) => ({
      flag,
      throughResidue: !clause.flags.includes(flag),
      silence: FLAGS.find((known) => known.flag === flag)?.silence ?? '',
      readings: Object.fromEntries(NAMED_READINGS.map((reading) => [reading.name, reading[flag]])),
    })),
    properties: [clause.property],
  }));

/** What `spec list --json` prints. */
export const clauseListJson = (clauses: readonly ListedClause[]): string =>
  JSON.stringify({ format: 'msiconform-spec-list', version: 1, clauses });

export const renderClauseList = (clauses: readonly ListedClause[], colors: Colors): string =>
  clauses
    .map(({ id, statement, strength, source, exercisedBy, flags, properties }) =>
      [
        `${colors.bold(id)} (${strength}, ${source.join(' and ')})`,
        `  ${statement}`,
        ...flags
          .filter(({ throughResidue }) => !throughResidue)
          .map(
            ({ flag, silence, readings }) =>
              `  ${colors.dim('reading')} ${flag}: ${silence}\n          ${Object.entries(readings)
                .map(([name, value]) => `${name} ${value}`)
                .join(', ')}`,
          ),
        ...residueLine(flags, colors),
        `  ${colors.dim('exercised by')} ${exercisedBy}`,
        ...properties.map((title) => `  ${colors.dim('property')} ${title}`),
      ].join('\n'),
    )
    .join('\n\n');

/** The flags that bear on it only through what an installation may leave behind. */
const residueLine = (flags: ListedClause['flags'], colors: Colors): readonly string[] => {
  const names = flags.filter(({ throughResidue }) => throughResidue).map(({ flag }) => flag);
  return names.length === 0
    ? []
    : [
        `  ${colors.dim('reading')} ${names.join(', ')}: decide whether an installation that is over may have left something behind, which explains what would break the clause`,
      ];
};
