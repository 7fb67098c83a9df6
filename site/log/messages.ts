import type { FileLine } from '../../evidence/excerpt.ts';
import type { Told } from './desk.ts';
import type { GivenFile } from './given-file.ts';

/** What a visitor can say of the files. */
export interface Settings {
  /** All files are of one machine. */
  readonly oneMachine: boolean;
  /** Local time minus UTC, like `+02:00`; empty when nothing is said. */
  readonly utcOffset: string;
}

export type Request =
  | { readonly type: 'add'; readonly files: readonly GivenFile[]; readonly settings: Settings }
  | { readonly type: 'explain'; readonly settings: Settings }
  | { readonly type: 'excerpt'; readonly file: string; readonly line: number; readonly around: number }
  | { readonly type: 'clear' };

export type Reply =
  | { readonly type: 'progress'; readonly file: string; readonly bytes: number; readonly total: number }
  | { readonly type: 'told'; readonly told: Told }
  | {
      readonly type: 'excerpt';
      readonly file: string;
      readonly line: number;
      readonly lines: readonly FileLine[];
    }
  | { readonly type: 'failed'; readonly message: string };
