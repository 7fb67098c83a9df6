import { acceptPage } from '../../spec/page/index.ts';
import { BadInputError } from '../../spec/index.ts';
import { baselineText, withAccepted } from '../../reports/spec/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { readPages } from '../pages.ts';
import { noteSkipped, readBaseline, replaceFile } from './spec-files.ts';

export interface AcceptFlags {
  readonly baseline: string;
  readonly words?: boolean;
}

/** Keeps fingerprints of the pages' blocks as they stand; a person has read them. */
export const accept = async (
  paths: readonly string[],
  flags: AcceptFlags,
  output: Output,
): Promise<number> => {
  const read = await readPages(paths);
  if (read.refused.length > 0) throw new BadInputError(read.refused.join('\nmsiconform: '));
  const accepted = read.pages.map(({ file, page }) => ({ file, ...acceptPage(page, flags.words === true) }));
  const baseline = withAccepted(
    await readBaseline(flags.baseline),
    accepted.map(({ page }) => page),
  );
  await replaceFile(flags.baseline, baselineText(baseline));
  for (const { file, page, refused } of accepted) {
    const kept = Object.keys(page.blocks);
    output.print(`${file} (${page.locale ?? 'language unknown'}): accepted ${kept.join(', ') || 'nothing'}`);
    if (refused.length > 0) {
      output.print(
        output.colors.red(
          `  not accepted, as they contradict a clause: ${refused.join(', ')} (see spec verify)`,
        ),
      );
    }
  }
  output.print(`${flags.baseline}: ${baseline.pages.length} page${baseline.pages.length === 1 ? '' : 's'}`);
  noteSkipped(read, output);
  return accepted.some(({ refused }) => refused.length > 0) ? EXIT.diverges : EXIT.conforms;
};
