import { proseOfReport } from '../history/counterexample.ts';
import type { ClauseId } from '../../spec/index.ts';
import { findingsOf } from '../findings.ts';
import type { DivergenceReport, Result } from '../schema/result.ts';
import { oneLine, visible } from '../text.ts';

/**
 * Workflow commands that GitHub Actions turns into annotations: an error for each finding (with `all`: for each kind
 * of divergence) under the reading that decides, a warning for the others and for what makes a run inconclusive.
 */
export const githubAnnotations = (results: readonly Result[], all = false): string =>
  results
    .flatMap((result) => {
      const name = oneLine(`${result.implementation.name} ${result.implementation.version}`, 80);
      return [
        ...toldOf(result, all).map(({ clause, divergence, scope }) => {
          const decides = divergence.readings.includes(result.reading) && !divergence.flaky;
          const text = [
            ...scope,
            proseOfReport(divergence) || divergence.explanation,
            `diverges from ${divergence.readings.join(', ')}`,
            `replay: ${divergence.replay}`,
          ].join('\n');
          return command(decides ? 'error' : 'warning', `${clause} on ${name}`, text);
        }),
        ...result.problems.map((problem) => command('warning', name, problem)),
      ];
    })
    .join('\n');

interface Told {
  readonly clause: ClauseId;
  readonly divergence: DivergenceReport;
  readonly scope: readonly string[];
}

const toldOf = (result: Result, all: boolean): readonly Told[] =>
  all
    ? result.clauses.flatMap(({ id, divergences }) =>
        divergences.map((divergence) => ({ clause: id, divergence, scope: [] })),
      )
    : findingsOf(result).map(({ clause, what, scope, shortest, kinds }) => ({
        clause,
        divergence: shortest,
        scope: scope === '' ? [] : [kinds.length === 1 ? scope : `${what}: ${scope}`],
      }));

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
