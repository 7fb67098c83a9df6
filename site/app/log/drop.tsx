import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { GivenFile } from '../../log/given-file.ts';
import { FileButton } from '../file-button.tsx';
import { pastedFile, useGivenFiles } from '../use-given-files.ts';

interface DropProps {
  readonly isReading: boolean;
  readonly isMore: boolean;
  readonly onFiles: (files: readonly GivenFile[]) => void;
}

/** Files are dropped anywhere on the page, picked, or pasted. */
export const Drop = ({ isReading, isMore, onFiles }: DropProps): VNode => {
  const isOver = useGivenFiles(onFiles);
  const [isPasting, setPasting] = useState(false);
  return (
    <section class={`drop${isOver ? ' over' : ''}${isMore ? ' more' : ''}`} aria-label="Give files">
      <p class="drop-lead">
        {isMore ? (
          <>Drop more logs of that time here: each one may show who else was installing.</>
        ) : (
          <>
            <strong>Drop MSI logs and event exports here</strong>, several at once, from several machines, in
            a folder or zipped.
          </>
        )}
      </p>
      <p class="actions">
        <FileButton
          text={isMore ? 'Add files' : 'Choose files'}
          label="MSI logs and event exports"
          look="main"
          disabled={isReading}
          onFiles={onFiles}
        />
        <button
          type="button"
          disabled={isReading}
          aria-expanded={isPasting}
          onClick={() => setPasting(!isPasting)}
        >
          Paste text
        </button>
      </p>
      {isPasting && (
        <PasteForm
          onText={(text) => {
            setPasting(false);
            onFiles([pastedFile(text)]);
          }}
        />
      )}
      {!isMore && (
        <p class="soft">
          They are read on this machine, in this page. Nothing is sent anywhere: the page is not allowed to.
        </p>
      )}
    </section>
  );
};

const PasteForm = ({ onText }: { readonly onText: (text: string) => void }): VNode => {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const text = area.current?.value ?? '';
        if (text.trim() !== '') onText(text);
      }}
    >
      <label class="block">
        Text of a log, or of events
        <textarea ref={area} rows={8} spellcheck={false} />
      </label>
      <button type="submit" class="main">
        Read it
      </button>
    </form>
  );
};
