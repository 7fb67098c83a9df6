import type { Command } from 'commander';
import { told } from '../../adapters/index.ts';
import type { HistoryEvent } from '../../oracle/index.ts';
import { callsOf, operationOf } from '../../oracle/index.ts';
import { raceOf, RERUNS, runCase, runRace, Tally, unfit, untilUndisturbed } from '../../properties/index.ts';
import type { CaseHead, Interleaving, Race } from '../../properties/index.ts';
import { readHistory, renderResult, resultOf } from '../../reports/index.ts';
import type { HistoryHead, HistoryTail } from '../../reports/index.ts';
import { BadInputError } from '../../spec/index.ts';
import type { Reading } from '../../spec/index.ts';
import { disposableFrom, disposableOption, readingOption, readingsFrom, wholeNumber } from '../arguments.ts';
import type { DisposableFlag } from '../arguments.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { connectOption, factoriesOf, isKnown, namesOther } from '../implementations.ts';
import type { OtherFlags } from '../implementations.ts';
import { endedInOrder, openInOrder } from '../interruption.ts';
import type { Output } from '../output.ts';
import { timeoutOption } from '../draw-options.ts';

interface ReplayFlags extends DisposableFlag {
  readonly command?: string;
  readonly connect?: string;
  readonly case?: number;
  readonly on?: string;
  readonly reading: Reading;
  readonly timeout: number;
  readonly json?: boolean;
}

interface Recorded {
  readonly head: HistoryHead;
  readonly cases: readonly {
    readonly head: CaseHead;
    readonly interleaving: Interleaving;
    readonly race?: Race;
  }[];
}

export const registerReplay = (program: Command, output: Output): void => {
  program
    .command('replay')
    .description('run the interleavings of a history again on an implementation')
    .argument('<history>', 'a history file')
    .option('--case <number>', 'only this case', wholeNumber(1, 1e9))
    .option('--on <implementation>', 'another implementation than the one that wrote the history')
    .option('--command <command>', 'on a program that speaks the stdio protocol, in any language')
    .addOption(connectOption())
    .addOption(readingOption())
    .addOption(timeoutOption())
    .option('--json', 'print the result as JSON, and nothing else, on stdout')
    .addOption(disposableOption())
    .action(async (file: string, flags: ReplayFlags) => {
      const recorded = await record(file, flags.case);
      const { timeout } = flags;
      const { id } = recorded.head.implementation;
      const other = otherThanKnown(flags, recorded.head, output);
      if (flags.on === undefined && !namesOther(other) && !isKnown(id)) {
        const mend = 'name one with --on, or a program with --command';
        throw new BadInputError(`this history is of "${id}", which is no implementation here: ${mend}`, file);
      }
      const by = namesOther(other) ? [] : [id];
      const [factory] = factoriesOf(flags.on === undefined ? by : [flags.on], other, timeout);
      if (factory === undefined)
        throw new BadInputError('name an implementation with --on, or a program with --command');
      await using implementation = await openInOrder(
        factory,
        { onProgress: output.status, ...disposableFrom(flags) },
        output,
      );
      using _ = endedInOrder(implementation, output);
      const readings = readingsFrom(flags.reading);
      const tally = new Tally(readings, implementation.identity.windowsInstaller);
      const failures: { case: number; message: string }[] = [];
      let voidCases = 0;
      const isShared = implementation.intruder !== undefined;
      const began = performance.now();
      for (const { head, interleaving, race } of recorded.cases) {
        const options = { deadline: timeout, emit: () => {} };
        const again = { ...head, phase: 'replay' as const };
        const run = async (caseHead: CaseHead): Promise<ReadonlySet<string>> => {
          const { ran, intruder, ...more } = await untilUndisturbed(implementation, timeout, async () =>
            race === undefined
              ? runCase(implementation, interleaving, options)
              : runRace(implementation, race, options),
          );
          voidCases += more.voidCases;
          const failure = intruder === undefined ? ran.failure : unfit(intruder);
          if (failure !== undefined) failures.push({ case: head.case, message: told(failure) });
          if (intruder !== undefined) return new Set();
          return 'events' in ran
            ? tally.addRace(caseHead, callsOf(ran.events))
            : tally.add(caseHead, ran.observed);
        };
        const signatures = await run(again);
        if (!isShared || race !== undefined) continue;
        for (const shrinks of signatures) {
          for (let time = 0; time < RERUNS; time++) await run({ ...again, phase: 'rerun', shrinks });
        }
      }
      const tail: HistoryTail = {
        end: 'complete',
        failures,
        durationMs: Math.round(performance.now() - began),
      };
      const head = {
        ...recorded.head,
        implementation: { ...implementation.identity },
        ...(isShared ? { shared: true } : {}),
      };
      const result = resultOf({
        head,
        tally,
        tail,
        readings,
        reading: flags.reading,
        drawn: false,
        voidCases,
      });
      output.print(
        flags.json === true
          ? JSON.stringify(result)
          : renderResult(result, output.colors, { columns: output.columns }),
      );
      process.exitCode = exitCodeOf(result.verdict);
    });
};

/** What is named beside the known implementations: by a flag, else by the command that wrote the history. */
const otherThanKnown = (flags: ReplayFlags, { command = '' }: HistoryHead, output: Output): OtherFlags => {
  if (flags.on !== undefined || namesOther(flags)) return flags;
  for (const name of ['command', 'connect'] as const) {
    const value = quotedAfter(command, `--${name} `);
    if (value === undefined) continue;
    output.note(`on ${value}, as the history says`);
    return { [name]: value };
  }
  return {};
};

/** What stands in quotes behind a flag, as `run` writes its command for a shell. */
const quotedAfter = (command: string, flag: string): string | undefined => {
  const from = command.indexOf(flag);
  const text = from < 0 ? '' : command.slice(from + flag.length);
  const [, plain, hard] = /^(?:"([^"]*)"|'((?:[^']|'\\'')*)')/.exec(text) ?? [];
  return plain ?? hard?.replaceAll(`'\\''`, "'");
};

const record = async (file: string, only: number | undefined): Promise<Recorded> => {
  let head: HistoryHead | undefined;
  const cases: Recorded['cases'][number][] = [];
  for await (const part of readHistory(file)) {
    if (part.part === 'head') head = part.head;
    if (part.part === 'case' && (only === undefined || part.head.case === only)) {
      const interleaving = interleavingOf(part.head, part.events);
      const race = head?.mode === 'racing' ? { race: raceOf(part.head, part.events) } : {};
      cases.push({ head: part.head, interleaving, ...race });
    }
  }
  if (head === undefined) throw new BadInputError('the history has no head', file);
  if (cases.length === 0) {
    throw new BadInputError(
      only === undefined ? 'the history has no case' : `the history has no case ${only}`,
      file,
    );
  }
  return { head, cases };
};

const interleavingOf = (head: CaseHead, events: readonly HistoryEvent[]): Interleaving => {
  const version = head.windowsInstaller === undefined ? {} : { windowsInstaller: head.windowsInstaller };
  const steps = events.flatMap((event) =>
    event.kind === 'invoke' ? [{ process: event.process, operation: operationOf(event) }] : [],
  );
  return { processes: head.processes, ...version, steps };
};
