import type { Command } from 'commander';
import { detectorsJson, detectorsMarkdown, renderDetectors } from '../../detectors/report.ts';
import type { Reading } from '../../spec/index.ts';
import { disposableFrom, disposableOption, readingOption } from '../arguments.ts';
import type { DisposableFlag } from '../arguments.ts';
import { judgePolicies } from '../detect.ts';
import { timeoutOption } from '../draw-options.ts';
import { EXIT } from '../exit-codes.ts';
import { factoryOf } from '../implementations.ts';
import { endedInOrder, openInOrder } from '../interruption.ts';
import type { Output } from '../output.ts';

interface DetectorsFlags extends DisposableFlag {
  readonly reading: Reading;
  readonly timeout: number;
  readonly markdown?: boolean;
  readonly json?: boolean;
}

export const registerDetectors = (program: Command, output: Output): void => {
  program
    .command('detectors')
    .description('where the known ways to ask "is an installation running?" are wrong')
    .argument('[implementation]', 'whose machine; see doctor for the list', 'reference')
    .addOption(readingOption('the reading that decides what is wrong'))
    .addOption(timeoutOption())
    .option('--markdown', 'print the table as Markdown')
    .option('--json', 'print it as JSON, and nothing else, on stdout')
    .addOption(disposableOption())
    .action(async (id: string, flags: DetectorsFlags) => {
      const { timeout } = flags;
      await using machine = await openInOrder(
        factoryOf(id),
        { onProgress: output.note, ...disposableFrom(flags) },
        output,
      );
      using _ = endedInOrder(machine, output);
      const options = { reading: flags.reading, timeout, json: flags.json ?? false };
      const report = await judgePolicies(machine, options, output);
      if (flags.json === true) output.print(JSON.stringify(detectorsJson(report)));
      else if (flags.markdown === true) output.print(detectorsMarkdown(report));
      else output.print(renderDetectors(report, output.colors));
      process.exitCode = EXIT.conforms;
    });
};
