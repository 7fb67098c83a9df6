import type { Colors } from 'picocolors/types.js';
import { commandless, oneLine } from '../text.ts';
import { regressionsOf } from './compare.ts';
import type { Change, Diff, ImplementationDiff, ReadingDiff } from './compare.ts';

/** What changed and what did not; a clause that stayed the same is counted and not named. */
export const renderDiff = (diff: Diff, colors: Colors): string =>
  commandless(
    [
      ...diff.implementations.map((each) => implementation(each, colors)),
      ...diff.added.map((name) => `${oneLine(name)}: in the current results only, so not compared`),
      ...diff.removed.map((name) => `${oneLine(name)}: in the baseline only, so not compared`),
      ...diff.empty.map((name) => `${oneLine(name)}: one side ran no interleaving, so not compared`),
      summary(diff, colors),
    ].join('\n'),
  );

const implementation = (
  { id, name, before, after, readings }: ImplementationDiff,
  colors: Colors,
): string => {
  const versions = before === after ? before : `${before} -> ${after}`;
  const changed = readings.filter((each) => each.change !== 'same');
  const clauses = [...new Set(changed.map(({ clause }) => clause))];
  return [
    `${colors.bold(oneLine(name))} (${oneLine(id)}) ${oneLine(versions)}: ${counts(readings)}`,
    ...clauses.flatMap((clause) => [
      `  ${clause}`,
      ...changed.filter((each) => each.clause === clause).map((each) => line(each, colors)),
    ]),
  ].join('\n');
};

const line = (
  { reading, change, before, after, newKinds, goneKinds }: ReadingDiff,
  colors: Colors,
): string => {
  const verdicts = before === after ? after : `${before} -> ${after}`;
  return [
    `    ${paint(change, colors)} under ${oneLine(reading)}: ${verdicts}`,
    ...newKinds.map((kind) => `      + ${oneLine(kind)}`),
    ...goneKinds.map((kind) => `      - ${oneLine(kind)}`),
  ].join('\n');
};

const paint = (change: Change, colors: Colors): string =>
  change === 'new' ? colors.red(change) : change === 'gone' ? colors.green(change) : colors.yellow(change);

const counts = (readings: readonly ReadingDiff[]): string =>
  (['new', 'gone', 'changed', 'same'] as const)
    .map((change) => `${readings.filter((each) => each.change === change).length} ${change}`)
    .join(', ');

const summary = (diff: Diff, colors: Colors): string => {
  const regressions = regressionsOf(diff);
  if (diff.implementations.length === 0) return 'nothing was compared';
  return regressions.length === 0
    ? colors.green('no regression')
    : colors.red(`regression in ${[...new Set(regressions.map(({ clause }) => clause))].join(', ')}`);
};
