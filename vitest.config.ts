import { defineConfig } from 'vitest/config';

/** Tests that leave nothing behind in their process: they share what is loaded, which is most of their time. */
const PURE = [
  'adapters/reference',
  'cli/commands',
  'detectors',
  'docs',
  'evidence',
  'lab/definition',
  'oracle',
  'properties',
  'reports',
  'site/{log,rules}',
  'spec',
].map((folder) => `${folder}/**/*.test.ts`);
const NOWHERE = ['node_modules', 'dist', 'build', '.stryker-tmp'];

export default defineConfig({
  test: {
    setupFiles: ['testing/seed.ts'],
    reporters: process.env['CI'] ? ['default', 'json', 'allure-vitest/reporter'] : ['default'],
    outputFile: { json: 'reports-output/vitest.json' },
    // Wine and the child processes of the adapters share two cores with the runner.
    maxWorkers: 2,
    // Generous: a deadline is for what hangs, not for what is slow on a busy machine.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: { name: 'apart', include: ['**/*.test.ts'], exclude: [...NOWHERE, ...PURE] },
      },
      {
        extends: true,
        test: { name: 'together', include: PURE, exclude: NOWHERE, isolate: false },
      },
    ],
  },
});
