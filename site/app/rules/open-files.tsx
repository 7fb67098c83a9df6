import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { oneLine } from '../../../reports/text.ts';
import type { Opened } from '../../rules/open.ts';
import type { Walk } from '../../rules/walk.ts';

/** A history, or a result with counterexamples, is opened and chosen from. */
export const OpenFiles = ({
  opened,
  walk,
  onOpen,
  onWalk,
}: {
  readonly opened: readonly Opened[];
  readonly walk: Walk;
  readonly onOpen: (name: string, text: string) => void;
  readonly onWalk: (walk: Walk) => void;
}): VNode => {
  const input = useRef<HTMLInputElement>(null);
  const current = opened.findIndex((each) => JSON.stringify(each.walk) === JSON.stringify(walk));
  return (
    <section class="open-files" aria-label="Open a history or counterexamples">
      <p class="actions">
        <button type="button" onClick={() => input.current?.click()}>
          Open a history or a result
        </button>
        <input
          ref={input}
          type="file"
          class="hidden"
          tabIndex={-1}
          aria-label="A history, or a result that --json printed"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            if (file !== undefined) void file.text().then((text) => onOpen(file.name, text));
          }}
        />
        {opened.length > 0 && (
          <label>
            Walk through{' '}
            <select
              value={String(current)}
              onChange={({ currentTarget }) => {
                const chosen = opened[Number(currentTarget.value)];
                if (chosen !== undefined) onWalk(chosen.walk);
              }}
            >
              {current < 0 && <option value="-1">(a walk of your own)</option>}
              {opened.map(({ title }, index) => (
                <option value={String(index)}>{oneLine(title, 90)}</option>
              ))}
            </select>
          </label>
        )}
      </p>
      {opened[current]?.overlapped === true && (
        <p class="soft">
          In this one the calls overlapped. They are shown in the order in which they came back, as if one had
          followed the other; in an overlap another order may explain what here seems to break a rule.
        </p>
      )}
    </section>
  );
};
