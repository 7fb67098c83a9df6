import type { Command } from 'commander';
import { compareResults, regressionsOf, renderDiff } from '../../reports/diff/index.ts';
import { renderSpecDiff } from '../../reports/spec/index.ts';
import { BadInputError } from '../../spec/index.ts';
import { EXIT } from '../exit-codes.ts';
import { readResults } from '../inputs.ts';
import type { Output } from '../output.ts';
import { comparePages } from './spec-diff.ts';

interface DiffFlags {
  readonly spec?: readonly string[];
  readonly json?: boolean;
}

export const registerDiff = (program: Command, output: Output): void => {
  program
    .command('diff')
    .description('what became of verdicts and divergences from one run to the next')
    .argument('<baseline>', 'a result, a list of results, or a history')
    .argument('<current>', 'the same of a later run')
    .option('--spec <pages...>', 'two pages or folders of pages: how the documentation drifted meanwhile')
    .option('--json', 'print the differences as JSON, and nothing else, on stdout')
    .addHelpText(
      'after',
      '\nExit codes: 0 no regression, 1 a divergence or a kind of it is new, 2 nothing compared',
    )
    .action(async (baseline: string, current: string, flags: DiffFlags) => {
      const { spec } = flags;
      if (spec !== undefined && spec.length !== 2) {
        throw new BadInputError(
          `--spec takes two pages, an old one and a new one, and it got ${spec.length}`,
        );
      }
      const diff = compareResults(await readResults([baseline]), await readResults([current]));
      const drift = await driftOf(spec);
      if (flags.json === true) {
        const pages = drift === undefined ? {} : { pages: drift };
        output.print(JSON.stringify({ format: 'msiconform-diff', version: 1, ...diff, ...pages }));
      } else {
        output.print(renderDiff(diff, output.colors));
        if (drift !== undefined) output.print(`\nthe documentation\n${renderSpecDiff(drift, output.colors)}`);
      }
      const regressed = regressionsOf(diff).length > 0;
      const nothing = diff.implementations.length === 0;
      process.exitCode = regressed ? EXIT.diverges : nothing ? EXIT.inconclusive : EXIT.conforms;
    });
};

const driftOf = async (spec: readonly string[] | undefined) => {
  const [old, current] = spec ?? [];
  return old === undefined || current === undefined ? undefined : (await comparePages(old, current)).entries;
};
