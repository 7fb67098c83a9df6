import type { Command } from 'commander';
import { readHistory, resultOf } from '../../reports/index.ts';
import type { HistoryHead, HistoryTail, Result } from '../../reports/index.ts';
import { Tally } from '../../properties/index.ts';
import { BadInputError, READINGS } from '../../spec/index.ts';
import type { Reading } from '../../spec/index.ts';
import { readingOption } from '../arguments.ts';
import { exitCodeOf, worst } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { addReporting, openReporting } from '../reporting.ts';
import type { ReportingFlags } from '../reporting.ts';

interface CheckFlags extends ReportingFlags {
  readonly reading: Reading;
}

export const registerCheck = (program: Command, output: Output): void => {
  addReporting(program.command('check'))
    .description('judge histories again, offline')
    .argument('<histories...>', 'history files of earlier runs')
    .addOption(readingOption())
    .option('--json', 'print the result as JSON, and nothing else, on stdout')
    .action(async (files: string[], flags: CheckFlags) => {
      const reporting = openReporting(flags, output, files);
      const results: Result[] = [];
      for (const file of files) {
        const result = await checkHistory(file, flags.reading);
        results.push(result);
        reporting.each(result);
      }
      reporting.finish(results);
      process.exitCode = worst(results.map((result) => exitCodeOf(result.verdict)));
    });
};

/** The result of a history file: the same as that of the run that wrote it. */
export const checkHistory = async (file: string, decisive: Reading): Promise<Result> => {
  const readings = [decisive, ...READINGS.filter((known) => known.name !== decisive.name)];
  let head: HistoryHead | undefined;
  let tally: Tally | undefined;
  let tail: HistoryTail = { end: 'error', failures: [], durationMs: 0 };
  let drawn = false;
  for await (const part of readHistory(file, { events: 'dropped' })) {
    if (part.part === 'head') {
      head = part.head;
      tally = new Tally(readings, head.implementation.windowsInstaller);
    } else if (part.part === 'case') {
      drawn ||= part.head.phase === 'random' || part.head.phase === 'tour';
      if (part.calls === undefined) tally?.add(part.head, part.observed);
      else tally?.addRace(part.head, part.calls);
    } else if (part.part === 'tail') {
      tail = part.tail;
    } else {
      const message = `${part.place}: the history ends in the middle of a line; what stands before it was judged`;
      tail = { end: 'error', failures: [{ case: 0, message }], durationMs: 0 };
    }
  }
  if (head === undefined || tally === undefined) throw new BadInputError('the history has no head', file);
  return resultOf({ head, tally, tail, readings, reading: decisive, drawn });
};
