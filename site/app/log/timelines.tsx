import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { counted, oneLine, visible } from '../../../reports/text.ts';
import type { MachinePicture } from '../../log/picture.ts';
import { Chart } from './chart.tsx';
import { clockText } from './measures.ts';
import { ExcerptOf, Place } from './place.tsx';
import type { PlaceProps } from './place.tsx';
import { Table } from '../../table.tsx';

type Looking = Pick<PlaceProps, 'shown' | 'onShow'>;

/** Of how many machines the calls are drawn at once. */
const MACHINES = 6;

/** All calls of each machine on its clock, with the mutex between them. */
export const Timelines = ({
  machines,
  ...looking
}: Looking & { readonly machines: readonly MachinePicture[] }): VNode | null => {
  const [isAll, setAll] = useState(false);
  const drawn = machines.filter(({ lanes }) => lanes.length > 0);
  if (drawn.length === 0) return null;
  const shown = isAll ? drawn : drawn.slice(0, MACHINES);
  return (
    <section aria-labelledby="timelines">
      <h2 id="timelines">What happened when</h2>
      {shown.map((machine, index) => (
        <Machine key={index} machine={machine} isOnly={drawn.length === 1} {...looking} />
      ))}
      {shown.length < drawn.length && (
        <button type="button" onClick={() => setAll(true)}>
          {`Show ${counted(drawn.length - shown.length, 'more machine')}`}
        </button>
      )}
    </section>
  );
};

const Machine = ({
  machine,
  isOnly,
  ...looking
}: Looking & { readonly machine: MachinePicture; readonly isOnly: boolean }): VNode => {
  const { title, clock, lanes, notes } = machine;
  const places = lanes.flatMap(({ points }) => points);
  return (
    <div class="machine" role="group" aria-label={`Machine: ${title}`}>
      {(!isOnly || machine.title !== 'a machine that the files do not name') && (
        <h3>
          <bdi>{title}</bdi>
        </h3>
      )}
      <p class="soft">
        {counted(lanes.length, 'lane')}, {clock === 'UTC' ? 'UTC' : 'local time of that machine'}
      </p>
      {machine.span === null ? (
        <p>Nothing of it bears a date and a time, so there is no picture.</p>
      ) : (
        <Chart machine={machine} span={machine.span} {...looking} />
      )}
      <ExcerptOf places={places} shown={looking.shown} />
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map((note) => (
            <li>{visible(note)}</li>
          ))}
        </ul>
      )}
      <details>
        <summary>The same as tables</summary>
        {lanes.map(({ title: call, detail, points }) => (
          <Table
            label={`Points of ${call}`}
            caption={
              <caption>
                <bdi>{call}</bdi> <span class="soft">{oneLine(detail, 200)}</span>
              </caption>
            }
            head={['time', 'who', 'what', 'where']}
          >
            {points.map((point) => (
              <tr class={point.weight}>
                <td class="time">{clockText(point.at)}</td>
                <td>{point.side ?? ''}</td>
                <td>
                  <bdi>{visible(point.text)}</bdi>
                </td>
                <td>
                  <Place file={point.file} line={point.line} {...looking} />
                </td>
              </tr>
            ))}
          </Table>
        ))}
      </details>
    </div>
  );
};
