import type { Command } from 'commander';
import { factoryOf } from '../implementations.ts';
import { endedInOrder, openInOrder } from '../interruption.ts';
import { disposableFrom, disposableOption, installerVersion } from '../arguments.ts';
import type { DisposableFlag } from '../arguments.ts';
import type { Output } from '../output.ts';

interface ServeFlags extends DisposableFlag {
  readonly windowsInstaller?: string;
}

export const registerServe = (program: Command, output: Output): void => {
  program
    .command('serve')
    .description('put an implementation behind the stdio protocol, as the program of run --command')
    .argument('[implementation]', 'which; see doctor for the list', 'reference')
    .option(
      '--windows-installer <version>',
      'the version that it shall play, where it can choose',
      installerVersion,
    )
    .addOption(disposableOption())
    .action(async (id: string, flags: ServeFlags) => {
      const { windowsInstaller } = flags;
      const { serve } = await import('../../adapters/stdio/index.ts');
      const options = {
        onProgress: output.note,
        ...(windowsInstaller === undefined ? {} : { windowsInstaller }),
        ...disposableFrom(flags),
      };
      const implementation = await openInOrder(factoryOf(id), options, output);
      using _ = endedInOrder(implementation, output);
      await serve(implementation);
    });
};
