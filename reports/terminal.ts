import Table from 'cli-table3';
import pc from 'picocolors';
import type { Colors } from 'picocolors/types.js';
import { clauseOf } from '../spec/index.ts';
import { fittedExplanation, isTooWide, wrapped } from './fitted.ts';
import { isFirm } from './problems.ts';
import type { ClauseVerdict, DivergenceReport, Result } from './schema/result.ts';
import { renderFindings, screenLines } from './terminal-findings.ts';
import type { Known } from './expectations/index.ts';
import { commandless, counted, oneLine } from './text.ts';
import { describeUnsupported } from './unsupported.ts';

const PLAIN = pc.createColors(false);

export interface Rendering {
  /** Each kind of divergence explained, instead of each finding. */
  readonly all?: boolean;
  /** The divergences that are known, which take a line each. */
  readonly known?: Known;
  /** How wide the terminal is, where there is one. */
  readonly columns?: number | undefined;
}

/** The result as a person reads it: clauses by readings, then what diverges. */
export const renderResult = (
  result: Result,
  colors: Colors = pc,
  { all = false, known, columns }: Rendering = {},
): string => {
  const before = [
    wrapped(heading(result, colors), columns),
    clauseTable(result, colors, columns),
    ...reach(result, all).map((line) => wrapped(line, columns)),
  ];
  const end = wrapped(verdictLine(result, colors), columns);
  const room = SCREEN_LINES - screenLines([...before, end], columns);
  const told = all
    ? divergences(result, colors, columns)
    : renderFindings(result, colors, { known, columns, room });
  return commandless([...before, ...told, end].join('\n'));
};

/** As many lines as a screen shows at once. */
const SCREEN_LINES = 50;

const heading = (
  { implementation, mode, seed, draw, end, interleavings, operations, durationMs }: Result,
  colors: Colors,
): string =>
  `${colors.bold(oneLine(implementation.name))} ${oneLine(implementation.version)}, Windows Installer ${implementation.windowsInstaller}\n` +
  `${drawnOf(end, interleavings, draw?.numRuns)}, ${counted(operations, 'operation')}, ${mode}, seed ${seed}${took(durationMs)}`;

/** How many interleavings were run, and what came in between when all that were wanted were not. */
const drawnOf = (end: Result['end'], run: number, wanted = run): string => {
  const cause = run < wanted && end !== undefined ? CUT_SHORT[end] : undefined;
  return cause === undefined
    ? counted(run, 'interleaving')
    : `${cause} ended the draw after ${run} of ${counted(wanted, 'interleaving')}`;
};

const CUT_SHORT: Partial<Record<NonNullable<Result['end']>, string>> = {
  'time-limit': 'the time limit',
  budget: 'the time that a run with a divergence has (--num-runs or --time-limit give it another)',
};

/** What runs on a logical clock has no time: the same seed gives the same result. */
const took = (milliseconds: number): string =>
  milliseconds === 0 ? '' : `, ${(milliseconds / 1000).toFixed(1)} s`;

const clauseTable = (result: Result, colors: Colors, columns: number | undefined): string => {
  const plain = renderTable(result, PLAIN);
  const text = isTooWide(plain, columns)
    ? wrapped(stackedClauses(result, colors), columns)
    : renderTable(result, colors);
  return `${text}\n* decides the verdict`;
};

const renderTable = ({ clauses, reading, mode }: Result, colors: Colors): string => {
  const readings = Object.keys(clauses[0]?.readings ?? {});
  const table = new Table({
    head: ['clause', ...readings.map((name) => (name === reading ? `${name} *` : name)), 'exercised'],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', ...readings.map(() => 'left' as const), 'right'],
  });
  for (const { id, readings: verdicts, exercised } of clauses) {
    table.push([
      id,
      ...readings.map((name) => paint(verdicts[name] ?? 'unknown', mode, colors)),
      String(exercised),
    ]);
  }
  return table.toString();
};

