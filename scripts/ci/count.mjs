#!/usr/bin/env node
// Prints how many tests passed and failed, in one line.
import { existsSync, readFileSync } from 'node:fs';

const COUNTS = 'reports-output/vitest.json';
// The tests write it where the variable CI is set.
if (!existsSync(COUNTS)) {
  console.log('the tests are not counted: CI is not set');
  process.exit(0);
}
const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(COUNTS, 'utf8'));
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
