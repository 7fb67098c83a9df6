/** What evidence tells, for a terminal, as Markdown and as JSON. */
import type pc from 'picocolors';
import type { Explanation } from '../index.ts';
import { commandless, counted } from '../../reports/text.ts';
import { renderClauses, renderSilence, overallVerdict } from './clauses.ts';
import { renderBusy, renderMachines } from './machines.ts';
import { observationsOf } from './observations.ts';
import type { Observation } from './observations.ts';
import { renderStory } from './story.ts';
import { shown } from './text.ts';

export { overallVerdict } from './clauses.ts';
export { evidenceReport } from './json.ts';
export { EvidenceSchema } from './schema.ts';
export type { EvidenceReport } from './schema.ts';
export { renderSummary } from './summary.ts';

/** Every file's story, the machines' histories, who caused each 1618, and the judgement. */
export const renderExplanation = (
  explanation: Explanation,
  options: {
    readonly reading: string;
    readonly timelines: boolean;
    readonly colors: ReturnType<typeof pc.createColors>;
  },
): string => {
  const { reading, timelines, colors } = options;
  const lines = [
    ...explanation.evidence
      .filter(({ kind }) => kind !== 'refused')
      .flatMap((evidence) => renderStory(evidence, timelines, colors)),
    ...renderMachines(explanation, colors),
    ...renderBusy(explanation, colors),
    ...renderClauses(explanation, reading, colors),
    ...renderObservations(observationsOf(explanation)),
    ...renderSilence(explanation),
    `verdict: ${overallVerdict(explanation.clauses, reading)} (evidence from files; nothing was run)`,
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
