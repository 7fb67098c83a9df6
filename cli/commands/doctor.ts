import type { Command } from 'commander';
import { FACTORIES } from '../../adapters/index.ts';
import type { Diagnosis, ImplementationFactory } from '../../adapters/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';

export const registerDoctor = (program: Command, output: Output): void => {
  program
    .command('doctor')
    .description('what this machine has, and which implementations can run on it')
    .option('--json', 'print it as JSON, and nothing else, on stdout')
    .action(async (flags: { readonly json?: boolean }) => {
      const here = FACTORIES.filter(runsHere);
      // Several run on one Wine, and to look at that takes a second.
      const looks = new Map(
        [...new Set(here.map(({ diagnose }) => diagnose))].map((look) => [look, look?.()]),
      );
      const implementations = await Promise.all(
        here.map(async ({ id, summary, diagnose }) => ({
          id,
          summary,
          needs: (await looks.get(diagnose)) ?? [],
        })),
      );
      const machine = { node: process.version, platform: process.platform, arch: process.arch };
      if (flags.json === true) {
        output.print(JSON.stringify({ format: 'msiconform-doctor', version: 1, machine, implementations }));
      } else {
        output.print(`Node ${machine.node} on ${machine.platform} ${machine.arch}`);
        for (const { id, summary, needs } of implementations) {
          output.print(`${mark(needs, output)} ${id}: ${summary}`);
          for (const { what, ok, isNeeded = true, detail } of needs)
            output.print(`       ${ok ? '' : isNeeded ? 'missing: ' : 'beware: '}${what}: ${detail}`);
        }
      }
      process.exitCode = EXIT.conforms;
    });
};

/** What is for another platform is not spoken of. */
const runsHere = ({ platforms }: ImplementationFactory): boolean =>
  platforms === undefined || platforms.includes(process.platform);

const mark = (needs: readonly Diagnosis[], { colors }: Output): string =>
  needs.every(({ ok, isNeeded = true }) => ok || !isNeeded)
    ? colors.green('ready ')
    : colors.yellow('cannot');
