import type { Command } from 'commander';
import { factoryOf } from '../implementations.ts';
import { endedInOrder, openInOrder } from '../interruption.ts';
import { installerVersion } from '../arguments.ts';
import type { Output } from '../output.ts';

interface ServeFlags {
  readonly windowsInstaller?: string;
  readonly thisMachineIsDisposable?: boolean;
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
    .option('--this-machine-is-disposable', 'your word that test packages may be installed on this Windows')
    .action(async (id: string, flags: ServeFlags) => {
      const { windowsInstaller, thisMachineIsDisposable: disposable } = flags;
      const { serve } = await import('../../adapters/stdio/index.ts');
      const options = {
        onProgress: output.note,
        ...(windowsInstaller === undefined ? {} : { windowsInstaller }),
        ...(disposable === undefined ? {} : { disposableMachine: disposable }),
      };
      const implementation = await openInOrder(factoryOf(id), options, output);
      using _ = endedInOrder(implementation, output);
      await serve(implementation);
    });
};
