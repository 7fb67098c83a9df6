import type { Command } from 'commander';
import { readMeasurements, renderMeasurements } from '../../reports/measurements/index.ts';
import { EXIT } from '../exit-codes.ts';
import { expandFiles } from '../files.ts';
import type { Output } from '../output.ts';

export const registerMeasurements = (program: Command, output: Output): void => {
  program
    .command('measurements')
    .description('show the measurements of one or more machines side by side')
    .argument('<files...>', 'histories, results, or what measure --json printed')
    .option('--differing', 'only where the machines differ')
    .option('--json', 'print them as JSON, and nothing else, on stdout')
    .action(async (names: string[], flags: { readonly differing?: boolean; readonly json?: boolean }) => {
      const machines = [];
      for (const file of await expandFiles(names)) machines.push(await readMeasurements(file));
      if (flags.json === true) output.print(JSON.stringify(machines));
      else output.print(renderMeasurements(machines, { differing: flags.differing ?? false }));
      process.exitCode = EXIT.conforms;
    });
};
