import type { Command } from 'commander';
import { mergeResults } from '../../reports/merge/merge.ts';
import { worst } from '../exit-codes.ts';
import { expectationsOption, knownBy, judgeByExpectations, openExpectations } from '../expectations.ts';
import type { ExpectationFlags } from '../expectations.ts';
import { expandFiles } from '../files.ts';
import { readResults } from '../inputs.ts';
import type { Output } from '../output.ts';
import { addReporting, openReporting } from '../reporting.ts';
import type { ReportingFlags } from '../reporting.ts';

export const registerMerge = (program: Command, output: Output): void => {
  addReporting(program.command('merge'))
    .description('put the results of shards together: all of them give the result of the whole run')
    .argument('<results...>', 'results of run --shard, in any order, earlier merges included')
    .addOption(expectationsOption())
    .option('--update-expectations', 'rewrite that file to what the run showed, keeping comments')
    .option('--json', 'print the result as JSON, and nothing else, on stdout')
    .action(async (names: string[], flags: ReportingFlags & ExpectationFlags) => {
      const files = await expandFiles(names);
      const expectations = openExpectations(flags);
      const reporting = openReporting(
        flags,
        output,
        [...files, ...(flags.expectations ?? [])],
        knownBy(expectations),
      );
      const results = mergeResults(await readResults(files));
      for (const result of results) reporting.each(result);
      reporting.finish(results);
      process.exitCode = worst(
        results.map((result) => judgeByExpectations(result, expectations, flags, output)),
      );
    });
};
