import type { VNode } from 'preact';
import { eventLines } from '../../../reports/history/event-lines.ts';
import { layOut, TimelinePicture } from '../../../reports/timeline/index.ts';
import { counted, visible } from '../../../reports/text.ts';
import { childrenOf, endsOf, eventsTo, pathOf } from '../../rules/tree.ts';
import type { Tree } from '../../rules/tree.ts';
import { eventText } from '../../rules/state-words.ts';
import type { Standing, Walk } from '../../rules/walk.ts';

interface PathProps {
  readonly tree: Tree;
  readonly walk: Walk;
  readonly standings: readonly (readonly Standing[])[];
  readonly onGo: (place: number) => void;
  readonly onBack: () => void;
  readonly onForward: (() => void) | undefined;
}

/** The steps so far, with a way back to each, and the forks that were left. */
export const Path = ({ tree, walk, standings, onGo, onBack, onForward }: PathProps): VNode => {
  const path = pathOf(tree);
  const offending = brokenAt(standings);
  const broken = standings.flatMap((each) => each[offending]?.violates ?? []);
  return (
    <section aria-labelledby="path">
      <h2 id="path">{walk.events.length === 0 ? 'Nothing has happened yet' : 'What happened'}</h2>
      <p class="actions">
        <button type="button" disabled={tree.current === 0} onClick={onBack}>
          ← Step back
        </button>
        <button type="button" disabled={onForward === undefined} onClick={onForward}>
          Step forward →
        </button>
        <button type="button" disabled={tree.current === 0} onClick={() => onGo(0)}>
          To the beginning
        </button>
      </p>
      {walk.events.length > 0 && (
        <>
          <ol class="path">
            {walk.events.map((event, index) => {
              const place = path[index] ?? 0;
              const breaks = [...new Set(standings.flatMap((each) => each[index + 1]?.violates ?? []))];
              const forks = childrenOf(tree, path[index - 1] ?? 0).length;
              return (
                <li>
                  <button
                    type="button"
                    class="place"
                    aria-current={place === tree.current ? 'step' : undefined}
                    onClick={() => onGo(place)}
                  >
                    {visible(eventText(event))}
                  </button>
                  {breaks.length > 0 && <span class="breaks">{` ✗ breaks ${breaks.join(', ')}`}</span>}
                  {forks > 1 && <span class="soft">{` (${counted(forks, 'way')} from here)`}</span>}
                </li>
              );
            })}
          </ol>
          <figure class="scroll" tabIndex={0} aria-label="Timeline of the walk">
            <TimelinePicture
              timeline={layOut(eventLines(walk.events), walk.processes, offending > 0 ? offending : 0)}
              broken={`breaks ${[...new Set(broken)].join(', ')}`}
            />
          </figure>
        </>
      )}
      <Forks tree={tree} onGo={onGo} />
    </section>
  );
};

/** The step of the last divergence, from 1; 0 when there is none. */
const brokenAt = (standings: readonly (readonly Standing[])[]): number =>
  Math.max(0, ...standings.map((each) => each.findLastIndex(({ violates }) => violates.length > 0)));

const Forks = ({ tree, onGo }: Pick<PathProps, 'tree' | 'onGo'>): VNode | null => {
  const ends = endsOf(tree);
  if (ends.length < 2) return null;
  return (
    <details>
      <summary>{`All ${ends.length} branches of this walk`}</summary>
      <ul>
        {ends.map((end) => (
          <li>
            <button
              type="button"
              class="place"
              aria-current={end === tree.current ? 'step' : undefined}
              onClick={() => onGo(end)}
            >
              {eventsTo(tree, end)
                .map(eventText)
                .map((text) => visible(text))
                .join('; ')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
};
