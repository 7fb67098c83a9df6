import type pc from 'picocolors';
import { CLAUSES, FLAGS, NAMED_READINGS } from '../../spec/index.ts';
import type { Clause, Flag } from '../../spec/index.ts';

type Colors = ReturnType<typeof pc.createColors>;

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
  }[];
  readonly properties: readonly string[];
}

export const listClauses = (): readonly ListedClause[] =>
  CLAUSES.map(({ id, statement, strength, source, exercisedBy, property, flags }) => ({
    id,
    statement,
    strength,
    source,
    exercisedBy,
    flags: flags.map((flag) => ({
      flag,
      silence: FLAGS.find((known) => known.flag === flag)?.silence ?? '',
      readings: Object.fromEntries(NAMED_READINGS.map((reading) => [reading.name, reading[flag]])),
    })),
    properties: [property],
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
        ...flags.map(
          ({ flag, silence, readings }) =>
            `  ${colors.dim('reading')} ${flag}: ${silence}\n          ${Object.entries(readings)
              .map(([name, value]) => `${name} ${value}`)
              .join(', ')}`,
        ),
        `  ${colors.dim('exercised by')} ${exercisedBy}`,
        ...properties.map((title) => `  ${colors.dim('property')} ${title}`),
      ].join('\n'),
    )
    .join('\n\n');
