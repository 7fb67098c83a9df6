import type { VNode } from 'preact';
import type { Finding } from '../../../oracle/index.ts';
import { proseOf, reasonOf } from '../../../reports/history/explain.ts';
import { describeResponse } from '../../../reports/timeline/describe-response.ts';
import { visible } from '../../../reports/text.ts';
import { READINGS } from '../../../spec/index.ts';
import type { ClauseId } from '../../../spec/index.ts';
import { passingAnswers } from '../../rules/walk.ts';
import type { Standing, Walk } from '../../rules/walk.ts';

/** Why the last step breaks a rule, and what would have passed. */
export const Why = ({
  walk,
  standings,
}: {
  readonly walk: Walk;
  readonly standings: readonly (readonly Standing[])[];
}): VNode | null => {
  const at = walk.events.length;
  const last = standings.flatMap((each) => each[at] ?? []);
  const broken = [...new Set(last.flatMap(({ violates }) => violates))];
  if (broken.length === 0) return null;
  return (
    <section class="why" aria-labelledby="why" role="status">
      <h2 id="why">{`This breaks ${broken.join(', ')}`}</h2>
      {broken.map((clause) => (
        <p>{visible(reasonText(walk, standings, clause))}</p>
      ))}
      <ul>
        {last
          .filter(({ violates }) => violates.length > 0)
          .map(({ reading }) => {
            const passing = passingAnswers(walk, at - 1, reading);
            return (
              <li>
                {`Under ${reading.name} `}
                {passing.length === 0
                  ? 'no answer would have passed.'
                  : `would have passed: ${passing.map((each) => visible(describeResponse(each))).join(', or ')}.`}
              </li>
            );
          })}
      </ul>
    </section>
  );
};

const reasonText = (walk: Walk, standings: readonly (readonly Standing[])[], clause: ClauseId): string => {
  const at = walk.events.length;
  const event = walk.events[at - 1];
  const breaking = standings.filter((each) => each[at]?.violates.includes(clause) === true);
  const before = breaking[0]?.[at - 1]?.states;
  if (event === undefined || before === undefined) return '';
  const finding: Finding = { clause, index: at - 1, event, before };
  const readings = new Set(breaking.flatMap((each) => each[at]?.reading.name ?? []));
  const reason = reasonOf(
    { clause, readings, finding, observed: walk.events },
    { readings: READINGS.map(({ name }) => name), windowsInstaller: walk.windowsInstaller },
  );
  return proseOf(reason, at);
};
