import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['testing/allure/*.suite.ts'],
    reporters: [['allure-vitest/reporter', { resultsDir: 'allure-results' }]],
  },
});
