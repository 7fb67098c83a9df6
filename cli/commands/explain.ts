import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import {
  evidenceCases,
  evidenceHead,
  explainFiles,
  findSources,
  offsetOf,
  readSource,
} from '../../evidence/index.ts';
import type { FileReading, Source } from '../../evidence/index.ts';
import {
  evidenceReport,
  renderExplanation,
  renderSummary,
  overallVerdict,
} from '../../evidence/report/index.ts';
import { HistoryWriter } from '../../reports/index.ts';
import { BadInputError, lenient, READINGS } from '../../spec/index.ts';
import type { Reading } from '../../spec/index.ts';
import { readingOption } from '../arguments.ts';
import { exitCodeOf } from '../exit-codes.ts';
import type { Output } from '../output.ts';

interface ExplainFlags {
  readonly reading: Reading;
  readonly summary?: boolean;
  readonly json?: boolean;
  readonly timelines?: boolean;
  readonly oneMachine?: boolean;
  readonly utcOffset?: number;
  readonly history?: string;
  readonly clauses?: boolean;
  readonly machine?: readonly { readonly name: string; readonly folder: string }[];
}

/** With more files than this, calls without a 1618 are told in two lines each. */
const FULL_STORIES = 5;

export const registerExplain = (program: Command, output: Output): void => {
  program
    .command('explain')
    .description('read MSI logs and MsiInstaller events of real Windows: what happened, who caused a 1618')
    .argument(
      '<files...>',
      'logs, event exports (XML, CSV, JSON, text), folders, patterns; - is standard input',
    )
    .addOption(readingOption('the reading that decides', lenient))
    .option('--summary', 'print what real Windows was seen to do as Markdown tables, without any names')
    .option('--timelines', 'tell every call in full, however many files there are')
    .option('--one-machine', 'all files are of one machine, whatever names they bear')
    .option(
      '--machine <name=folder>',
      'the files of this folder that name no computer are of this one',
      machineFolder,
    )
    .option('--utc-offset <offset>', "the machine's local time minus UTC, like +02:00", utcOffset)
    .option('--clauses', 'print the table of clauses and readings too')
    .option('--history <file>', 'write what was judged as a history, which "msiconform check" reads')
    .option('--json', 'print the report as JSON, and nothing else, on stdout')
    .addHelpText(
      'after',
      '\nMake a log with: msiexec /i PACKAGE.msi /l*v FILE.log' +
        '\nExport events with: wevtutil qe Application /q:"*[System[Provider[@Name=\'MsiInstaller\']]]" /f:xml > events.xml',
    )
    .action(async (names: string[], flags: ExplainFlags) => {
      const { sources, missing } = await findSources(names, () => process.stdin);
      for (const { name, reason } of missing) output.note(`msiconform: ${name} ${reason}`);
      const evidence = await readAll(sources, output);
      for (const each of evidence)
        if (each.kind === 'refused') output.note(`msiconform: ${each.file} ${each.reason}`);
      if (!evidence.some(({ kind }) => kind !== 'refused')) {
        if (flags.json === true)
          output.print(JSON.stringify(evidenceReport(explainFiles(evidence), flags.reading.name)));
        throw new BadInputError('no file could be read as evidence', names.join(' '));
      }
      const readings = [...READINGS.filter(({ name }) => name !== flags.reading.name), flags.reading];
      const explanation = explainFiles(evidence, {
        ...flags,
        ...(flags.machine === undefined ? {} : { machines: flags.machine }),
        readings,
      });
      if (flags.history !== undefined) writeHistory(flags.history, explanation);
      output.print(rendered(explanation, flags, output));
      process.exitCode = exitCodeOf(overallVerdict(explanation.clauses, flags.reading.name));
    });
};

const rendered = (
  explanation: ReturnType<typeof explainFiles>,
  flags: ExplainFlags,
  output: Output,
): string => {
  if (flags.json === true) return JSON.stringify(evidenceReport(explanation, flags.reading.name));
  if (flags.summary === true) return renderSummary(explanation);
  const timelines = flags.timelines ?? explanation.evidence.length <= FULL_STORIES;
  return renderExplanation(explanation, {
    reading: flags.reading.name,
    timelines,
    clauses: flags.clauses ?? false,
    colors: output.colors,
  });
};

const writeHistory = (file: string, { evidence, machines }: ReturnType<typeof explainFiles>): void => {
  const cases = evidenceCases(machines);
  const head = evidenceHead(
    cases,
    evidence.map((each) => each.file),
  );
  const writer = new HistoryWriter(file, { ...head, startedAt: new Date().toISOString() }, 'logical');
  for (const each of cases) {
    writer.beginCase(each.head);
    for (const event of each.events) writer.event(event);
  }
  writer.end({ end: 'complete', failures: [], durationMs: 0 });
};

/** One after another, so that memory does not grow with their number. */
const readAll = async (sources: readonly Source[], output: Output): Promise<readonly FileReading[]> => {
  const bar = output.progress();
  const total = Math.max(1, Math.ceil(sources.reduce((sum, { size }) => sum + (size ?? 0), 0) / MEGABYTE));
  const evidence: FileReading[] = [];
  let bytes = 0;
  try {
    for (const source of sources) {
      evidence.push(
        await readSource(source, (count) => {
          bytes += count;
          bar.update('reading (MB)', Math.min(total, Math.ceil(bytes / MEGABYTE)), total);
        }),
      );
    }
  } finally {
    bar.stop();
  }
  return evidence;
};

const MEGABYTE = 1_000_000;

const utcOffset = (text: string): number => {
  if (!/^(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/.test(text))
    throw new InvalidArgumentError('It must be hours and minutes, like +02:00 or -05:30.');
  return offsetOf(text);
};

const machineFolder = (
  text: string,
  before: ExplainFlags['machine'] = [],
): NonNullable<ExplainFlags['machine']> => {
  const [name = '', ...folder] = text.split('=');
  if (name === '' || folder.join('=') === '')
    throw new InvalidArgumentError('It must be the name of a computer and a folder, like PC01=logs/pc01.');
  return [...before, { name, folder: folder.join('=') }];
};
