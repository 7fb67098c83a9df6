import { proseOfReport } from '../history/counterexample.ts';
import type { Result } from '../schema/result.ts';
import { oneLine, visible } from '../text.ts';

/**
 * Workflow commands that GitHub Actions turns into annotations: an error for each divergence under the
 * reading that decides, a warning for the others and for what makes a run inconclusive.
 */
export const githubAnnotations = (results: readonly Result[]): string =>
  results
    .flatMap((result) => {
      const name = oneLine(`${result.implementation.name} ${result.implementation.version}`, 80);
      return [
        ...result.clauses.flatMap((clause) =>
          clause.divergences.map((divergence) => {
            const decides = divergence.readings.includes(result.reading) && !divergence.flaky;
            const text = [
              proseOfReport(divergence) || divergence.explanation,
              `diverges from ${divergence.readings.join(', ')}`,
              `replay: ${divergence.replay}`,
            ].join('\n');
            return command(decides ? 'error' : 'warning', `${clause.id} on ${name}`, text);
          }),
        ),
        ...result.problems.map((problem) => command('warning', name, problem)),
      ];
    })
    .join('\n');

const command = (level: 'error' | 'warning', title: string, text: string): string =>
  annotation(level, title, text);

/** A place in a file of the repository; lines and columns count from 1. */
export interface AnnotatedPlace {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly col: number;
  readonly endColumn: number;
}

export const annotation = (
  level: 'error' | 'warning' | 'notice',
  title: string,
  text: string,
  place?: AnnotatedPlace,
): string => {
  const properties = Object.entries({ ...place, title }).map(
    ([key, value]) => `${key}=${property(String(value))}`,
  );
  return `::${level} ${properties.join(',')}::${data(visible(text))}`;
};

/** GitHub's own escapes: nothing in a message can end it or begin another command. */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
