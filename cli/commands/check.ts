import type { Command } from 'commander';
import type { Result } from '../../reports/index.ts';
import type { Reading } from '../../spec/index.ts';
import { readingOption } from '../arguments.ts';
import { checkHistory } from '../check-history.ts';
import { expandFiles } from '../files.ts';
import { exitCodeOf, worst } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { addReporting, openReporting } from '../reporting.ts';
import type { ReportingFlags } from '../reporting.ts';

interface CheckFlags extends ReportingFlags {
  readonly reading: Reading;
}

export const registerCheck = (program: Command, output: Output): void => {
  addReporting(program.command('check'))
    .description('judge histories again, offline')
    .argument('<histories...>', 'history files of earlier runs')
    .addOption(readingOption())
    .option('--json', 'print the result as JSON, and nothing else, on stdout')
    .action(async (names: string[], flags: CheckFlags) => {
      const files = await expandFiles(names);
      const reporting = openReporting(flags, output, files);
      const results: Result[] = [];
      for (const file of files) {
        const result = await checkHistory(file, flags.reading);
        results.push(result);
        reporting.each(result);
      }
      reporting.finish(results);
      process.exitCode = worst(results.map((result) => exitCodeOf(result.verdict)));
    });
};
