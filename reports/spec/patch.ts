import { createTwoFilesPatch } from 'diff';

/** A unified diff of one file; empty where nothing changes. */
export const patchOf = (file: string, old: string, current: string): string =>
  old === current ? '' : createTwoFilesPatch(file, file, old, current, undefined, undefined, { context: 1 });
