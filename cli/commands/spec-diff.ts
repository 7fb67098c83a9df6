import { basename } from 'node:path';
import {
  contradicts,
  diffEntry,
  isReworded,
  renderSpecDiff,
  specAnnotations,
  specDiffJson,
  specDiffMarkdown,
  specSarif,
} from '../../reports/spec/index.ts';
import type { DiffEntry } from '../../reports/spec/index.ts';
import { BadInputError } from '../../spec/index.ts';
import { matchPages } from '../../spec/page/index.ts';
import type { NamedFacts } from '../../spec/page/index.ts';
import { EXIT } from '../exit-codes.ts';
import { expandFiles } from '../files.ts';
import type { Output } from '../output.ts';
import { readPages } from '../pages.ts';
import type { PageFile, ReadPages } from '../pages.ts';
import { version } from '../version.ts';
import { noteSkipped, writeReport } from './spec-files.ts';

export interface DiffFlags {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly markdown?: string;
  readonly sarif?: string;
  readonly github?: boolean;
}

export const diff = async (
  old: string,
  current: string,
  flags: DiffFlags,
  output: Output,
): Promise<number> => {
  const { entries, read } = await comparePages(old, current);
  output.print(flags.json === true ? specDiffJson(entries) : renderSpecDiff(entries, output.colors));
  const gained = entries.map((entry) => ({ file: entry.new ?? '', ...entry.gained }));
  const annotations = specAnnotations(gained);
  if (
    (flags.github ?? process.env['GITHUB_ACTIONS'] === 'true') &&
    flags.json !== true &&
    annotations !== ''
  ) {
    output.print(annotations);
  }
  noteSkipped(read, output);
  const files = read.pages.map(({ file }) => file);
  if (flags.markdown !== undefined) await writeReport(flags.markdown, specDiffMarkdown(entries), files);
  if (flags.sarif !== undefined) await writeReport(flags.sarif, specSarif(gained, version()), files);
  const compared = entries.filter((entry) => entry.diff !== null);
  if (compared.length === 0) {
    output.note('no page stands on both sides: nothing was compared');
    return EXIT.inconclusive;
  }
  const fails = (entry: DiffEntry): boolean =>
    contradicts(entry) || (flags.strict === true && isReworded(entry));
  return compared.some(fails) ? EXIT.diverges : EXIT.conforms;
};

export interface ComparedPages {
  readonly entries: readonly DiffEntry[];
  readonly read: ReadPages;
}

/** Compares two pages, or two folders of pages. @throws {BadInputError} for what cannot be read as a page */
export const comparePages = async (old: string, current: string): Promise<ComparedPages> => {
  const [before, after] = [
    await readPages(await expandFiles([old])),
    await readPages(await expandFiles([current])),
  ];
  const refused = [...before.refused, ...after.refused];
  if (refused.length > 0) throw new BadInputError(refused.join('\nmsiconform: '));
  const named = (pages: ReadPages['pages'], side: string): readonly (NamedFacts & { read: PageFile })[] =>
    pages.map((read) => ({
      read,
      // Of a pattern only the names are compared.
      file: read.file.startsWith(side) ? read.file.slice(side.length) : basename(read.file),
      facts: read.page.facts,
    }));
  const files = before.pages.length === 1 && after.pages.length === 1;
  const [left, right] = [named(before.pages, old), named(after.pages, current)];
  const pairs = files ? [{ old: left[0] ?? null, new: right[0] ?? null }] : matchPages(left, right);
  return {
    entries: pairs.map((pair) => diffEntry(pair.old?.read ?? null, pair.new?.read ?? null)),
    read: {
      pages: [...before.pages, ...after.pages],
      refused: [],
      skipped: before.skipped + after.skipped,
    },
  };
};