/** A line for each clause; readings that agree are not told apart. */
const stackedClauses = ({ clauses, reading, mode }: Result, colors: Colors): string =>
  clauses
    .map(({ id, verdict, readings, exercised }) => {
      const verdicts = Object.entries(readings);
      const same = verdicts.every(([, each]) => each === verdict);
      const told = same
        ? paint(verdict, mode, colors)
        : verdicts
            .map(([name, each]) => `${name}${name === reading ? ' *' : ''} ${paint(each, mode, colors)}`)
            .join(', ');
      return `${id}: ${told}; exercised ${exercised}`;
    })
    .join('\n');

const paint = (verdict: ClauseVerdict, mode: Result['mode'], colors: Colors): string => {
  if (verdict === 'conforms') return colors.green(verdict);
  return isFirm(verdict, mode) ? colors.red(verdict) : colors.yellow(verdict);
};

/** By which routes a table was reached is told where there is room: with each kind, or where none diverges. */
const reach = ({ tables, unsupported, tour, clauses }: Result, all: boolean): string[] => {
  const tellsRoutes = all || clauses.every((clause) => clause.divergences.length === 0);
  return [
    ...(tour === undefined ? [] : [describeTour(tour)]),
    ...(tables.length === 0
      ? []
      : [
          `reached: ${tables.map(({ table, routes }) => oneLine(table + (routes.length > 0 && tellsRoutes ? ` (${routes.join(', ')})` : ''))).join(', ')}`,
        ]),
    ...(unsupported.length === 0
      ? []
      : [`not offered: ${unsupported.map((each) => oneLine(describeUnsupported(each))).join(', ')}`]),
  ];
};

const describeTour = ({ covered, edges, processes, unreached = 0 }: NonNullable<Result['tour']>): string => {
  const others = [
    ...(unreached === 0 ? [] : [`${unreached} begin in a state that it never came to`]),
    ...(covered + unreached === edges
      ? []
      : [`${edges - covered - unreached} were planned where it had answered otherwise or the run had ended`]),
  ];
  return [
    `tour: ${covered} of ${edges} edges (state, process, operation) of ${processes} processes covered`,
    ...others,
  ].join('; ');
};

const divergences = ({ clauses }: Result, colors: Colors, columns: number | undefined): string[] =>
  clauses
    .filter((clause) => clause.divergences.length > 0)
    .flatMap((clause) => [
      '',
      wrapped(colors.bold(`${clause.id}`) + `  ${clauseOf(clause.id).statement}`, columns),
      ...clause.divergences.flatMap((divergence) => [
        '',
        wrapped(headingOf(divergence, colors), columns),
        fittedExplanation(divergence, columns),
        ...(divergence.unfinished === true
          ? ['it was not shrunk to the end: fewer operations may show it']
          : []),
      ]),
    ]);

/** Divergences that decide the verdict, and are what public logs show Windows doing. */
const knownOnWindows = ({ clauses, reading }: Result): string[] => {
  const deciding = clauses.flatMap(({ id, readings: judged, divergences: all }) =>
    all.filter(({ readings }) => readings.includes(reading)).map((each) => ({ ...each, id, judged })),
  );
  const known = deciding.filter(({ seenOnWindows }) => seenOnWindows !== undefined);
  const [first] = known;
  if (first?.seenOnWindows === undefined) return [];
  const allowing = Object.keys(first.judged).filter((name) => !first.readings.includes(name));
  return [
    `note: ${known.length} of ${counted(deciding.length, 'kind')} of divergence under ${reading} (${first.id}): public logs ` +
      `show that on Windows itself ${oneLine(first.seenOnWindows)}. ` +
      (allowing.length === 0
        ? 'No reading that was judged allows it'
        : `Allowed under: ${allowing.join(', ')}`),
  ];
};

const headingOf = ({ signature, seen }: DivergenceReport, colors: Colors): string =>
  colors.red(oneLine(signature)) + (seen > 0 ? `  (in ${counted(seen, 'interleaving')})` : '');

const verdictLine = (result: Result, colors: Colors): string => {
  const { verdict, problems } = result;
  const word =
    verdict === 'conforms'
      ? colors.green(verdict)
      : verdict === 'diverges'
        ? colors.red(verdict)
        : colors.yellow(verdict);
  return [
    '',
    ...knownOnWindows(result),
    ...problems.map((problem) => `note: ${oneLine(problem)}`),
    `verdict: ${word}`,
  ].join('\n');
};
