/**
 * Mutation of the oracle: of the rules themselves, or, where MSICONFORM_MUTATED names one, of a folder below
 * (compiled, explore, linearize, tour). See docs/mutation.md.
 */
const folder = process.env['MSICONFORM_MUTATED'];
const mutated = folder === undefined ? 'oracle' : `oracle/${folder}`;

/** @type {import('@stryker-mutator/core').PartialStrykerOptions} */
const config = {
  testRunner: 'vitest',
  tsconfigFile: 'no-tsconfig.json',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  mutate: [
    `${mutated}/*.ts`,
    `!${mutated}/*.test.ts`,
    `!${mutated}/index.ts`,
    ...(folder === undefined ? ['!oracle/history.ts'] : []),
    // It makes histories for tests and benches, and judges none.
    '!oracle/linearize/simulated.ts',
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
