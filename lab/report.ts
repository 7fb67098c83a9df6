/** What a lab run comes to, machine by machine: `lab run --json`, and what a person reads. */
import type { Colors } from 'picocolors/types.js';
import Table from 'cli-table3';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Result } from '../reports/index.ts';
import { commandless, counted, oneLine } from '../reports/text.ts';
import { words } from '../spec/index.ts';
import { whereToLook } from './evidence.ts';
import type { Outcome } from './run.ts';

const Text = Type.Optional(Type.String());

const LossSchema = Type.Object({
  boot: Type.Integer({ minimum: 1 }),
  case: Type.Optional(Type.Integer({ minimum: 1, description: 'the case that ran; none while it booted' })),
  measurement: Type.Optional(Type.String({ description: 'the measurement that ran' })),
  why: Type.String(),
  screenshot: Text,
  console: Text,
  noScreenshot: Type.Optional(Type.String({ description: 'why there is none' })),
});

const MachineSchema = Type.Object({
  label: Type.String(),
  number: Type.Integer({ minimum: 1 }),
  kind: words(['qemu', 'command', 'none']),
  name: Type.String({ description: 'of its files: the label, with the number where there are several' }),
  system: Type.Optional(Type.String({ description: 'as its agent says' })),
  windowsInstaller: Text,
  verdict: Type.Optional(words(['conforms', 'diverges', 'inconclusive'])),
  why: Type.Optional(Type.String({ description: 'why it was not tested, or what went wrong beside' })),
  interleavings: Type.Integer({ minimum: 0 }),
  boots: Type.Integer({ minimum: 0 }),
  /** Cases that ended the machine each time: set apart, and no divergences. */
  crashed: Type.Array(Type.Integer({ minimum: 1 })),
  /** Cases that ended the machine once and not again, on a fresh boot. */
  flaky: Type.Array(Type.Integer({ minimum: 1 })),
  losses: Type.Array(LossSchema),
});

export const LabRunSchema = Type.Object({
  format: Type.Literal('msiconform-lab-run'),
  version: Type.Literal(1),
  seed: Type.Integer(),
  folder: Type.String({ description: 'of histories, results, screens and consoles' }),
  machines: Type.Array(MachineSchema),
  /** All machines of a label together. */
  labels: Type.Array(
    Type.Object({
      label: Type.String(),
      verdict: words(['conforms', 'diverges', 'inconclusive']),
      diverges: Type.Array(Type.String({ description: 'a clause' })),
      problems: Type.Array(Type.String()),
    }),
  ),
});

export type LabReport = Static<typeof LabRunSchema>;
type MachineReport = LabReport['machines'][number];

export const labReport = (
  outcomes: readonly Outcome[],
  merged: readonly Result[],
  { seed, folder }: { readonly seed: number; readonly folder: string },
): LabReport => ({
  format: 'msiconform-lab-run',
  version: 1,
  seed,
  folder,
  machines: outcomes.map(machineReport),
  labels: merged.map(({ implementation, verdict, clauses, problems }) => ({
    label: implementation.id,
    verdict,
    diverges: clauses.filter(({ divergences }) => divergences.length > 0).map(({ id }) => id),
    problems: [...problems],
  })),
});

const machineReport = ({ definition, number, name, result, why, boots, losses }: Outcome): MachineReport => {
  const cases = [...new Set(losses.flatMap((loss) => (loss.case === undefined ? [] : [loss.case])))];
  const crashed = (result?.failures ?? [])
    .filter((failure) => failure.crashed === true)
    .map((each) => each.case);
  return {
    label: definition.label,
    number,
    kind: definition.kind,
    name,
    ...(result === undefined
      ? {}
      : {
          system: result.implementation.system ?? result.implementation.name,
          windowsInstaller: result.implementation.windowsInstaller,
          verdict: result.verdict,
        }),
    ...(why === undefined ? {} : { why }),
    interleavings: result?.interleavings ?? 0,
    boots,
    crashed,
    flaky: cases.filter((each) => !crashed.includes(each)),
    losses: [...losses],
  };
};

export const renderLab = (report: LabReport, colors: Colors): string => {
  const table = new Table({
    head: ['machine', 'system', 'installer', 'verdict', 'cases', 'boots'],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right'],
  });
  for (const { name, system = '', windowsInstaller = '', verdict, interleavings, boots } of report.machines) {
    const shown = verdict === undefined ? colors.yellow('not tested') : paint(verdict, colors);
    table.push([name, oneLine(system, 40), windowsInstaller, shown, interleavings, boots]);
  }
  return commandless(
    [
      table.toString(),
      ...report.labels.flatMap(divergesLine),
      ...report.machines.flatMap(machineLines),
      `histories, results, screens and consoles: ${report.folder}; the counterexamples: msiconform report ${report.folder}/*.result.json`,
    ].join('\n'),
  );
};

const paint = (verdict: NonNullable<MachineReport['verdict']>, colors: Colors): string =>
  verdict === 'conforms'
    ? colors.green(verdict)
    : verdict === 'diverges'
      ? colors.red(verdict)
      : colors.yellow(verdict);

const divergesLine = ({ label, diverges, problems }: LabReport['labels'][number]): readonly string[] => [
  ...(diverges.length === 0 ? [] : [`${label} diverges from ${diverges.join(', ')}`]),
  ...problems.map((problem) => `${label}: ${oneLine(problem)}`),
];

const machineLines = ({ name, why, verdict, flaky, crashed, losses }: MachineReport): readonly string[] => [
  ...(why === undefined ? [] : [`${name}${verdict === undefined ? ' was not tested' : ''}: ${oneLine(why)}`]),
  ...losses.map((loss) => `  ${describeLoss(loss, name, crashed)}`),
  ...(flaky.length === 0
    ? []
    : [
        `${name}: ${counted(flaky.length, 'case')} ended the machine once and not when it was run again: ` +
          'the machine is flaky, which says nothing of the installer',
      ]),
];

const describeLoss = (
  loss: MachineReport['losses'][number],
  name: string,
  crashed: readonly number[],
): string => {
  const when =
    loss.measurement !== undefined
      ? `measurement ${loss.measurement}`
      : loss.case === undefined
        ? 'while it booted'
        : `case ${loss.case}${crashed.includes(loss.case) ? ', which crashes it' : ''}`;
  return oneLine(`${name}, boot ${loss.boot}, ${when}: ${loss.why} (${whereToLook(loss)})`);
};
