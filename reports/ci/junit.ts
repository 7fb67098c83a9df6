import { createRequire } from 'node:module';
import type { Builder, TestSuite } from 'junit-report-builder';
import { proseOfReport } from '../history/counterexample.ts';
import { isFirm, isUncertain } from '../problems.ts';
import type { Ran } from '../scope.ts';
import { findingsText } from '../findings-text.ts';
import type { ClauseResult, ClauseVerdict, Result } from '../schema/result.ts';
import { oneLine, visible } from '../text.ts';

/** A suite for each implementation, a case for each clause and reading; a failure tells each finding, or with `all` each kind. */
export const junitXml = (results: readonly Result[], all = false): string => {
  // Its types promise a default export that the CommonJS module does not have. Few runs write one: it is loaded here.
  const junit = createRequire(import.meta.url)('junit-report-builder') as Builder;
  const builder = junit.newBuilder().name('msiconform');
  for (const result of results) {
    const { implementation, seed, startedAt, durationMs } = result;
    const suite = builder
      .testSuite()
      .name(oneLine(`${implementation.name} ${implementation.version}`))
      .timestamp(oneLine(startedAt, 40))
      .time(durationMs / 1000)
      .property('seed', String(seed))
      .property('mode', result.mode)
      .property('windowsInstaller', implementation.windowsInstaller);
    for (const clause of result.clauses) {
      for (const [reading, verdict] of Object.entries(clause.readings))
        add(suite, { clause, ran: result, mode: result.mode, all }, reading, verdict);
    }
    if (result.verdict === 'inconclusive') {
      const run = suite.testCase().className('msiconform').name('the run proves something');
      run.error(visible(result.problems.join('; ')) || 'inconclusive', 'inconclusive');
    }
  }
  return builder.build();
};

interface Told {
  readonly clause: ClauseResult;
  /** What the run reached and called. */
  readonly ran: Ran;
  readonly mode: Result['mode'];
  readonly all: boolean;
}

const add = (
  suite: TestSuite,
  { clause, ran, mode, all }: Told,
  reading: string,
  verdict: ClauseVerdict,
): void => {
  const test = suite
    .testCase()
    .className(`msiconform.${clause.id}`)
    .name(`${clause.id} [${visible(reading)}]`);
  if (verdict === 'conforms') return;
  if (verdict === 'unknown') {
    test.error('the run could not tell', 'unknown');
    return;
  }
  if (isUncertain(verdict, mode)) {
    test.error('a divergence did not recur each time that it was run again', 'flaky');
    return;
  }
  if (!isFirm(verdict, mode)) {
    test.skipped();
    return;
  }
  const shown = clause.divergences.filter((divergence) => divergence.readings.includes(reading));
  const [first] = shown;
  test.failure(visible(first === undefined ? verdict : proseOfReport(first) || first.signature), verdict);
  // The builder does not close a CDATA section against what would end it.
  test.stacktrace(
    visible(
      all
        ? shown.map(({ explanation }) => explanation).join('\n\n')
        : findingsText([{ ...clause, divergences: shown }], ran),
    ).replaceAll(']]>', ']] >'),
  );
};
