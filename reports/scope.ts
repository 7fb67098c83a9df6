/** How widely the kinds of a finding were seen: said as widely as what was run bears out, and no wider. */
import { INSTALLING_APIS, isExecuteTable } from '../spec/index.ts';
import type { Api, SequenceTable } from '../spec/index.ts';
import { answerText, RELATIONS } from '../properties/index.ts';
import type { Called, DivergenceReport, KindReport } from './schema/result.ts';
import { counted } from './text.ts';

/** What the run reached and called. */
export interface Ran {
  readonly tables: readonly { readonly table: SequenceTable; readonly held: number }[];
  /** Unknown in results of earlier releases. */
  readonly called?: Called | undefined;
}

type Seen = Pick<DivergenceReport, 'kind' | 'seen'>;

/** @param answer - what the finding says already */
export const scopeOf = (divergences: readonly Seen[], answer: string, ran: Ran): string => {
  const kinds = divergences.flatMap(({ kind }) => kind ?? []);
  const answers = distinct(kinds.map((kind) => answerText(kind.answer)));
  return [
    ...(answers.length === 0 || (answers.length === 1 && answers[0] === answer)
      ? []
      : [answers.join(' or ')]),
    [placesText(kinds, ran), callersText(kinds, ran)].filter((part) => part !== '').join(', '),
    ...(divergences.length === 1 ? [] : [coverageOf(divergences, kinds)]),
  ]
    .filter((part) => part !== '')
    .join('; ');
};

/** `during InstallExecuteSequence`; of several `in each of 3 execute tables (another's, its own)`. */
const placesText = (kinds: readonly KindReport[], ran: Ran): string => {
  const relations = distinct(kinds.flatMap(({ relation }) => relation ?? []));
  const tables = tablesText(kinds, ran);
  if (tables === '' || (relations.length < 2 && kinds.length === 1))
    return [relations.map((relation) => RELATIONS[relation]).join(' or '), tables]
      .filter((part) => part !== '')
      .join(' ');
  const whose = relations.flatMap((relation) => WHOSE[relation]);
  return `in ${tables}${whose.length === 0 ? '' : ` (${whose.join(', ')})`}`;
};

/** Whose sequence it was, where the tables stand before. */
const WHOSE: Readonly<Record<keyof typeof RELATIONS, readonly string[]>> = {
  during: [],
  another: ["another's"],
  own: ['its own'],
  idle: [RELATIONS.idle],
  nothing: [RELATIONS.nothing],
};

/** `each of 3 execute tables`, `2 of 3 execute tables (…)`, or the one by name. */
const tablesText = (kinds: readonly KindReport[], { tables }: Ran): string => {
  const seen = distinct(kinds.flatMap(({ table }) => table ?? []));
  const reached = tables.filter(({ held }) => held > 0).map(({ table }) => table);
  const text = (noun: string, ofGroup: (table: SequenceTable) => boolean): string => {
    const own = seen.filter(ofGroup);
    const all = new Set([...own, ...reached.filter(ofGroup)]).size;
    if (own.length < 2) return own[0] ?? '';
    return own.length === all ? `each of ${counted(all, noun)}` : someOf(own, all, noun);
  };
  return [text('execute table', isExecuteTable), text('UI table', (table) => !isExecuteTable(table))]
    .filter((part) => part !== '')
    .join(' and ');
};

/** `by 4 of 4 functions`: of those that the run called; functions that only ask count where one of them diverges. */
const callersText = (kinds: readonly KindReport[], { called }: Ran): string => {
  if (called === undefined) return '';
  const actions = distinct(kinds.flatMap(({ by }) => by.actions));
  const apis = distinct(kinds.flatMap(({ by }) => by.apis));
  const installs = (api: Api): boolean => (INSTALLING_APIS as readonly Api[]).includes(api);
  const isOfInstalling = apis.every(installs);
  const others = isOfInstalling ? called.apis.filter(installs) : called.apis;
  const parts = [
    manyOf(actions, called.actions, 'action'),
    manyOf(apis, others, isOfInstalling ? 'installing function' : 'function'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `by ${parts.join(' and ')}`;
};

const manyOf = (own: readonly string[], among: readonly string[], noun: string): string => {
  const all = new Set([...own, ...among]).size;
  if (own.length === 0) return '';
  if (own.length === 1) return own[0] ?? '';
  return own.length === all ? `${all} of ${counted(all, noun)}` : someOf(own, all, noun);
};

const someOf = (own: readonly string[], all: number, noun: string): string =>
  `${own.length} of ${counted(all, noun)} (${own.join(', ')})`;

/** How many kinds, and whether every operation was seen in every place, or only some in some. */
const coverageOf = (divergences: readonly Seen[], kinds: readonly KindReport[]): string => {
  const operations = distinct(kinds.flatMap(operationsOf));
  const places = distinct(kinds.map(placeOf));
  const pairs = distinct(
    kinds.flatMap((kind) => operationsOf(kind).map((operation) => `${operation} ${placeOf(kind)}`)),
  );
  const isWhole = pairs.length === operations.length * places.length;
  const seen = Math.max(...divergences.map((each) => each.seen));
  return [
    counted(divergences.length, 'kind'),
    ...(operations.length > 1 && places.length > 1
      ? [isWhole ? 'each operation in each place' : 'not each operation in each place']
      : []),
    ...(seen > 0 ? [`the most frequent in ${counted(seen, 'interleaving')}`] : []),
  ].join(', ');
};

/** With what they were called, as far as they call the installer. */
const operationsOf = ({ operation, by }: KindReport): readonly string[] => {
  const called = [...by.actions, ...by.apis];
  return called.length === 0 ? [operation] : called.map((name) => `${operation} ${name}`);
};

const placeOf = ({ relation, table }: KindReport): string => `${relation ?? ''} ${table ?? ''}`;

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
