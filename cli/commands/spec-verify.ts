import {
  pageReport,
  patchOf,
  renderSpecReport,
  specAnnotations,
  specHtml,
  specMarkdown,
  specReport,
  specSarif,
} from '../../reports/spec/index.ts';
import type { SpecReport } from '../../reports/spec/index.ts';
import { BadInputError } from '../../spec/index.ts';
import { acceptedFor, fixPage } from '../../spec/page/index.ts';
import type { JudgeOptions } from '../../spec/page/index.ts';
import { EXIT } from '../exit-codes.ts';
import { expandFiles } from '../files.ts';
import type { Output } from '../output.ts';
import { readPages } from '../pages.ts';
import type { PageFile } from '../pages.ts';
import { version } from '../version.ts';
import { noteSkipped, readBaseline, readOriginal, replaceFile, writeReport } from './spec-files.ts';

export interface VerifyFlags {
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly markdown?: string;
  readonly html?: string;
  readonly sarif?: string;
  readonly github?: boolean;
  readonly baseline?: string;
  readonly original?: string;
  readonly fix?: boolean;
  readonly patch?: boolean;
}

export const verify = async (
  paths: readonly string[],
  flags: VerifyFlags,
  output: Output,
): Promise<number> => {
  if (flags.fix === true && flags.patch === true) {
    throw new BadInputError('--fix writes the pages and --patch writes nothing: give one of the two');
  }
  const options = await optionsFor(flags);
  const read = await readPages(await expandFiles(paths));
  if (flags.patch === true) return patch(read, output);
  const pages = flags.fix === true ? await fix(read.pages, output) : read.pages;
  const report = specReport(pages.map(({ file, page }) => pageReport(file, page, options(page))));
  if (flags.json === true) output.print(JSON.stringify(report));
  else if (report.pages.length > 0) {
    const view = { strict: flags.strict === true, isMended: flags.fix === true };
    output.print(renderSpecReport(report, { colors: output.colors, ...view }));
  }
  if (flags.github ?? process.env['GITHUB_ACTIONS'] === 'true') annotate(report, flags, output);
  noteSkipped(read, output);
  await writeReports(
    report,
    flags,
    pages.map(({ file }) => file),
  );
  if (read.refused.length > 0) throw new BadInputError(read.refused.join('\nmsiconform: '));
  const wrong = report.pages.some(
    ({ agrees, defects, reviews }) =>
      !agrees || (flags.strict === true && defects.length + reviews.length > 0),
  );
  return wrong ? EXIT.diverges : EXIT.conforms;
};

/** JSON on standard output stays JSON: then the annotations go the other way. */
const annotate = (report: SpecReport, { json }: VerifyFlags, output: Output): void => {
  const text = specAnnotations(report.pages);
  if (text === '' || json === true) return;
  output.print(text);
};

export const optionsFor = async ({
  baseline,
  original,
}: {
  readonly baseline?: string | undefined;
  readonly original?: string | undefined;
}): Promise<(page: PageFile['page']) => JudgeOptions> => {
  const source = original === undefined ? undefined : await readOriginal(original);
  if (baseline === undefined) return () => ({ original: source });
  const accepted = await readBaseline(baseline);
  if (accepted === null) {
    throw new BadInputError('there is no such file: name the baseline that spec accept wrote', baseline);
  }
  return (page) => ({ accepted: acceptedFor(accepted.pages, page) ?? null, original: source });
};

/** Writes the pages with their safe defects mended. @returns the pages as they stand then */
const fix = async (pages: readonly PageFile[], output: Output): Promise<readonly PageFile[]> => {
  const mended: PageFile[] = [];
  for (const { file, page, encoding } of pages) {
    const text = fixPage(page);
    if (text === page.published) {
      mended.push({ file, page, encoding });
      continue;
    }
    if (encoding !== 'utf-8') {
      throw new BadInputError(
        `${encoding === null ? 'standard input' : `a file in ${encoding}`} cannot be mended in place: use --patch, or save it as UTF-8`,
        file,
      );
    }
    await replaceFile(file, text);
    output.note(`${file}: mended`);
    const again = await readPages([file]);
    mended.push(...again.pages);
  }
  return mended;
};

/** Prints what `--fix` would write. */
const patch = (read: Awaited<ReturnType<typeof readPages>>, output: Output): number => {
  const patches = read.pages.map(({ file, page }) => patchOf(file, page.published, fixPage(page)));
  const text = patches.filter((each) => each !== '').join('');
  if (text !== '') output.print(text.replace(/\n$/, ''));
  else output.note('nothing can be mended without a choice of words');
  for (const { file, page } of read.pages) {
    const left = pageReport(file, page).defects.filter(({ mend }) => mend === 'hand');
    if (left.length > 0)
      output.note(`${file}: by hand ${left.map(({ start }) => `${start.line}:${start.column}`).join(', ')}`);
  }
  noteSkipped(read, output);
  if (read.refused.length > 0) throw new BadInputError(read.refused.join('\nmsiconform: '));
  return EXIT.conforms;
};

const writeReports = async (
  report: SpecReport,
  { markdown, html, sarif }: VerifyFlags,
  pages: readonly string[],
): Promise<void> => {
  if (markdown !== undefined) await writeReport(markdown, specMarkdown(report), pages);
  if (html !== undefined) await writeReport(html, specHtml(report), pages);
  if (sarif !== undefined) await writeReport(sarif, specSarif(report.pages, version()), pages);
};
