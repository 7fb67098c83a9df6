import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', 'dist', 'build', '.stryker-tmp'],
    setupFiles: ['testing/seed.ts'],
    reporters: process.env['CI'] ? ['default', 'json', 'allure-vitest/reporter'] : ['default'],
    outputFile: { json: 'reports-output/vitest.json' },
    // Wine and the child processes of the adapters share two cores with the runner.
    maxWorkers: 2,
    // Generous: a deadline is for what hangs, not for what is slow on a busy machine.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
