import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { describeOperation } from '../../../properties/interleaving/interleaving.ts';
import { describeResponse } from '../../../reports/timeline/describe-response.ts';
import { visible } from '../../../reports/text.ts';
import { clauseOf, OBSERVER, OPERATION_MEANING, READINGS } from '../../../spec/index.ts';
import type { Observed } from '../../../spec/index.ts';
import { actorText } from '../../rules/state-words.ts';
import { choicesOf, isAllowed } from '../../rules/walk.ts';
import type { Choice, Standing, Walk } from '../../rules/walk.ts';
import { Table } from '../../table.tsx';

/** What can be done now, and each answer that could come back, judged under each reading. */
export const Next = ({
  walk,
  onChoose,
}: {
  readonly walk: Walk;
  readonly onChoose: (event: Observed) => void;
}): VNode => {
  const [actor, setActor] = useState(1);
  const [wanted, setWanted] = useState('');
  const actors = [...Array.from({ length: walk.processes }, (_, index) => index + 1), OBSERVER];
  const who = actors.includes(actor) ? actor : 1;
  const choices = choicesOf(walk, who);
  const operations = [...new Set(choices.map(({ event }) => describeOperation(event.operation)))];
  const what = operations.includes(wanted) ? wanted : (operations[0] ?? '');
  const answers = choices.filter(({ event }) => describeOperation(event.operation) === what);
  return (
    <section aria-labelledby="next">
      <h2 id="next">What happens next?</h2>
      <fieldset class="radios">
        <legend>Who acts</legend>
        {actors.map((each) => (
          <label>
            <input type="radio" name="actor" checked={each === who} onChange={() => setActor(each)} />{' '}
            {each === OBSERVER ? 'the observer' : actorText(each)}
          </label>
        ))}
      </fieldset>
      <fieldset class="radios">
        <legend>What it does</legend>
        {operations.map((each) => (
          <label>
            <input type="radio" name="operation" checked={each === what} onChange={() => setWanted(each)} />{' '}
            {each}
          </label>
        ))}
      </fieldset>
      {answers[0] !== undefined && <p class="soft">{OPERATION_MEANING[answers[0].event.operation.op]}</p>}
      <Table
        label="Answers by reading"
        look="wide answers"
        head={['if it answers', ...READINGS.map(({ name }) => name)]}
      >
        {answers.map((choice) => (
          <Answer choice={choice} onChoose={onChoose} />
        ))}
      </Table>
    </section>
  );
};

const Answer = ({
  choice: { event, verdicts },
  onChoose,
}: {
  readonly choice: Choice;
  readonly onChoose: (event: Observed) => void;
}): VNode => (
  <tr>
    <th scope="row">
      <button type="button" class="choose" onClick={() => onChoose(event)}>
        {visible(describeResponse(event.response))}
      </button>
    </th>
    {verdicts.map((verdict) => (
      <td class={isAllowed(verdict) ? 'allowed' : 'forbidden'}>
        <Judged verdict={verdict} />
      </td>
    ))}
  </tr>
);

/** Allowed or forbidden, by which clause and which block of the page. */
const Judged = ({ verdict: { applies, violates } }: { readonly verdict: Standing }): VNode => {
  const clauses = violates.length > 0 ? violates : applies;
  return (
    <>
      <strong>{violates.length > 0 ? '✗ forbidden' : '✓ allowed'}</strong>
      {clauses.length > 0 ? (
        <span class="by">
          {clauses.map((clause) => `${clause} (${clauseOf(clause).source.join(', ')})`).join(', ')}
        </span>
      ) : (
        <span class="by soft">no clause speaks of it</span>
      )}
    </>
  );
};
