import type { Command } from 'commander';
import { told } from '../../adapters/index.ts';
import { canPerform } from '../../oracle/index.ts';
import type { Implementation } from '../../adapters/index.ts';
import { describeOperation, runCase } from '../../properties/index.ts';
import { counted, describeResponse, visible } from '../../reports/index.ts';
import { disposableFrom, disposableOption, unelevatedOption } from '../arguments.ts';
import type { DisposableFlag } from '../arguments.ts';
import { driverOf, driverOption } from '../driver.ts';
import type { DriverFlags } from '../driver.ts';
import { EXIT } from '../exit-codes.ts';
import { connectOption, factoriesOf } from '../implementations.ts';
import { BadInputError, beginsWithUi, FITTING, OBSERVER, PLAIN_OPERATIONS } from '../../spec/index.ts';
import type { Operation, Response, Step, UiLevel } from '../../spec/index.ts';
import { endedInOrder, openInOrder } from '../interruption.ts';
import type { Output } from '../output.ts';
import { timeoutOption } from '../draw-options.ts';

interface SmokeFlags extends DisposableFlag, DriverFlags {
  readonly command?: string;
  readonly connect?: string;
  readonly timeout: number;
  readonly json?: boolean;
}

export const registerSmoke = (program: Command, output: Output): void => {
  program
    .command('smoke')
    .description('can an implementation be driven at all: every operation once, without judging the answers')
    .argument('[implementation]', 'which; see doctor for the list')
    .option('--command <command>', 'a program that speaks the stdio protocol, in any language')
    .addOption(timeoutOption())
    .addOption(connectOption())
    .addOption(driverOption())
    .option('--json', 'print the answers as JSON, and nothing else, on stdout')
    .addOption(disposableOption())
    .addOption(unelevatedOption())
    .action(async (id: string | undefined, flags: SmokeFlags) => {
      const [factory] = factoriesOf(id === undefined ? [] : [id], flags, flags.timeout);
      if (factory === undefined)
        throw new BadInputError('name an implementation, or a program with --command');
      await using implementation = await openInOrder(
        factory,
        {
          onProgress: output.status,
          ...disposableFrom(flags),
          ...driverOf(factory, flags),
        },
        output,
      );
      using _ = endedInOrder(implementation, output);
      const answers = await smoke(implementation, flags.timeout);
      if (flags.json === true) {
        output.print(
          JSON.stringify({
            format: 'msiconform-smoke',
            version: 1,
            implementation: implementation.identity,
            answers,
          }),
        );
      } else {
        for (const { step, answer, ok } of answers) {
          output.print(
            `${ok ? output.colors.green('ok  ') : output.colors.red('FAIL')} ${step} -> ${visible(answer)}`,
          );
        }
        output.print(closing(answers));
      }
      process.exitCode = answers.every(({ ok }) => ok) ? EXIT.conforms : EXIT.inconclusive;
    });
};

const closing = (answers: readonly Answer[]): string => {
  const failed = answers.filter(({ ok }) => !ok).length;
  const head = `smoke: ${counted(answers.length, 'operation')}, `;
  return failed === 0
    ? `${head}each with a fitting answer; msiconform run judges the answers`
    : `${head}${failed} without a fitting answer; it cannot be driven yet`;
};

interface Answer {
  readonly step: string;
  readonly answer: string;
  readonly ok: boolean;
}

/** Each operation once on each action; it fails where there is no answer, or one that fits no question. */
export const smoke = async (implementation: Implementation, deadline: number): Promise<readonly Answer[]> => {
  const { capabilities } = implementation;
  const answers: Answer[] = [];
  for (const action of capabilities.actions) {
    const observations = capabilities.observations.map((op): Step => ({
      process: OBSERVER,
      operation: { op },
    }));
    const client = (operation: Operation): Step => ({ process: 1, operation });
    const api = capabilities.apis[0] ?? 'MsiInstallProduct';
    const { uiLevels } = capabilities;
    const start = (ui: UiLevel): Step => client({ op: 'start', action, ui });
    const silent = uiLevels.find((ui) => !beginsWithUi(action, ui));
    const shown = uiLevels.find((ui) => beginsWithUi(action, ui));
    const [call, advance, kill] = [
      client({ op: 'call', api }),
      client({ op: 'advance' }),
      client({ op: 'kill' }),
    ];
    /** What else can be done in a table, one by one. */
    const others = (at: 'ui' | 'execute'): readonly Step[] =>
      PLAIN_OPERATIONS.filter(
        (operation) => operation.op !== 'advance' && operation.op !== 'kill' && canPerform({ at }, operation),
      ).map(client);
    const scripts: Step[][] = [];
    if (silent !== undefined) {
      scripts.push([start(silent), ...observations, call, advance, ...observations]);
      scripts.push([start(silent), kill, ...observations, start(silent)]);
      for (const other of others('execute')) scripts.push([start(silent), other]);
    }
    if (shown !== undefined) {
      scripts.push([start(shown), call, advance, ...observations, advance]);
      for (const other of others('ui')) scripts.push([start(shown), other]);
    }
    for (const steps of scripts) {
      const run = await runCase(implementation, { processes: 1, steps }, { deadline, emit: () => {} });
      const { failure } = run;
      // The operation that failed stands last, without a response.
      const cut = failure !== undefined && run.observed.at(-1)?.response.type === 'open';
      const answered = cut ? run.observed.slice(0, -1) : run.observed;
      for (const { operation, response } of answered) {
        answers.push({
          step: describeOperation(operation),
          answer: describeResponse(response),
          ok: fits(operation, response),
        });
      }
      if (failure !== undefined) {
        const asked = run.observed.at(answered.length)?.operation;
        const step = asked === undefined ? 'reset' : describeOperation(asked);
        answers.push({ step, answer: told(failure), ok: false });
        return answers;
      }
    }
  }
  return answers;
};

/** A call that never came back answers no question of whether it can be driven. */
const fits = ({ op }: Operation, { type }: Response): boolean =>
  type !== 'open' && FITTING[op].includes(type);
