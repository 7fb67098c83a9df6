import type { VNode } from 'preact';
import { oneLine } from '../../../reports/text.ts';
import type { GivenFile } from '../../log/given-file.ts';
import type { Opened } from '../../rules/opened.ts';
import { FileButton } from '../file-button.tsx';
import { useGivenFiles } from '../use-given-files.ts';

interface OpenFilesProps {
  readonly opened: readonly Opened[];
  /** Which of them the walk is a part of; -1 for a walk of one's own. */
  readonly current: number;
  readonly isOpening: boolean;
  readonly notes: readonly string[];
  readonly onFiles: (files: readonly GivenFile[]) => void;
  readonly onChoose: (index: number) => void;
}

const GROUPS: readonly { readonly kind: Opened['kind']; readonly title: string }[] = [
  { kind: 'counterexample', title: 'Counterexamples' },
  { kind: 'case', title: 'Whole cases' },
];

/** Histories, results and evidence are opened, and what is in them chosen from. */
export const OpenFiles = ({
  opened,
  current,
  isOpening,
  notes,
  onFiles,
  onChoose,
}: OpenFilesProps): VNode => {
  const isOver = useGivenFiles(onFiles);
  return (
    <section
      class={`open-files drop more${isOver ? ' over' : ''}`}
      aria-label="Open a history, counterexamples or evidence"
    >
      <p class="actions">
        <FileButton
          text="Open files"
          label="A history, a result that --json printed, or logs"
          disabled={isOpening}
          onFiles={onFiles}
        />
        <span class="soft">
          or drop them here: a history of a run, a result that <code>--json</code> printed, or MSI logs and
          event exports
        </span>
      </p>
      <p role="status" class={isOpening ? 'soft' : 'hidden'}>
        {isOpening ? 'Opening…' : ''}
      </p>
      {opened.length > 0 && (
        <p class="actions">
          <label class="choose-walk">
            Walk through{' '}
            <select
              value={String(current)}
              onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}
            >
              {current < 0 && <option value="-1">(a walk of your own)</option>}
              {GROUPS.filter(({ kind }) => opened.some((each) => each.kind === kind)).map(
                ({ kind, title }) => (
                  <optgroup label={title}>
                    {opened.map((each, index) =>
                      each.kind === kind ? (
                        <option value={String(index)}>{oneLine(each.title, 90)}</option>
                      ) : null,
                    )}
                  </optgroup>
                ),
              )}
            </select>
          </label>
        </p>
      )}
      {notes.map((note) => (
        <p class="soft">{note}</p>
      ))}
      {opened[current]?.overlap !== undefined && (
        <p class="overlap">
          In this one the calls overlapped. They are shown in the order in which they came back, as if one had
          followed the other; so a step that seems to break a rule here may break none. Judged with their
          overlaps: {opened[current].overlap}.
        </p>
      )}
    </section>
  );
};
