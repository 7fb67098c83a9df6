import { defineConfig } from 'vitest/config';

/** The tests that a mutant of the rules has to get past: the quick ones, which each state a rule. */
export default defineConfig({
  test: { include: ['oracle/*.test.ts'], exclude: ['node_modules', 'dist', 'build'], testTimeout: 30_000 },
});
