import { useRef } from 'preact/hooks';
import type { VNode } from 'preact';
import type { GivenFile } from '../log/given-file.ts';
import { pickedFiles } from './dropped.ts';

interface FileButtonProps {
  readonly text: string;
  /** Which files, for who does not see the button. */
  readonly label: string;
  readonly look?: string;
  readonly disabled: boolean;
  readonly onFiles: (files: readonly GivenFile[]) => void;
}

/** A button by which files are picked. */
export const FileButton = ({ text, label, look, disabled, onFiles }: FileButtonProps): VNode => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={look} disabled={disabled} onClick={() => input.current?.click()}>
        {text}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        class="hidden"
        tabIndex={-1}
        aria-label={label}
        onChange={({ currentTarget }) => {
          onFiles(pickedFiles(currentTarget.files ?? new DataTransfer().files));
          currentTarget.value = '';
        }}
      />
    </>
  );
};
