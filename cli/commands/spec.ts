import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import {
  clauseListJson,
  listClauses,
  pageReport,
  renderClauseList,
  renderSpecDiff,
  renderSpecReport,
  specDiffJson,
  specHtml,
  specMarkdown,
  specReport,
} from '../../reports/spec/index.ts';
import type { DiffEntry, SpecReport } from '../../reports/spec/index.ts';
import { BadInputError } from '../../spec/index.ts';
import { diffPages, matchPages } from '../../spec/page/index.ts';
import type { NamedFacts } from '../../spec/page/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { readPages } from '../pages.ts';
import type { ReadPages } from '../pages.ts';

interface VerifyFlags {
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly markdown?: string;
  readonly html?: string;
}

interface JsonFlag {
  readonly json?: boolean;
}

const JSON_OPTION = ['--json', 'print the result as JSON, and nothing else, on stdout'] as const;

export const registerSpec = (program: Command, output: Output): void => {
  const spec = program
    .command('spec')
    .description('the rules, and the documentation page they were read from');
  spec
    .command('list')
    .description('each clause with its statement, strength, readings and properties')
    .option(...JSON_OPTION)
    .action(({ json }: JsonFlag) => {
      const clauses = listClauses();
      output.print(json === true ? clauseListJson(clauses) : renderClauseList(clauses, output.colors));
    });
  spec
    .command('verify')
    .description('does the page, in any language or revision, still say what the clauses say?')
    .argument('<pages...>', 'Markdown sources of the page, or folders of them')
    .option('--strict', 'defects of translation count as divergences')
    .option(...JSON_OPTION)
    .option('--markdown <file>', 'write the locale by clause table with the defects as Markdown')
    .option('--html <file>', 'write the same as HTML')
    .action(async (paths: string[], flags: VerifyFlags) => {
      process.exitCode = await verify(paths, flags, output);
    });
  spec
    .command('diff')
    .description('what changed between two revisions or languages of the page, clause by clause')
    .argument('<old>', 'a page, or a folder of pages')
    .argument('<new>', 'a page, or a folder of pages')
    .option(...JSON_OPTION)
    .action(async (old: string, current: string, flags: JsonFlag) => {
      process.exitCode = await diff(old, current, flags, output);
    });
};

const verify = async (paths: readonly string[], flags: VerifyFlags, output: Output): Promise<number> => {
  const read = await readPages(paths);
  const report = specReport(read.pages.map(({ file, page }) => pageReport(file, page)));
  if (flags.json === true) output.print(JSON.stringify(report));
  else if (report.pages.length > 0) {
    output.print(renderSpecReport(report, { colors: output.colors, strict: flags.strict === true }));
  }
  noteSkipped(read, output);
  await writeReports(
    report,
    flags,
    read.pages.map(({ file }) => file),
  );
  if (read.refused.length > 0) throw new BadInputError(read.refused.join('\nmsiconform: '));
  const wrong = report.pages.some(
    ({ agrees, defects }) => !agrees || (flags.strict === true && defects.length > 0),
  );
  return wrong ? EXIT.diverges : EXIT.conforms;
};

const noteSkipped = ({ skipped }: ReadPages, output: Output): void => {
  if (skipped.length > 0)
    output.note(`passed over, as not the page:\n${skipped.map((each) => `  ${each}`).join('\n')}`);
};

const writeReports = async (
  report: SpecReport,
  { markdown, html }: VerifyFlags,
  pages: readonly string[],
): Promise<void> => {
  const write = async (file: string, text: string): Promise<void> => {
    if (pages.some((page) => resolve(page) === resolve(file))) {
      throw new BadInputError('the report would overwrite a page that was read: name another file', file);
    }
    try {
      await writeFile(file, text);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw new BadInputError(
        `the report cannot be written (${code}): name a file in a folder that is there`,
        file,
      );
    }
  };
  if (markdown !== undefined) await write(markdown, specMarkdown(report));
  if (html !== undefined) await write(html, specHtml(report));
};

const diff = async (old: string, current: string, flags: JsonFlag, output: Output): Promise<number> => {
  const { entries, read } = await comparePages(old, current);
  output.print(flags.json === true ? specDiffJson(entries) : renderSpecDiff(entries, output.colors));
  noteSkipped(read, output);
  const compared = entries.filter((entry) => entry.diff !== null);
  if (compared.length === 0) {
    output.note('no page stands on both sides: nothing was compared');
    return EXIT.inconclusive;
  }
  return compared.some((entry) => entry.diff?.extent === 'facts') ? EXIT.diverges : EXIT.conforms;
};

export interface ComparedPages {
  readonly entries: readonly DiffEntry[];
  readonly read: ReadPages;
}

/** Compares two pages, or two folders of pages. @throws {BadInputError} for what cannot be read as a page */
export const comparePages = async (old: string, current: string): Promise<ComparedPages> => {
  const [before, after] = [await readPages([old]), await readPages([current])];
  const refused = [...before.refused, ...after.refused];
  if (refused.length > 0) throw new BadInputError(refused.join('\nmsiconform: '));
  const named = (pages: ReadPages['pages'], side: string): readonly (NamedFacts & { path: string })[] =>
    pages.map(({ file, page }) => ({
      path: file,
      file: file === side ? '' : file.slice(side.length),
      facts: page.facts,
    }));
  const files = before.pages.length === 1 && after.pages.length === 1;
  const [left, right] = [named(before.pages, old), named(after.pages, current)];
  const pairs = files ? [{ old: left[0] ?? null, new: right[0] ?? null }] : matchPages(left, right);
  const entries: DiffEntry[] = pairs.map((pair) => ({
    old: pair.old?.path ?? null,
    new: pair.new?.path ?? null,
    locale: (pair.new ?? pair.old)?.facts.locale ?? null,
    diff: pair.old === null || pair.new === null ? null : diffPages(pair.old.facts, pair.new.facts),
  }));
  return { entries, read: { ...before, skipped: [...before.skipped, ...after.skipped] } };
};
