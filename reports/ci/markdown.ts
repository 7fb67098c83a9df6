import { reasonOf } from '../counterexample.ts';
import type { Result } from '../schema/result.ts';
import { VERDICT_SYMBOLS } from '../site/symbols.ts';
import { counted, oneLine, visible } from '../text.ts';

/** A job summary: who keeps which clause, and each divergence folded below. */
export const markdownSummary = (results: readonly Result[]): string =>
  results.map((result) => [head(result), table(result), ...divergences(result)].join('\n\n')).join('\n\n');

const head = ({ implementation, verdict, reading, seed, interleavings, problems }: Result): string =>
  [
    `### ${plain(oneLine(`${implementation.name} ${implementation.version}`, 120))}: ${verdict}`,
    `Windows Installer ${plain(implementation.windowsInstaller)}, ${counted(interleavings, 'interleaving')}, seed ${seed}; the reading *${plain(reading)}* decides.`,
    ...problems.map((problem) => `> ${plain(oneLine(problem))}`),
  ].join('\n\n');

const table = ({ clauses }: Result): string => {
  const readings = Object.keys(clauses[0]?.readings ?? {});
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['clause', ...readings.map(plain), 'exercised']),
    line(['---', ...readings.map(() => '---'), '---:']),
    ...clauses.map(({ id, readings: verdicts, exercised }) =>
      line([
        `\`${id}\``,
        ...readings.map((name) => {
          const verdict = verdicts[name] ?? 'unknown';
          return `${VERDICT_SYMBOLS[verdict]} ${verdict}`;
        }),
        String(exercised),
      ]),
    ),
  ].join('\n');
};

const divergences = ({ clauses }: Result): string[] =>
  clauses.flatMap((clause) =>
    clause.divergences.map((divergence) => {
      const { signature, explanation, replay } = divergence;
      return [
        `<details><summary>${plain(oneLine(signature))}</summary>`,
        plain(oneLine(reasonOf(divergence))),
        fenced(explanation),
        fenced(replay),
        '</details>',
      ].join('\n\n');
    }),
  );

/** Text that Markdown shows as it stands. */
const plain = (text: string): string =>
  visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#!@]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** A fence is longer than any in the text. */
const fenced = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${visible(text)}\n${fence}`;
};
