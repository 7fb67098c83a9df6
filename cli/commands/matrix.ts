import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { buildSite, readScripts, siteOf } from '../../site/index.ts';
import { BadInputError } from '../../spec/index.ts';
import { EXIT } from '../exit-codes.ts';
import { expandFiles } from '../files.ts';
import { readNamed } from '../inputs.ts';
import type { Output } from '../output.ts';
import { cannotWrite } from '../try-out.ts';

interface MatrixFlags {
  readonly outDir: string;
  readonly planned: readonly string[];
}

/** Where the suite is made to run; without a result their rows say so. */
const PLANNED = ['windows-2022', 'windows-2025', 'windows-11-arm'];

export const registerMatrix = (program: Command, output: Output): void => {
  program
    .command('matrix')
    .description('build the site from results: the matrix, and pages to drop a log on and to walk the rules')
    .argument('<results...>', 'JSON of run, check, merge, explain or power; LABEL=FILE names its row')
    .requiredOption('-o, --out-dir <folder>', 'where the site goes')
    .option('--planned <labels...>', 'rows that say "never run" until a result applies the label', PLANNED)
    .addHelpText('after', '\nExample: msiconform matrix wine-8=wine.json reference.json logs.json -o site')
    .action(async (inputs: string[], flags: MatrixFlags) => {
      const documents = await readNamed(await expandFiles(inputs));
      const files = buildSite(siteOf(documents, flags.planned), await readScripts());
      await refuseStrangers(flags.outDir);
      for (const [name, text] of files) await write(join(flags.outDir, name), text);
      output.note(`${files.size} files in ${flags.outDir}; open ${join(flags.outDir, 'index.html')}`);
      process.exitCode = EXIT.conforms;
    });
};

/** A folder with other things in it than an earlier site is left alone. */
const refuseStrangers = async (folder: string): Promise<void> => {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw new BadInputError('this is no folder, so the site cannot go there: name another with -o', folder);
  }
  if (names.length === 0) return;
  const index = await readFile(join(folder, 'index.html'), 'utf8').catch(() => '');
  if (!index.includes('<meta name="generator" content="msiconform"')) {
    throw new BadInputError('the folder holds other files than a matrix site: name another with -o', folder);
  }
};

const write = async (file: string, text: string): Promise<void> => {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw cannotWrite(error, file, 'the site', 'name another folder with -o');
  }
};
