import type { Command } from 'commander';
import type { MeasurementsDocument } from '../../reports/index.ts';
import { DEFAULT_READING, READINGS } from '../../spec/index.ts';
import { disposableFrom, disposableOption, unelevatedOption } from '../arguments.ts';
import type { DisposableFlag } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { connectOption, factoriesOf } from '../implementations.ts';
import type { OtherFlags } from '../implementations.ts';
import { logFolderOf, measureOnly } from '../open-measured.ts';
import type { Output } from '../output.ts';
import { defaultHistory } from '../session.ts';
import { RUN_DEFAULTS } from '../draw-options.ts';

interface MeasureFlags extends DisposableFlag, Pick<OtherFlags, 'connect'> {
  readonly history?: string;
  readonly json?: boolean;
}

export const registerMeasure = (program: Command, output: Output): void => {
  program
    .command('measure')
    .description('measure what no documentation tells of a Windows Installer, without judging it')
    .argument('[implementation]', 'which; see doctor for the list (default: windows)')
    .addOption(connectOption())
    .option('--history <file>', 'where the measurements go (default: a new file in .msiconform)')
    .option('--json', 'print the measurements as JSON, and nothing else, on stdout')
    .addOption(disposableOption())
    .addOption(unelevatedOption())
    .action(async (named: string | undefined, flags: MeasureFlags) => {
      const { connect } = flags;
      const unnamed = connect === undefined ? ['windows'] : [];
      const ids = named === undefined ? unnamed : [named];
      const [factory] = factoriesOf(ids, flags, RUN_DEFAULTS.timeout);
      if (factory === undefined) return;
      const { id } = factory;
      const history = flags.history ?? defaultHistory(`${id}-measured`, new Date());
      output.note(`history: ${history}`);
      const { head, measurements } = await measureOnly(
        factory,
        {
          onProgress: output.status,
          // The installer's own logs are there, where the agent is.
          ...(connect === undefined ? { logs: logFolderOf(history) } : {}),
          ...disposableFrom(flags),
        },
        {
          ...RUN_DEFAULTS,
          mode: 'lockstep',
          seed: 0,
          readings: READINGS,
          reading: DEFAULT_READING,
          deadline: RUN_DEFAULTS.timeout,
          history,
          command: `msiconform measure ${connect === undefined ? id : `--connect "${connect}"`}`,
        },
        output,
      );
      const failed = measurements.filter((each) => each.failed !== undefined).length;
      if (flags.json === true) {
        const document: MeasurementsDocument = {
          format: 'msiconform-measurements',
          version: 1,
          implementation: head.implementation,
          startedAt: head.startedAt,
          measurements: [...measurements],
        };
        output.print(JSON.stringify(document));
      } else {
        output.print(
          measurements.length === 0
            ? `${head.implementation.name} cannot be measured: its agent makes no measurements`
            : `${measurements.length} measurements of ${head.implementation.name}, ${failed} of them failed; ` +
                `\`msiconform measurements ${history}\` shows them`,
        );
      }
      process.exitCode = failed === 0 && measurements.length > 0 ? EXIT.conforms : EXIT.inconclusive;
    });
};
