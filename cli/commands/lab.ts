import { Option } from 'commander';
import type { Command } from 'commander';
import { MOST_RUNS, path, readingOption, shard, wholeNumber } from '../arguments.ts';
import type { Output } from '../output.ts';
import type { RecordFlags } from './lab-machine.ts';
import type { LabRunFlags } from './lab-run.ts';
import { RUN_DEFAULTS } from './run-one.ts';

interface LabFileFlags {
  readonly lab: string;
}

const fileOption = (): Option => new Option('--lab <file>', 'the machines').default('lab.yaml');

export const registerLab = (program: Command, output: Output): void => {
  const lab = program
    .command('lab')
    .description('machines of your own, started, tested and thrown away (docs/lab.md)');
  lab
    .command('run')
    .description('run the suite on every machine, each from a fresh boot')
    .argument('[labels...]', 'only these machines')
    .addOption(fileOption())
    .option('--tag <tags...>', 'only machines with one of these tags')
    .option('-o, --output <folder>', 'where results go (default: a new folder in .msiconform)')
    .option('--seed <number>', 'draw the same interleavings again', wholeNumber(-0x80000000, 0x7fffffff))
    .option('--path <path>', 'run the one interleaving at this place of the draw', path)
    .option(
      '--num-runs <count>',
      'interleavings of each label, in the place of what the file says',
      wholeNumber(1, MOST_RUNS),
    )
    .addOption(
      new Option('--strategy <strategy>', 'random: draw; tour: a covering tour first, then draw')
        .choices(['random', 'tour'])
        .default('random'),
    )
    .option('--processes <count>', 'most client processes at once', wholeNumber(1, 8), RUN_DEFAULTS.processes)
    .option(
      '--max-steps <count>',
      'most steps of an interleaving',
      wholeNumber(1, 1_000),
      RUN_DEFAULTS.maxSteps,
    )
    .addOption(readingOption())
    .option('--timeout <ms>', 'deadline for one operation', wholeNumber(1, 3_600_000), RUN_DEFAULTS.timeout)
    .option('--shard <part>', 'what this host has of the interleavings, like 1/3', shard)
    .option('--json', 'print what became of the machines as JSON, and nothing else, on stdout')
    .action(async (labels: string[], flags: LabRunFlags) => {
      const { labRun } = await import('./lab-run.ts');
      await labRun(labels, flags, output);
    });
  lab
    .command('check')
    .description('say what is in the way of a run, without starting anything')
    .addOption(fileOption())
    .action(async (flags: LabFileFlags) => {
      const { labCheck } = await import('./lab-check.ts');
      labCheck(flags.lab, output);
    });
  lab
    .command('shell')
    .description('start one machine and leave it to you; what you do to it is thrown away')
    .argument('<label>', 'which')
    .addOption(fileOption())
    .action(async (label: string, flags: LabFileFlags) => {
      const { labShell } = await import('./lab-machine.ts');
      await labShell(label, flags, output);
    });
  lab
    .command('record')
    .description('put the agent into a machine: writes a CD with it, and starts the machine with the CD')
    .argument('<label>', 'which')
    .addOption(fileOption())
    .option('--iso <file>', 'where the CD goes (default: msiconform.iso, or beside the image)')
    .option(
      '--image <file>',
      'a new image on top of the one of the machine, which is not written; for kind qemu',
    )
    .action(async (label: string, flags: RecordFlags) => {
      const { labRecord } = await import('./lab-machine.ts');
      await labRecord(label, flags, output);
    });
};
