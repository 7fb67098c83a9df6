/**
 * Findings: kinds of divergence in which the same is the same. One cause shows as many kinds, for an interleaving
 * meets it in each table, by each operation, from each process. A finding says of its kinds only what each of them
 * bears out; what the cause is, nobody saw.
 */
import { isExecuteTable, SEQUENCE_TABLES } from '../spec/index.ts';
import type { ClauseId, SequenceTable } from '../spec/index.ts';
import type { DivergenceReport } from './schema/result.ts';
import { counted } from './text.ts';

/** What of a kind of divergence its finding rests on. */
export type Divergent = Pick<
  DivergenceReport,
  'signature' | 'readings' | 'flaky' | 'unfinished' | 'operations' | 'seen'
>;

export interface Finding<D extends Divergent = DivergenceReport> {
  readonly clause: ClauseId;
  /** What the kinds have in common: `start, call: not refused`. */
  readonly what: string;
  /** How widely that was seen: `in each of 3 execute tables`. */
  readonly scope: string;
  /** The readings that it departs from, the same for all kinds. */
  readonly readings: readonly string[];
  readonly flaky: boolean;
  /** The kind that shows it in the fewest operations. */
  readonly shortest: D;
  /** All kinds, in the order of the result; the shortest among them. */
  readonly kinds: readonly D[];
}

/** The parts of a signature. */
interface Kind<D extends Divergent = Divergent> {
  readonly divergence: D;
  readonly op: string;
  readonly answer: string;
  readonly relation: string;
  readonly table: SequenceTable | undefined;
}

/** What diverges, the findings of each clause together, in the order of the clauses. */
export const findingsOf = <D extends Divergent = DivergenceReport>({
  clauses,
  tables,
}: {
  readonly clauses: readonly { readonly id: ClauseId; readonly divergences: readonly D[] }[];
  /** What the run reached. */
  readonly tables: readonly { readonly table: SequenceTable; readonly held: number }[];
}): readonly Finding<D>[] => {
  const reached = new Set(tables.filter(({ held }) => held > 0).map(({ table }) => table));
  return clauses.flatMap(({ id, divergences }) => {
    const groups = new Map<string, Kind<D>[]>();
    for (const kind of divergences.map(kindOf)) {
      const key = keyOf(id, kind);
      groups.set(key, [...(groups.get(key) ?? []), kind]);
    }
    return [...groups.values()].map((kinds) => findingOf(id, kinds, reached));
  });
};

const SIGNATURE =
  /^\S+: (\w+) (went on|returned 0|returned 1618|returned another code|saw it \w+|saw controls \d+|did not \w+(?: the application)?(?: back)?|was not supported) (.*)$/s;

const kindOf = <D extends Divergent>(divergence: D): Kind<D> => {
  const [, op, answer, where = ''] = SIGNATURE.exec(divergence.signature) ?? [];
  // A signature of another release is a finding of its own.
  if (op === undefined || answer === undefined)
    return { divergence, op: '', answer: divergence.signature, relation: '', table: undefined };
  const table = SEQUENCE_TABLES.find((each) => where.endsWith(each));
  const relation = table === undefined ? where : where.slice(0, -table.length).trim();
  return { divergence, op, answer, relation, table };
};

/** The clauses that demand 1618: whatever else comes back, it is no refusal. */
const DEMAND_REFUSAL: ReadonlySet<ClauseId> = new Set(['1618-mutex', '1618-ui']);
const NO_REFUSAL: ReadonlySet<string> = new Set(['went on', 'returned 0', 'returned another code']);

const sameAnswer = (clause: ClauseId, answer: string): string =>
  DEMAND_REFUSAL.has(clause) && NO_REFUSAL.has(answer) ? 'not refused' : answer;

/** Kinds of one key are one finding. What holds under other readings, or not every time, is another thing. */
const keyOf = (clause: ClauseId, { divergence, answer }: Kind): string =>
  JSON.stringify([
    sameAnswer(clause, answer),
    divergence.readings,
    divergence.flaky,
    divergence.unfinished ?? false,
  ]);

