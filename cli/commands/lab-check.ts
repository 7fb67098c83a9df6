/** `lab check`: what is in the way of a run. */
import { dirname, resolve } from 'node:path';
import { checkLab } from '../../lab/check.ts';
import { readLab } from '../../lab/definition/read.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';

/** @throws {BadInputError} for a file that is no lab */
export const labCheck = (file: string, output: Output): void => {
  const checked = checkLab(readLab(file), dirname(resolve(file)));
  for (const { label, problems, remarks } of checked) {
    const said = [...problems, ...remarks];
    output.print(`${label}: ${said.length === 0 ? 'nothing is in the way' : said.join('; ')}`);
  }
  process.exitCode = checked.every(({ problems }) => problems.length === 0) ? EXIT.conforms : EXIT.usage;
};
