/** What evidence tells, for a terminal, as Markdown and as JSON. */
import type pc from 'picocolors';
import type { Explanation } from '../index.ts';
import { commandless, counted } from '../../reports/text.ts';
import { renderAnswers } from './answers.ts';
import { renderClauses, renderRules, renderSilence } from './clauses.ts';
import { renderMachines } from './machines.ts';
import { observationsOf } from './observations.ts';
import type { Observation } from './observations.ts';
import { renderStory } from './story.ts';
import { shown } from './text.ts';

export { overallVerdict } from './findings.ts';
export { evidenceReport } from './json.ts';
export { EvidenceSchema, PublishedEvidenceSchema } from './schema.ts';
export type { EvidenceReport } from './schema.ts';
export { renderSummary } from './summary.ts';

/** The answer to each 1618 first; then what the files tell, and the rules of the page that they bear on. */
export const renderExplanation = (
  explanation: Explanation,
  options: {
    readonly reading: string;
    readonly timelines: boolean;
    /** The table of clauses and readings too. */
    readonly clauses: boolean;
    readonly colors: ReturnType<typeof pc.createColors>;
  },
): string => {
  const { reading, timelines, clauses, colors } = options;
  const lines = [
    ...renderAnswers(explanation, colors),
    ...explanation.evidence.flatMap((evidence) => renderStory(evidence, timelines, colors)),
    ...renderMachines(explanation, colors),
    ...(clauses
      ? [
          ...renderClauses(explanation, reading, colors),
          ...renderObservations(observationsOf(explanation)),
          ...renderSilence(explanation),
        ]
      : []),
    ...renderRules(explanation, reading, colors),
  ];
  return commandless(lines.join('\n'));
};

const PLACES_SHOWN = 3;

const renderObservations = (observations: readonly Observation[]): readonly string[] =>
  observations.length === 0
    ? []
    : [
        'Seen, and not spoken of by the page:',
        ...observations.map(
          ({ clause, what, places }) =>
            `  ${clause}: ${what} (${counted(places.length, 'call')}: ${places
              .slice(0, PLACES_SHOWN)
              .map(({ file, line }) => `${shown(file)}:${line}`)
              .join(', ')}${places.length > PLACES_SHOWN ? ', ...' : ''})`,
        ),
        '',
      ];
