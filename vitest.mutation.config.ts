import { defineConfig } from 'vitest/config';

const folder = process.env['MSICONFORM_MUTATED'];

/**
 * The tests that a mutant of the oracle has to get past: the quick ones, which each state a rule or compare
 * two forms of the rules, on every state of one or two processes only.
 */
export default defineConfig({
  test: {
    // MSICONFORM_MUTATED names one folder, whose own tests then have to do.
    include: [`oracle/${folder === undefined ? '' : `${folder}/`}*.test.ts`],
    exclude: ['node_modules', 'dist', 'build', '.stryker-tmp', 'oracle/explore/spin.test.ts'],
    setupFiles: ['testing/seed.ts'],
    env: { MSICONFORM_PROCESSES: folder === 'compiled' ? '1' : '2' },
    testTimeout: 30_000,
  },
});
