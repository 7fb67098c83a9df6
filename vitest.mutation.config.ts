import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

const folder = process.env['MSICONFORM_MUTATED'];

/** These compare whole forms of the rules, and take longest: a mutant meets everything else before them. */
const LAST = [
  'encode',
  'reduce',
  'search',
  'decode',
  'judge-long',
  'compiled',
  'every-state',
  'explore',
  'tour',
  'linearize',
  'judge',
  'long',
];

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      LAST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
    return files.toSorted((a, b) => rank(a) - rank(b));
  }
}

/**
 * The tests that a mutant of the oracle has to get past: the quick ones, which each state a rule or compare
 * two forms of the rules, on every state of one or two processes only.
 */
export default defineConfig({
  test: {
    // MSICONFORM_MUTATED names one folder, whose own tests then have to do.
    include: [folder === undefined ? 'oracle/*.test.ts' : `oracle/${folder}/**/*.test.ts`],
    exclude: [
      'node_modules',
      'dist',
      'build',
      '.stryker-tmp',
      'oracle/explore/spin.test.ts',
      'oracle/linearize/fast/longest.test.ts',
    ],
    setupFiles: ['testing/seed.ts', 'testing/mutation.ts'],
    env: {
      MSICONFORM_PROCESSES: folder === 'compiled' || folder === 'tour' ? '1' : '2',
      MSICONFORM_HISTORIES: '60',
    },
    sequence: { sequencer: QuickFirst },
    // All files of one mutant in one worker: most of the time of a run goes into starting them.
    isolate: false,
    testTimeout: 120_000,
  },
});
