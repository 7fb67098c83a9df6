import type { Colors } from 'picocolors/types.js';
import type { Known } from '../expectations/index.ts';
import { timelineOf } from '../history/counterexample.ts';
import type { Result } from '../schema/result.ts';
import { renderResult } from '../terminal.ts';
import { commandless, visible } from '../text.ts';
import { renderTimeline } from '../timeline/index.ts';
import { badgeEndpoint, badgeSvg } from './badge.ts';
import { githubAnnotations } from './github.ts';
import { junitXml } from './junit.ts';
import { markdownSummary } from './markdown.ts';

export interface ReporterContext {
  readonly colors: Colors;
  /** The file that the text goes to; `undefined` for stdout. */
  readonly file: string | undefined;
  /** Each kind of divergence, where findings are told otherwise. */
  readonly all?: boolean;
  /** What is known of the implementation of a result. */
  readonly known?: (result: Result) => Known;
  /** How wide the terminal is, where it goes to one. */
  readonly columns?: number | undefined;
}

/** Turns results into text. All of them derive from results alone. */
export type Reporter = (results: readonly Result[], context: ReporterContext) => string;

/** By their names on the command line. */
export const REPORTERS = {
  default: (results, { colors, all, known, columns }) =>
    results
      .map((result) =>
        renderResult(result, colors, {
          ...(all === undefined ? {} : { all }),
          columns,
          ...(known === undefined ? {} : { known: known(result) }),
        }),
      )
      .join('\n\n'),
  json: (results) => JSON.stringify(results.length === 1 ? results[0] : results),
  junit: (results, { all }) => junitXml(results, all),
  github: (results, { all }) => githubAnnotations(results, all),
  markdown: (results, { all }) => markdownSummary(results, all),
  badge: (results, { file }) =>
    file?.endsWith('.svg') === true ? badgeSvg(results) : badgeEndpoint(results),
  timeline: (results, context) => commandless(timelines(results, context)),
} as const satisfies Readonly<Record<string, Reporter>>;

export type ReporterName = keyof typeof REPORTERS;

export const isReporterName = (name: string): name is ReporterName => Object.hasOwn(REPORTERS, name);

const timelines = (results: readonly Result[], { colors, columns }: ReporterContext): string =>
  results
    .flatMap(({ clauses }) =>
      clauses.flatMap(({ id, divergences }) =>
        divergences.map((divergence) => {
          const timeline = timelineOf(divergence);
          const picture =
            timeline === undefined
              ? 'no timeline'
              : renderTimeline(timeline, colors, `breaks ${id}`, columns);
          return `${colors.bold(visible(divergence.signature))}\n${picture}`;
        }),
      ),
    )
    .join('\n\n');
