import type * as Allure from 'allure-js-commons';
import { findingsOf } from '../reports/findings.ts';
import type { Divergent } from '../reports/findings.ts';
import type { Ran } from '../reports/scope.ts';
import type { DivergenceReport, Result } from '../reports/index.ts';
import type { Clause, ClauseId } from '../spec/index.ts';

/** What a test says about a clause: who was tested, under which reading, and what diverged. */
export interface AllureTest {
  readonly clause: Clause;
  /** The name of the reading. */
  readonly reading: string;
  readonly implementation: Result['implementation'];
  readonly seed: number;
  readonly divergences: readonly (Divergent & Pick<DivergenceReport, 'explanation' | 'history'>)[];
  /** What the run reached and called. */
  readonly ran: Ran;
}

/** Tells Allure about the running test, where the project reports with allure-vitest. */
export const tellAllure = async (subject: AllureTest): Promise<void> => {
  // Set by allure-vitest before a test file is loaded; without it there is nobody to tell.
  if (!('allureTestRuntime' in globalThis)) return;
  const allure = await import('allure-js-commons').catch(() => undefined);
  if (allure === undefined) return;
  const { clause, reading, implementation, seed, divergences } = subject;
  const tested = `${implementation.name} ${implementation.version}`;
  // In the tree of clauses and readings only this tells the tests apart.
  await allure.displayName(`${clause.id} under ${reading}: ${tested}`);
  await allure.epic(clause.area);
  await allure.feature(clause.id);
  await allure.story(reading);
  await allure.label('clause', clause.id);
  await allure.description(`${clause.statement} (${clause.strength} in ${clause.source.join(', ')})`);
  await allure.parameter('implementation', tested);
  await allure.parameter('reading', reading);
  // Another seed is another run of the same test, so its history goes on.
  await allure.parameter('seed', String(seed), { excluded: true });
  for (const { what, scope, kinds, shortest } of findingsOf({
    ...subject.ran,
    clauses: [{ id: clause.id, divergences }],
  })) {
    if (kinds.length === 1) {
      await tellDivergence(allure, shortest, clause.id);
      continue;
    }
    // The shortest first; all kinds are there.
    await allure.step(`${what}: ${scope}`, async () => {
      for (const kind of [shortest, ...kinds.filter((each) => each !== shortest)])
        await tellDivergence(allure, kind, clause.id);
    });
  }
};

const tellDivergence = async (
  allure: typeof Allure,
  { signature, explanation, history }: AllureTest['divergences'][number],
  clause: ClauseId,
): Promise<void> => {
  const { timelineOf } = await import('../reports/history/counterexample.ts');
  const { timelineSvg } = await import('../reports/timeline/index.ts');
  const timeline = timelineOf({ history });
  await allure.step(signature, async () => {
    for (const { operation, answer, offending } of timeline?.marks ?? []) {
      const text = `${operation} → ${answer}`;
      await allure.logStep(text, offending ? allure.Status.FAILED : allure.Status.PASSED);
    }
    await allure.attachment('explanation', explanation, 'text/plain');
    const lines = history.map((line) => JSON.stringify(line)).join('\n');
    await allure.attachment('history', `${lines}\n`, {
      contentType: 'application/x-ndjson',
      fileExtension: 'jsonl',
    });
    if (timeline === undefined) return;
    await allure.attachment('timeline', timelineSvg(timeline, `breaks ${clause}`), 'image/svg+xml');
  });
};