const findingOf = <D extends Divergent>(
  clause: ClauseId,
  kinds: readonly Kind<D>[],
  reached: ReadonlySet<SequenceTable>,
): Finding<D> => {
  const divergences = kinds.map(({ divergence }) => divergence);
  const [first, ...others] = divergences;
  if (first === undefined) throw new Error('a finding has a kind');
  const shortest = others.reduce((best, each) => (each.operations < best.operations ? each : best), first);
  const [kind] = kinds;
  const operations = distinct(kinds.map(({ op }) => op)).filter((op) => op !== '');
  const answer = sameAnswer(clause, kind?.answer ?? '');
  return {
    clause,
    what: operations.length === 0 ? answer : `${operations.join(', ')}: ${answer}`,
    scope: scopeOf(kinds, answer, reached),
    readings: first.readings,
    flaky: first.flaky,
    shortest,
    kinds: divergences,
  };
};

const scopeOf = (kinds: readonly Kind[], answer: string, reached: ReadonlySet<SequenceTable>): string => {
  const answers = distinct(kinds.map((kind) => kind.answer));
  const relations = distinct(kinds.map(({ relation }) => relation)).filter((relation) => relation !== '');
  return [
    ...(answers.length === 1 && answers[0] === answer ? [] : [answers.join(' or ')]),
    placesText(relations, kinds, reached),
    ...(kinds.length === 1 ? [] : [coverageOf(kinds)]),
  ]
    .filter((part) => part !== '')
    .join('; ');
};

/** `during InstallExecuteSequence`; of several `in each of 3 execute tables (another's, its own)`. */
const placesText = (
  relations: readonly string[],
  kinds: readonly Kind[],
  reached: ReadonlySet<SequenceTable>,
): string => {
  const tables = tablesText(kinds, reached);
  if (tables === '' || (relations.length < 2 && kinds.length === 1))
    return [relations.join(' or '), tables].filter((part) => part !== '').join(' ');
  const whose = relations
    .map((relation) => relation.replace(/^(?:during|in)\b ?/, ''))
    .filter((each) => each !== '');
  return `in ${tables}${whose.length === 0 ? '' : ` (${whose.join(', ')})`}`;
};

/** As widely as the run reached: `each of 3 execute tables`, `2 of 3 execute tables (…)`, or the one by name. */
const tablesText = (kinds: readonly Kind[], reached: ReadonlySet<SequenceTable>): string => {
  const seen = distinct(kinds.flatMap(({ table }) => table ?? []));
  return [
    groupText(seen, reached, 'execute table', isExecuteTable),
    groupText(seen, reached, 'UI table', (table) => !isExecuteTable(table)),
  ]
    .filter((part) => part !== '')
    .join(' and ');
};

const groupText = (
  seen: readonly SequenceTable[],
  reached: ReadonlySet<SequenceTable>,
  noun: string,
  ofGroup: (table: SequenceTable) => boolean,
): string => {
  const own = seen.filter(ofGroup);
  const all = new Set([...own, ...[...reached].filter(ofGroup)]).size;
  if (own.length < 2) return own[0] ?? '';
  return own.length === all
    ? `each of ${counted(all, noun)}`
    : `${own.length} of ${counted(all, noun)} (${own.join(', ')})`;
};

/** How many kinds, and whether every operation was seen in every place, or only some in some. */
const coverageOf = (kinds: readonly Kind[]): string => {
  const operations = distinct(kinds.map(({ op }) => op));
  const places = distinct(kinds.map(placeOf));
  const pairs = distinct(kinds.map((kind) => `${kind.op} ${placeOf(kind)}`));
  const isWhole = pairs.length === operations.length * places.length;
  const seen = Math.max(...kinds.map(({ divergence }) => divergence.seen));
  return [
    counted(kinds.length, 'kind'),
    ...(operations.length > 1 && places.length > 1
      ? [isWhole ? 'each operation in each place' : 'not each operation in each place']
      : []),
    ...(seen > 0 ? [`the most frequent in ${counted(seen, 'interleaving')}`] : []),
  ].join(', ');
};

const placeOf = ({ relation, table }: Kind): string => `${relation} ${table ?? ''}`;

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
