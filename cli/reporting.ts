import { appendFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import pc from 'picocolors';
import { makeFolder } from '../adapters/make-folder.ts';
import { isReporterName, REPORTERS } from '../reports/ci/reporters.ts';
import type { ReporterContext, ReporterName } from '../reports/ci/reporters.ts';
import type { Result } from '../reports/index.ts';
import { BadInputError } from '../spec/index.ts';
import type { Output } from './output.ts';
import { isSameFile } from './same-file.ts';
import { cannotWrite, tryOut } from './try-out.ts';

export interface ReportingFlags {
  readonly reporter?: readonly ReporterName[];
  readonly outputFile?: readonly string[];
  readonly json?: boolean;
  readonly all?: boolean;
}

/** Adds `--reporter` and `--output-file` as vitest has them. */
export const addReporting = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--reporter <names>',
        `how to report, several with commas: ${Object.keys(REPORTERS).join(', ')}`,
      ).argParser(reporterNames),
    )
    .option(
      '--output-file <file>',
      'where the report goes instead of stdout; NAME=FILE with several reporters',
      (text: string, earlier: readonly string[] = []) => [...earlier, text],
    )
    .option(
      '--all',
      'tell each kind of divergence; by default kinds in which the same is the same are one finding',
    );

const reporterNames = (text: string, earlier: readonly ReporterName[] = []): readonly ReporterName[] => {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !isReporterName(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `There is no reporter "${unknown}": name ${Object.keys(REPORTERS).join(', ')}.`,
    );
  }
  return [...new Set([...earlier, ...names.filter(isReporterName)])];
};

export interface Reporting {
  /** Prints what is printed as results come. */
  each(result: Result): void;
  /** Writes everything else. */
  finish(results: readonly Result[]): void;
}

/** Reporters whose text is for a program, so that nothing else may stand on stdout beside it. */
const MACHINE: readonly ReporterName[] = ['json', 'junit', 'badge'];

/**
 * Decides before a run where its reports go, so that a bad name costs no run.
 *
 * @param inputs - files that are read or written besides, which no report may overwrite
 * @throws {BadInputError} when two reports would mix, a file is named for no reporter, or one cannot be written
 */
export const openReporting = (
  flags: ReportingFlags,
  output: Output,
  inputs: readonly string[] = [],
  known?: ReporterContext['known'],
): Reporting => {
  const told = {
    ...(flags.all === undefined ? {} : { all: flags.all }),
    ...(known === undefined ? {} : { known }),
  };
  const names = reportersOf(flags);
  const files = filesOf(names, flags.outputFile ?? []);
  const taken = inputs.map((file) => ({
    file,
    what: 'a history, a result or expectations that this command uses',
  }));
  for (const [name, file] of files) {
    const other = taken.find((each) => isSameFile(each.file, file));
    if (other !== undefined) {
      const alias = other.file === file ? '' : `, ${other.file}`;
      throw new BadInputError(`the report would overwrite ${other.what}${alias}: name another file`, file);
    }
    taken.push({ file, what: `the report of ${name}` });
    tryOut(file, 'the report', MEND);
  }
  if (names.some((name) => !files.has(name) && summaryOnly(name)))
    tryOut(process.env['GITHUB_STEP_SUMMARY'] ?? '', 'the summary', MEND);
  const printed = names.filter((name) => !files.has(name) && !summaryOnly(name));
  const machine = printed.find((name) => MACHINE.includes(name));
  if (machine !== undefined && printed.length > 1) {
    throw new BadInputError(
      `${printed.join(' and ')} would mix on stdout: give ${machine} a file with --output-file ${machine}=FILE`,
    );
  }
  return {
    each: (result) => {
      if (printed.includes('default'))
        output.print(REPORTERS.default([result], { ...context(output), ...told }));
    },
    finish: (results) => {
      for (const name of names) {
        const file = files.get(name);
        if (file !== undefined) {
          write(file, REPORTERS[name](results, { colors: PLAIN, file, ...told }), writeFileSync);
        } else if (summaryOnly(name)) {
          const summary = process.env['GITHUB_STEP_SUMMARY'] ?? '';
          write(summary, REPORTERS[name](results, { colors: PLAIN, file: summary, ...told }), appendFileSync);
        } else if (name !== 'default') {
          const text = REPORTERS[name](results, { ...context(output), ...told });
          if (text !== '') output.print(text);
        }
      }
    },
  };
};

const context = ({ colors, columns }: Output): ReporterContext => ({ colors, file: undefined, columns });

/** A file has no colours. */
const PLAIN = pc.createColors(false);

const reportersOf = ({ reporter, json }: ReportingFlags): readonly ReporterName[] => {
  if (json === true && reporter !== undefined && !reporter.includes('json')) return [...reporter, 'json'];
  if (reporter !== undefined) return reporter;
  if (json === true) return ['json'];
  return process.env['GITHUB_ACTIONS'] === 'true' ? ['default', 'github'] : ['default'];
};

/** On GitHub a Markdown report without a file is the summary of the job. */
const summaryOnly = (name: ReporterName): boolean =>
  name === 'markdown' && (process.env['GITHUB_STEP_SUMMARY'] ?? '') !== '';

const filesOf = (
  names: readonly ReporterName[],
  texts: readonly string[],
): ReadonlyMap<ReporterName, string> => {
  const files = new Map<ReporterName, string>();
  for (const text of texts) {
    const [, prefix = '', rest = ''] = /^(\w+)=(.+)$/s.exec(text) ?? [];
    const others = names.filter((name) => name !== 'default');
    const only = others.length === 1 ? others[0] : names.length === 1 ? names[0] : undefined;
    const name = isReporterName(prefix) ? prefix : only;
    if (name === undefined || !names.includes(name)) {
      throw new BadInputError(
        isReporterName(prefix)
          ? `--output-file is for ${prefix}, and --reporter does not name it`
          : `--output-file ${text} does not say which of ${names.join(', ')} goes there: write NAME=FILE`,
      );
    }
    files.set(name, isReporterName(prefix) ? rest : text);
  }
  return files;
};

const write = (file: string, text: string, how: typeof writeFileSync | typeof appendFileSync): void => {
  try {
    makeFolder(dirname(file));
    how(file, text === '' || text.endsWith('\n') ? text : `${text}\n`);
  } catch (error) {
    throw cannotWrite(error, file, 'the report', MEND);
  }
};

const MEND = 'name another with --output-file';
