import { describe, expect, test } from 'vitest';
import { globSync } from 'tinyglobby';
import { readDocuments } from '../../site/documents.ts';
import { clauseOf } from '../../spec/index.ts';
import { findingsText } from '../../reports/findings-text.ts';
import { tellAllure } from '../../vitest/allure.ts';

/** Results of real runs, one test for each clause and reading: what `npm run report` shows in Allure. */
const PATTERN = process.env['MSICONFORM_RESULTS'] ?? 'reports-output/matrix/*.json';

const documents = (await Promise.all(globSync(PATTERN).sort().map(readDocuments))).flat();
const results = documents.filter((document) => document.format === 'msiconform-result');

test(`there are results to report in ${PATTERN}`, () => {
  expect(results.length, 'make some with npm run matrix').toBeGreaterThan(0);
});

for (const result of results) {
  const { implementation, seed, clauses } = result;
  describe(`${implementation.name} ${implementation.version}`, () => {
    for (const { id, readings, divergences, exercised } of clauses) {
      for (const [reading, verdict] of Object.entries(readings)) {
        test(`${id} under ${reading}`, async ({ skip }) => {
          const shown = divergences.filter((divergence) => divergence.readings.includes(reading));
          await tellAllure({
            clause: clauseOf(id),
            reading,
            implementation,
            seed,
            divergences: shown,
            ran: result,
          });
          if (verdict === 'diverges' || verdict === 'flaky')
            expect.fail(findingsText([{ id, divergences: shown }], result));
          if (verdict !== 'conforms') skip(`${verdict}, exercised ${exercised} times`);
        });
      }
    }
  });
}
