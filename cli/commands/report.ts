import type { Command } from 'commander';
import { exitCodeOf, worst } from '../exit-codes.ts';
import { expandFiles } from '../files.ts';
import { readResults } from '../inputs.ts';
import type { Output } from '../output.ts';
import { addReporting, openReporting } from '../reporting.ts';
import type { ReportingFlags } from '../reporting.ts';

export const registerReport = (program: Command, output: Output): void => {
  addReporting(program.command('report'))
    .description('report earlier results and histories again, in any form')
    .argument('<files...>', 'results that --json printed, or histories')
    .option('--json', 'print the results as JSON, and nothing else, on stdout')
    .action(async (names: string[], flags: ReportingFlags) => {
      const files = await expandFiles(names);
      const reporting = openReporting(flags, output, files);
      const results = await readResults(files);
      for (const result of results) reporting.each(result);
      reporting.finish(results);
      process.exitCode = worst(results.map((result) => exitCodeOf(result.verdict)));
    });
};
