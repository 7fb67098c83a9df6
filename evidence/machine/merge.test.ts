import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { executeTableOf, uiTableOf } from '../../spec/index.ts';
import { explainFiles } from '../explain.ts';
import type { Explanation } from '../explain.ts';
import { finalCode } from './call.ts';
import { isExecuteTable } from '../../spec/index.ts';
import { readSource } from '../read/read-source.ts';
import { filesOf } from '../testing/files.ts';
import { partsOf } from '../testing/locales.ts';
import { plan } from '../testing/plan.ts';
import type { Plan, PlannedCall } from '../testing/plan.ts';
import { productOf, recordOfRefusal } from '../testing/render-events.ts';
import { byNight } from '../../testing/bounds.ts';

/** The long form: MSICONFORM_EVIDENCE_RUNS=10000 npx vitest run evidence/merge.test.ts */
const RUNS = Number(process.env['MSICONFORM_EVIDENCE_RUNS'] ?? byNight(60, 150));
/** Milliseconds; the machine may be busy with other tests. */
const PATIENCE = 120_000 + RUNS * 150;

const explained = async (machine: Plan): Promise<Explanation> =>
  explainFiles(await Promise.all(filesOf(machine).map((source) => readSource(source))));

/** Times of action lines are whole seconds, and header lines have no more. */
const seconds = (at: number): number => Math.floor(at / 1000);

const withUi = ({ ui }: PlannedCall): boolean => ui === 'full' || ui === 'reduced';

/** What the log of a call must tell. */
const truth = (call: PlannedCall): unknown => {
  const { fate } = call;
  const installs = fate.type === 'installs';
  return {
    file: call.file,
    package: call.package,
    code: fate.type === 'cancelled' ? 1602 : fate.type === 'refused' ? 1618 : fate.code,
    ui: withUi(call) ? uiTableOf[call.action] : undefined,
    execute: installs
      ? [executeTableOf[call.action], seconds(fate.sequenceBegan), seconds(fate.sequenceEnded)]
      : undefined,
    grabs: [
      ...(installs
        ? [
            ['client', fate.grabbed],
            ['server', fate.serverGrabbed],
          ]
        : []),
      ...(fate.type === 'refused' && fate.by === 'service' ? [['client', fate.at - fate.waited]] : []),
      ...(installs && withUi(call) ? [['client', call.ended]] : []),
      ...(fate.type === 'cancelled' ? [['client', fate.cleanedUp]] : []),
    ],
    nested: installs && fate.nested ? [1, 1] : [0, 0],
  };
};

const told = ({ machines }: Explanation): readonly unknown[] =>
  machines.flatMap(({ machine }) =>
    machine.calls.map((call) => {
      const { session } = call;
      const execute = session.sequences.find(({ table, nested }) => isExecuteTable(table) && !nested);
      return {
        file: call.file,
        package: session.package,
        code: finalCode(call),
        ui: session.sequences.find(({ table }) => !isExecuteTable(table))?.table,
        execute:
          call.execute === null || execute === undefined
            ? undefined
            : [execute.table, seconds(call.execute.from), seconds(call.execute.to)],
        grabs: session.grabs.map(({ side, clock }) => [side, call.at(clock ?? Number.NaN)]),
        nested: [session.nested.length, session.sequences.filter(({ nested }) => nested).length],
      };
    }),
  );

/** The holder that the files can show: by his log, or by the event log where its clock can be set. */
const holderOf = (machine: Plan, call: PlannedCall): unknown => {
  if (call.fate.type !== 'refused' || call.fate.holder === null) return null;
  const holder = machine.calls[call.fate.holder];
  if (holder === undefined) return null;
  const known = { package: holder.package, processId: holder.processId };
  if (!holder.withheld) return { ...known, file: holder.file, shownBy: 'grab' };
  const anchored = machine.calls.some(({ fate, withheld }) => fate.type === 'installs' && !withheld);
  const readable = machine.events !== 'none' && (machine.events === 'csv' || anchored);
  return readable ? { ...known, file: expect.stringMatching(/^events\./), shownBy: 'event' } : null;
};

/** Nothing tells month from day where the only logs are of calls that were refused early in the month. */
const isDated = ({ calls, locale }: Plan): boolean =>
  calls.some(({ fate, withheld }) => fate.type !== 'refused' && !withheld) ||
  calls.every(({ began }) => locale.date(2024, 3, 4) === locale.date(2024, 4, 3) || partsOf(began).day > 12);

/** Each refusal that only the event log tells of, as the plan has it: its product and its holder. */
const checkRecords = (machine: Plan, { machines }: Explanation): void => {
  for (const { machine: history, busy } of machines) {
    for (const { transaction } of history.transactions) {
      const own = machine.calls.find(({ processId }) => processId === transaction.processId);
      expect(transaction.product).toBe(own === undefined ? null : productOf(own));
      expect(transaction.ended).not.toBeNull();
    }
    const shift = history.clock === 'UTC' ? machine.utcOffset : 0;
    for (const { at, file, product, holder } of busy.filter((each) => each.file.startsWith('events'))) {
      const call = machine.calls.find((each) => productOf(each) === product);
      // One whose log is here is told of by that, where both are on one clock.
      if (history.calls.length > 0) expect(call?.withheld).toBe(true);
      if (call?.fate.type !== 'refused') throw new Error(`${product ?? ''} was not refused`);
      expect(seconds((at ?? Number.NaN) + shift)).toBe(seconds(recordOfRefusal(call.fate.at)));
      const by = call.fate.holder === null ? undefined : machine.calls[call.fate.holder];
      expect(holder?.package).toBe(by?.package);
      expect([file, by?.file, undefined]).toContain(holder?.file);
    }
  }
};

describe('a machine out of many files', () => {
  it(
    'has the history that was written, and the same holder at each 1618',
    async () => {
      await fc.assert(
        fc.asyncProperty(plan, async (machine) => {
          fc.pre(isDated(machine));
          const explanation = await explained(machine);
          checkRecords(machine, explanation);
          const shown = machine.calls.filter(({ withheld }) => !withheld);
          const byFile = (calls: readonly unknown[]): readonly unknown[] =>
            calls.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
          expect(byFile(told(explanation))).toEqual(byFile(shown.map(truth)));
          const busy = explanation.machines.flatMap((each) => each.busy);
          const holders = new Map(
            busy.map(({ file, holder }) => [
              file,
              holder === null
                ? null
                : {
                    package: holder.package,
                    processId: holder.processId,
                    file: holder.file,
                    shownBy: holder.shownBy,
                  },
            ]),
          );
          for (const call of shown) {
            if (call.fate.type === 'refused')
              expect([call.file, holders.get(call.file)]).toEqual([call.file, holderOf(machine, call)]);
            else expect(holders.has(call.file)).toBe(false);
          }
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  it(
    'keeps the rules of the page from the mutex on: no two installations at once, under any reading',
    async () => {
      await fc.assert(
        fc.asyncProperty(plan, async (machine) => {
          const { clauses } = await explained(machine);
          const lenient = (id: string): unknown =>
            clauses.find(({ clause }) => clause === id)?.readings.find(({ reading }) => reading === 'lenient')
              ?.departures;
          expect(lenient('mutex-scope')).toEqual([]);
          expect(lenient('1618-only')).toEqual([]);
          expect(lenient('mutex-held')).toEqual([]);
        }),
        { numRuns: Math.ceil(RUNS / 3) },
      );
    },
    PATIENCE,
  );
});
