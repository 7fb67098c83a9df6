import { proseOfReport } from '../history/counterexample.ts';
import { findingsOf } from '../findings.ts';
import { markdownTable } from '../markdown-table.ts';
import type { DivergenceReport, Result } from '../schema/result.ts';
import { VERDICT_SYMBOLS } from '../symbols.ts';
import { counted, oneLine, visible } from '../text.ts';

/** A job summary: who keeps which clause, and each finding folded below; each kind of divergence with `all`. */
export const markdownSummary = (results: readonly Result[], all = false): string =>
  results
    .map((result) =>
      [head(result), table(result), ...(all ? divergences(result) : findings(result))].join('\n\n'),
    )
    .join('\n\n');

const head = ({ implementation, verdict, reading, seed, interleavings, problems }: Result): string =>
  [
    `### ${plain(`${implementation.name} ${implementation.version}`, 120)}: ${verdict}`,
    `Windows Installer ${plain(implementation.windowsInstaller)}, ${counted(interleavings, 'interleaving')}, seed ${seed}; the reading *${plain(reading)}* decides.`,
    ...problems.map((problem) => `> ${plain(problem)}`),
  ].join('\n\n');

const table = ({ clauses }: Result): string => {
  const readings = Object.keys(clauses[0]?.readings ?? {});
  return markdownTable(
    ['clause', ...readings.map((name) => plain(name)), 'exercised'],
    clauses.map(({ id, readings: verdicts, exercised }) => [
      `\`${id}\``,
      ...readings.map((name) => {
        const verdict = verdicts[name] ?? 'unknown';
        return `${VERDICT_SYMBOLS[verdict]} ${verdict}`;
      }),
      String(exercised),
    ]),
    ['---', ...readings.map(() => '---'), '---:'],
  );
};

const divergences = ({ clauses }: Result): string[] =>
  clauses.flatMap((clause) =>
    clause.divergences.map((divergence) => folded(divergence, divergence.signature)),
  );

const findings = (result: Result): string[] =>
  findingsOf(result).map(({ clause, what, scope, shortest, kinds }) =>
    kinds.length === 1
      ? folded(shortest, shortest.signature, scope === '' ? [] : [plain(scope)])
      : folded(shortest, `${clause}: ${what}`, [
          plain(scope),
          fenced(kinds.map(({ signature }) => oneLine(signature)).join('\n')),
        ]),
  );

const folded = (divergence: DivergenceReport, title: string, more: readonly string[] = []): string => {
  const { explanation, replay } = divergence;
  return [
    `<details><summary>${plain(title)}</summary>`,
    ...more,
    plain(proseOfReport(divergence)),
    fenced(shortened(explanation)),
    fenced(replay),
    '</details>',
  ].join('\n\n');
};

/** A text on one line that Markdown shows as it stands. */
const plain = (text: string, most = Infinity): string =>
  oneLine(text, most)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // Marks of their own, those that begin a list or an underline, and those that make an address a link.
    .replaceAll(
      /[\\`*_[\]|~#!@]|^[-+=]|(?<=^\d+)[.)](?=\s|$)|:(?=\/\/)|(?<=www)\./gi,
      (mark) => `&#${mark.charCodeAt(0)};`,
    );

/** GitHub takes a summary of 1 MiB; a long table is told by its ends, and stands whole in the result. */
const shortened = (text: string): string => {
  const lines = text.split('\n');
  const left = lines.length - 2 * HALF;
  if (left <= 0) return text;
  return [...lines.slice(0, HALF), `… ${counted(left, 'line')} …`, ...lines.slice(-HALF)].join('\n');
};

const HALF = 40;

/** A fence is longer than any in the text. */
const fenced = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${visible(text)}\n${fence}`;
};
