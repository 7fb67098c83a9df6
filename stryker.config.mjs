/**
 * Mutation of the oracle: of the rules themselves, or, where MSICONFORM_MUTATED names one, of a folder below
 * (compiled, explore, linearize, tour). See docs/contributing/mutation.md.
 */
const folder = process.env['MSICONFORM_MUTATED'];
const mutated = folder === undefined ? 'oracle/*.ts' : `oracle/${folder}/**/*.ts`;

/** @type {import('@stryker-mutator/core').PartialStrykerOptions} */
const config = {
  testRunner: 'vitest',
  tsconfigFile: 'no-tsconfig.json',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  mutate: [
    mutated,
    '!**/*.test.ts',
    '!**/index.ts',
    '!oracle/history.ts',
    // These make histories for tests and benches, and judge none.
    '!**/testing/**',
  ],
  ignorePatterns: ['dist', 'build', 'coverage', 'bench', 'adapters', 'cli', 'reports', 'docs'],
  coverageAnalysis: 'perTest',
  ignoreStatic: false,
  concurrency: 2,
  // And half as long again as the tests took without a mutant: what takes longer hangs.
  timeoutMS: 6000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `coverage/mutation${folder === undefined ? '' : `-${folder}`}.json` },
  thresholds: { high: 100, low: 95, break: 95 },
  disableTypeChecks: false,
  tempDirName: '.stryker-tmp',
};

export default config;
