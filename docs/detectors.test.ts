import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReference } from '../adapters/index.ts';
import { judgePolicies } from '../cli/detect.ts';
import { createOutput } from '../cli/output.ts';
import { detectorsMarkdown } from '../detectors/report.ts';
import { DEFAULT_READING } from '../spec/index.ts';

const path = join(import.meta.dirname, 'detectors.md');
const FRAME = /(<!-- table -->\n).*?(<!-- end of table -->)/s;

// After a change: MSICONFORM_UPDATE_DOCS=1 npx vitest run docs/detectors.test.ts
test('the table in the guide is the one that the command prints', async () => {
  const options = { reading: DEFAULT_READING, timeout: 5000, json: false };
  const report = await judgePolicies(openReference(), options, createOutput());
  const guide = readFileSync(path, 'utf8');
  const made = guide.replace(
    FRAME,
    (_, before: string, after: string) => `${before}\n${detectorsMarkdown(report)}\n${after}`,
  );
  if (process.env['MSICONFORM_UPDATE_DOCS'] === '1') writeFileSync(path, made);
  expect(readFileSync(path, 'utf8')).toBe(made);
});
