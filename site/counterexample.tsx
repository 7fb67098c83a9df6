import type { VNode } from 'preact';
import { proseOfReport, timelineOf } from '../reports/history/counterexample.ts';
import type { DivergenceReport } from '../reports/schema/result.ts';
import { oneLine, visible } from '../reports/text.ts';
import { TimelinePicture } from '../reports/timeline/index.ts';
import type { Timeline } from '../reports/timeline/index.ts';

/** Longer counterexamples are folded into parts of so many slots; only the last, with the divergence, is open. */
const PART = 60;
/** An explanation of more lines repeats a table that is on the page anyway. */
const LONGEST_TEXT = 120;

export const Counterexample = ({
  id,
  divergence,
  clause,
}: {
  /** Of the article, and the name of its picture. */
  id: string;
  divergence: DivergenceReport;
  clause: string;
}): VNode => {
  const timeline = timelineOf(divergence);
  const reason = proseOfReport(divergence);
  const { signature, explanation, replay, seen, operations, readings, rate } = divergence;
  const facts = [
    `${operations} operation${operations === 1 ? '' : 's'}`,
    ...(seen > 0 ? [`seen in ${seen} interleaving${seen === 1 ? '' : 's'}`] : []),
    `diverges from ${readings.join(', ')}`,
    ...(rate === undefined ? [] : [`showed again in ${rate.shown} of ${rate.of} runs`]),
  ];
  return (
    <article class="counterexample" id={id} tabIndex={-1} aria-labelledby={`${id}--title`}>
      <h2 id={`${id}--title`}>
        <bdi>{visible(signature)}</bdi>
      </h2>
      <p class="soft">
        <bdi>{visible(facts.join(' · '))}</bdi>
      </p>
      {reason !== '' && (
        <p class="reason">
          <bdi>{visible(reason)}</bdi>
        </p>
      )}
      {timeline === undefined ? (
        <p class="soft">Its history is not of the history format, so there is no timeline.</p>
      ) : (
        <Timelines timeline={timeline} broken={`breaks ${clause}`} title={oneLine(signature, 90)} />
      )}
      {(reason === '' || explanation.split('\n', LONGEST_TEXT + 1).length <= LONGEST_TEXT) && (
        <details open={reason === ''}>
          <summary>The explanation as the terminal shows it</summary>
          <pre tabIndex={0}>{visible(explanation)}</pre>
        </details>
      )}
      <p>See it again:</p>
      <pre class="replay" tabIndex={0}>
        {visible(replay)}
      </pre>
      <p class="soft">
        <a href={`#${id}`}>Link to this counterexample</a>
        {timeline !== undefined && (
          <>
            {' · '}
            <a href={`timelines/${id}.svg`}>Its picture as a file</a>
          </>
        )}
      </p>
    </article>
  );
};

interface PartProps {
  readonly timeline: Timeline;
  readonly broken: string;
  readonly title: string;
}

const Timelines = ({ timeline, broken, title }: PartProps): VNode => {
  if (timeline.slots <= PART) {
    return <Part timeline={timeline} broken={broken} title={title} from={0} to={timeline.slots} />;
  }
  const parts = Array.from({ length: Math.ceil(timeline.slots / PART) }, (_, index) => index * PART);
  return (
    <>
      {parts.map((from, index) => {
        const to = Math.min(timeline.slots, from + PART);
        return (
          <details class="part" open={index === parts.length - 1}>
            <summary>{`Steps ${stepsBetween(timeline, from, to)}`}</summary>
            <Part
              timeline={timeline}
              broken={broken}
              title={`${title}, part ${index + 1}`}
              from={from}
              to={to}
            />
          </details>
        );
      })}
    </>
  );
};

const stepsBetween = (timeline: Timeline, from: number, to: number): string => {
  const steps = timeline.marks.filter((mark) => mark.to >= from && mark.to < to).map((mark) => mark.step);
  return `${steps[0] ?? 0} to ${steps.at(-1) ?? 0}`;
};

const Part = ({ timeline, broken, title, from, to }: PartProps & { from: number; to: number }): VNode => {
  const steps = timeline.marks.filter((mark) => mark.to >= from && mark.to < to);
  return (
    <>
      <figure class="scroll" tabIndex={0} aria-label={`Timeline: ${title}`}>
        <TimelinePicture timeline={timeline} from={from} to={to} broken={broken} />
        <figcaption>
          Solid bar: an execute table is processed. Light bar: a UI sequence. Dashed bar in the mutex lane:
          the time in which an execute table is processed, so that the mutex is due.
        </figcaption>
      </figure>
      <details>
        <summary>The same as a table</summary>
        <div class="scroll" tabIndex={0} role="group" aria-label={`Table of steps: ${title}`}>
          <table class="plain steps">
            <thead>
              <tr>
                <th scope="col">step</th>
                {timeline.lanes.map((lane) => (
                  <th scope="col">{lane.title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {steps.map((mark) => (
                <tr class={mark.offending ? 'offending' : ''}>
                  <th scope="row">{mark.step}</th>
                  {timeline.lanes.map((_, lane) => (
                    <td>
                      {mark.lane === lane &&
                        visible(`${mark.operation} → ${mark.answer}${mark.offending ? ` ✗ ${broken}` : ''}`)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
};
