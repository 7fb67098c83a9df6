import { randomInt } from 'node:crypto';
import { Option } from 'commander';
import type { Command } from 'commander';
import { ImplementationError } from '../../adapters/index.ts';
import type { Result } from '../../reports/index.ts';
import { BadInputError } from '../../spec/index.ts';
import {
  disposableOption,
  installerVersion,
  unelevatedOption,
  MOST_RUNS,
  path,
  readingOption,
  shard,
  wholeNumber,
} from '../arguments.ts';
import { RUN_DEFAULTS, seedOption, strategyOption, timeoutOption } from '../draw-options.ts';
import { driverOption } from '../driver.ts';
import { EXIT, worst } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { expectationsOption, knownBy, judgeByExpectations, openExpectations } from '../expectations.ts';
import { connectOption, factoriesOf, namesOther } from '../implementations.ts';
import type { Output } from '../output.ts';
import { resultFileOf } from '../intermediate.ts';
import { addReporting, openReporting } from '../reporting.ts';
import { tryOut } from '../try-out.ts';
import { MODES, runDetector, runOne } from './run-one.ts';
import type { Asked } from './run-one.ts';

export const registerRun = (program: Command, output: Output): void => {
  addReporting(program.command('run'))
    .description('run the suite on one or more implementations')
    .argument('[implementations...]', 'which; see doctor for the list (default: reference)')
    .option('--command <command>', 'run a program that speaks the stdio protocol, in any language')
    .addOption(connectOption())
    .option(
      '--detector <command>',
      'judge a program that tells whether an installation is running, instead of the installer',
    )
    .addOption(seedOption())
    .option(
      '--path <path>',
      'run the one interleaving at this place of the draw; several in a row with commas',
      path,
    )
    .option(
      '--num-runs <count>',
      'interleavings to draw (default: what the implementation is worth)',
      wholeNumber(1, MOST_RUNS),
    )
    .addOption(
      new Option('--mode <mode>', 'lockstep: one call at a time; racing: the processes run at the same time')
        .choices(MODES)
        .default(MODES[0]),
    )
    .addOption(strategyOption('first do every operation in every state of up to 3 processes, then draw'))
    .option(
      '--processes <count>',
      'most client processes at once',
      wholeNumber(1, 64),
      RUN_DEFAULTS.processes,
    )
    .option(
      '--max-steps <count>',
      'most steps of an interleaving (default: what the implementation is worth, mostly 20, and a few of up to 200)',
      wholeNumber(1, 10_000),
    )
    .addOption(readingOption())
    .addOption(timeoutOption())
    .option(
      '--bail <count>',
      'stop after so many kinds of divergence, and tell no others',
      wholeNumber(1, 1e6),
    )
    .option(
      '--time-limit <seconds>',
      'end after so long, shrinking included; what was drawn until then is judged',
      wholeNumber(1, 1e6),
    )
    .option('--shard <part>', 'run one part of the interleavings, like 1/3', shard)
    .option(
      '--windows-installer <version>',
      'the version that the implementation shall play, where it can choose',
      installerVersion,
    )
    .addOption(driverOption())
    .addOption(expectationsOption())
    .option('--update-expectations', 'rewrite that file to what the run showed, keeping comments')
    .option('--history <file>', 'where the history goes (default: a new file in .msiconform)')
    .option('--no-history', 'keep no history')
    .option('--no-measure', 'on Windows, or through an agent: do not measure the machine first')
    .option('--json', 'print the result as JSON, and nothing else, on stdout')
    .option('--where-available', 'leave out, with a note, what cannot run on this machine')
    .addOption(disposableOption())
    .addOption(unelevatedOption())
    .action(async (ids: string[], asked: Asked, command: Command) => {
      const isNamed = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
      const flags = {
        ...asked,
        readingIsNamed: isNamed('reading'),
        processesIsNamed: isNamed('processes'),
      };
      if (flags.detector !== undefined) {
        process.exitCode = await runDetector(ids, flags.detector, flags, output);
        return;
      }
      const seed = flags.seed ?? randomInt(0x7fffffff);
      const results: Result[] = [];
      const codes: ExitCode[] = [];
      const named = ids.length === 0 && !namesOther(flags) ? ['reference'] : ids;
      const factories = factoriesOf(named, flags, flags.timeout);
      if (factories.length > 1 && typeof flags.history === 'string') {
        throw new BadInputError(
          `--history names one file, but ${factories.length} implementations are to be run`,
        );
      }
      if (flags.strategy === 'tour' && flags.mode === 'racing') {
        throw new BadInputError('--strategy tour goes one call at a time: leave out --mode racing');
      }
      const expectations = openExpectations(flags);
      const kept = typeof flags.history === 'string' ? [flags.history, resultFileOf(flags.history)] : [];
      if (typeof flags.history === 'string')
        tryOut(resultFileOf(flags.history), 'the result beside the history', 'name another with --history');
      const reporting = openReporting(
        flags,
        output,
        [...kept, ...(flags.expectations ?? [])],
        knownBy(expectations),
      );
      for (const partial of ['path', 'bail', 'shard', 'timeLimit'] as const) {
        if (expectations.length > 0 && flags[partial] !== undefined) {
          throw new BadInputError(
            `--${partial === 'timeLimit' ? 'time-limit' : partial} runs a part only, which cannot be measured by --expectations` +
              (partial === 'shard' ? '; give them to msiconform merge' : ''),
          );
        }
      }
      if (flags.path !== undefined && flags.seed === undefined) {
        throw new BadInputError(`--path ${flags.path} is a place in the draw of a seed: name it with --seed`);
      }
      try {
        for (const factory of factories) {
          try {
            const result = await runOne(factory, seed, flags, output);
            results.push(result);
            reporting.each(result);
            codes.push(judgeByExpectations(result, expectations, flags, output));
          } catch (error) {
            if (!(error instanceof ImplementationError) || flags.whereAvailable !== true) throw error;
            output.note(`${factory.id} is left out: ${error.message}. ${error.hint ?? ''}`);
          }
        }
      } finally {
        // What was found is reported even when a later implementation cannot be run.
        if (results.length > 0) reporting.finish(results);
      }
      process.exitCode = results.length === 0 ? EXIT.inconclusive : worst(codes);
    });
};
