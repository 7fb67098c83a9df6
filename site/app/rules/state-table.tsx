import type { VNode } from 'preact';
import { describeResponse } from '../../../reports/timeline/describe-response.ts';
import { counted, visible } from '../../../reports/text.ts';
import { OBSERVER } from '../../../spec/index.ts';
import type { ObservationName } from '../../../spec/index.ts';
import { clientText, stateText } from '../../rules/state-words.ts';
import { choicesOf, isAllowed } from '../../rules/walk.ts';
import type { Standing, Walk } from '../../rules/walk.ts';
import { Table } from '../../table.tsx';

const ASKED: readonly { readonly op: ObservationName; readonly title: string }[] = [
  { op: 'probe', title: 'the mutex' },
  { op: 'service', title: 'the service' },
  { op: 'events', title: 'the event log' },
];

/** Where the machine may stand now: the processes are known, of the rest what may be seen under each reading. */
export const StateTable = ({
  walk,
  last,
}: {
  readonly walk: Walk;
  readonly last: readonly Standing[];
}): VNode => {
  const choices = choicesOf(walk, OBSERVER);
  const clients = last[0]?.states[0]?.clients ?? [];
  const seen = (op: ObservationName, index: number): string => {
    const allowed = choices.filter(
      ({ event, verdicts }) =>
        event.operation.op === op && verdicts[index] !== undefined && isAllowed(verdicts[index]),
    );
    const texts = [...new Set(allowed.map(({ event }) => visible(describeResponse(event.response))))];
    return texts.length === 0 ? 'not to be asked' : texts.join(', or ');
  };
  return (
    <section aria-labelledby="state">
      <h2 id="state">Where everything stands</h2>
      <Table label="State by reading" head={['', ...last.map(({ reading }) => reading.name)]}>
        {clients.map((client, index) => (
          <tr>
            <th scope="row">{`process ${index + 1}`}</th>
            <td colSpan={last.length} class={`at-${client.at}`}>
              {clientText(client)}
            </td>
          </tr>
        ))}
        {ASKED.map(({ op, title }) => (
          <tr>
            <th scope="row">{title}</th>
            {last.map((_, index) => (
              <td>{seen(op, index)}</td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">possible states</th>
          {last.map(({ states }) => (
            <td>
              {counted(states.length, 'state')}
              {states.length > 1 && (
                <ul class="states">
                  {states.map((state) => (
                    <li>{stateText(state)}</li>
                  ))}
                </ul>
              )}
            </td>
          ))}
        </tr>
      </Table>
    </section>
  );
};
