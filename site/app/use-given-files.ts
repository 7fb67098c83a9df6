import { useEffect, useRef, useState } from 'preact/hooks';
import type { GivenFile } from '../log/given-file.ts';
import { droppedFiles, pickedFiles } from './dropped.ts';

/**
 * Takes files that are dropped anywhere on the page or pasted into it, and pasted text as a file.
 *
 * @returns whether something is held over the page
 */
export const useGivenFiles = (onFiles: (files: readonly GivenFile[]) => void): boolean => {
  const [isOver, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;

  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer !== null)
        void droppedFiles(event.dataTransfer).then((files) => take.current(files));
    };
    const paste = (event: ClipboardEvent): void => {
      if (event.target instanceof HTMLTextAreaElement) return;
      const files = pickedFiles(event.clipboardData?.files ?? new DataTransfer().files);
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (files.length > 0) take.current(files);
      else if (text.trim() !== '') take.current([pastedFile(text)]);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);
  return isOver;
};

export const pastedFile = (text: string): GivenFile => ({ name: 'pasted text', blob: new Blob([text]) });
