import { Option } from 'commander';
import type { Command } from 'commander';
import { MOST_RUNS, path, readingOption, shard, wholeNumber } from '../arguments.ts';
import {
  agentMaxStepsOption,
  agentProcessesOption,
  seedOption,
  strategyOption,
  timeoutOption,
} from '../draw-options.ts';
import type { Output } from '../output.ts';
import type { RecordFlags } from './lab-machine.ts';
import type { LabRunFlags } from './lab-run.ts';

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
    .addOption(seedOption())
    .option('--path <path>', 'run the one interleaving at this place of the draw', path)
    .option(
      '--num-runs <count>',
      'interleavings of each label, in the place of what the file says',
      wholeNumber(1, MOST_RUNS),
    )
    .addOption(strategyOption())
    .addOption(agentProcessesOption())
    .addOption(agentMaxStepsOption())
    .addOption(readingOption())
    .addOption(timeoutOption())
    .option('--shard <part>', 'what this host has of the interleavings, like 1/3', shard)
    .option('--no-measure', 'do not measure the machines first')
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
