import { clauseOf } from '../../spec/index.ts';
import Table from 'cli-table3';
import type pc from 'picocolors';
import type { EvidenceVerdict, Explanation, Origin } from '../index.ts';
import { counted } from '../../reports/text.ts';
import { findingsOf, overallVerdict } from './findings.ts';
import type { Finding } from './findings.ts';
import { shown } from './text.ts';
import { departureText } from './words.ts';

type Colors = ReturnType<typeof pc.createColors>;

const PLACES_SHOWN = 3;

/** Clauses by readings, and then where Windows departs from the page's words. */
export const renderClauses = (
  { clauses }: Explanation,
  reading: string,
  colors: Colors,
): readonly string[] => {
  const names = clauses[0]?.readings.map((each) => each.reading) ?? [];
  const table = new Table({
    head: ['clause', ...names.map((name) => (name === reading ? `${name} *` : name))],
    style: { head: [], border: [] },
  });
  for (const clause of clauses) {
    table.push([
      clause.clause,
      ...clause.readings.map(
        ({ verdict, exercised }) => `${paint(verdict, colors)}${exercised === 0 ? '' : ` (${exercised})`}`,
      ),
    ]);
  }
  return [
    colors.bold('What these files show, judged by clause and reading'),
    `${table.toString()}\nIn brackets: how often the evidence bears on the clause. * decides the verdict.`,
    '',
    ...findingsOf(clauses).flatMap((finding) => renderFinding(finding, colors)),
  ];
};

const renderFinding = (
  { clause, departure, departs, agrees }: Finding,
  colors: Colors,
): readonly string[] => [
  `${colors.bold(clause)}: ${departureText(clause, departure.occasion)} (${counted(departure.count, 'time')})`,
  `  departs from ${departs.join(', ')}${agrees.length === 0 ? ': from every reading' : `; not from ${agrees.join(', ')}`}`,
  `  ${departure.origins.slice(0, PLACES_SHOWN).map(placeText).join('  ')}${departure.count > PLACES_SHOWN ? `  and ${departure.count - PLACES_SHOWN} more` : ''}`,
  '',
];

const placeText = ({ file, line }: Origin): string => `${shown(file)}:${line}`;

const paint = (verdict: EvidenceVerdict, colors: Colors): string =>
  verdict === 'conforms'
    ? colors.green(verdict)
    : verdict === 'diverges'
      ? colors.red(verdict)
      : colors.yellow(verdict);

/** The clauses that the evidence says nothing about, with what it would take. */
export const renderSilence = ({ clauses }: Explanation): readonly string[] => {
  const silent = clauses.filter(({ readings }) =>
    readings.every(({ verdict }) => verdict === 'not-in-evidence'),
  );
  return silent.length === 0
    ? []
    : [
        'Not in evidence:',
        ...silent.map(({ clause }) => `  ${clause}: ${clauseOf(clause).evidence.missing}`),
        '',
      ];
};

/** The rules that the evidence bears on, a line each: of the rules, not of how an installation ended. */
export const renderRules = ({ clauses }: Explanation, reading: string, colors: Colors): readonly string[] => {
  const findings = findingsOf(clauses);
  const lines = clauses.flatMap(({ clause, readings }): string[] => {
    const own = readings.find((each) => each.reading === reading);
    const broken = findings.filter((finding) => finding.clause === clause);
    if (broken.length === 0)
      return own === undefined || own.exercised === 0
        ? []
        : [
            `  ${clause.padEnd(16)} ${colors.green('kept')}, ${counted(own.exercised, 'time')}: ${clauseOf(clause).evidence.kept}`,
          ];
    return broken.map(({ departure, departs, agrees }) => {
      const [first] = departure.origins;
      const where =
        first === undefined
          ? ''
          : ` (${placeText(first)}${departure.count > 1 ? ` and ${departure.count - 1} more` : ''})`;
      const under =
        agrees.length === 0
          ? 'under every reading'
          : `under ${departs.join(', ')}; not under ${agrees.join(', ')}`;
      return `  ${clause.padEnd(16)} ${colors.red('broken')} ${under}: ${departureText(clause, departure.occasion)}${where}`;
    });
  });
  const verdict = overallVerdict(clauses, reading);
  const said =
    verdict === 'diverges'
      ? `a rule is broken under the reading ${reading}`
      : verdict === 'conforms'
        ? `no rule is broken under the reading ${reading}`
        : 'these files show nothing that a rule could be judged by';
  return [
    ...(lines.length === 0
      ? []
      : [colors.bold('The rules of the page that these files bear on'), ...lines, '']),
    `rules: ${said} (read from files; nothing was run, and nothing is said of how an installation ended)`,
  ];
};
