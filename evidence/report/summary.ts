import { clauseOf } from '../../spec/index.ts';
import type { Explanation } from '../index.ts';
import { findingsOf } from './findings.ts';
import { figuresOf } from './figures.ts';
import { observationsOf } from './observations.ts';
import { markdownCell } from './text.ts';
import { departureText } from './words.ts';

/**
 * What real Windows was seen to do, as Markdown: figures only, so that it may be published whatever the
 * files are.
 */
export const renderSummary = (explanation: Explanation): string => {
  const { clauses } = explanation;
  const names = clauses[0]?.readings.map(({ reading }) => reading) ?? [];
  return [
    '| clause | ' + names.map((name) => `\`${name}\``).join(' | ') + ' | what was seen |',
    `|---|${names.map(() => '---|').join('')}---|`,
    ...clauses.map(({ clause, readings }) => {
      const cells = readings.map(({ verdict, exercised, departures }) => {
        const departed = departures.reduce((total, { count }) => total + count, 0);
        return verdict === 'not-in-evidence'
          ? 'not in evidence'
          : `${verdict} (${departed > 0 ? `${departed} of ` : ''}${exercised})`;
      });
      return `| \`${clause}\` | ${cells.join(' | ')} | ${markdownCell(seenText(explanation, clause))} |`;
    }),
    '',
    ...observed(explanation),
    '| figure | |',
    '|---|---|',
    ...figuresOf(explanation).map(({ what, value }) => `| ${markdownCell(what)} | ${markdownCell(value)} |`),
    '',
  ].join('\n');
};

const observed = (explanation: Explanation): readonly string[] => {
  const observations = observationsOf(explanation);
  if (observations.length === 0) return [];
  const rows = observations.map(
    ({ clause, what, places }) => `| \`${clause}\` | ${markdownCell(what)} | ${places.length} |`,
  );
  return ['| clause | seen, and not spoken of by the page | calls |', '|---|---|---|', ...rows, ''];
};

const seenText = ({ clauses }: Explanation, clause: (typeof clauses)[number]['clause']): string => {
  const findings = findingsOf(clauses).filter((finding) => finding.clause === clause);
  const own = clauses.find((each) => each.clause === clause);
  if (findings.length > 0) {
    return findings
      .map(
        ({ departure, departs }) =>
          `${departureText(clause, departure.occasion)} (${departure.count} times; departs from ${departs.join(', ')})`,
      )
      .join('; ');
  }
  return own?.readings.some(({ verdict }) => verdict === 'conforms') === true
    ? clauseOf(clause).evidence.kept
    : clauseOf(clause).evidence.missing;
};
