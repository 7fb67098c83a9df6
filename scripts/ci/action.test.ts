import { mkdtempSync, readFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { IN_CI } from '../../testing/bounds.ts';

const root = join(import.meta.dirname, '..', '..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly runs: {
    readonly steps: readonly {
      readonly uses?: string;
      readonly run?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
};

const run = (
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly out: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'action.mjs')],
      { env: { ...process.env, ...env } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout + stderr }),
    );
  });

test('every action that it uses is pinned, no input is read by a shell, and each input is used', () => {
  const { steps } = action.runs;
  for (const { uses, run: script = '' } of steps) {
    if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w.-]+@[0-9a-f]{40}$/);
    expect(script).not.toContain('${{ inputs');
  }
  const text = JSON.stringify(steps);
  for (const name of Object.keys(action.inputs)) expect(text).toContain(`inputs.${name}`);
});

test.runIf(IN_CI)('it runs the suite, annotates, and leaves result, history and site', async () => {
  const out = mkdtempSync(join(tmpdir(), 'msiconform-action-'));
  const outputs = join(out, 'outputs');
  const ended = await run({
    MSICONFORM_IMPLEMENTATION: 'reference',
    MSICONFORM_ARGUMENTS: '--num-runs 400 --seed 1 --reading "intended"',
    MSICONFORM_LABEL: 'mine',
    MSICONFORM_OUT: out,
    GITHUB_OUTPUT: outputs,
    GITHUB_STEP_SUMMARY: join(out, 'summary.md'),
  });
  expect(ended.out).toContain('verdict: conforms');
  expect(ended.code).toBe(0);
  expect(readFileSync(outputs, 'utf8')).toBe(
    `result=${join(out, 'result.json')}\nsite=${join(out, 'site')}\n`,
  );
  expect(readFileSync(join(out, 'site/index.html'), 'utf8')).toContain('mine');
  expect(readFileSync(join(out, 'summary.md'), 'utf8')).toContain('conforms');
});

test('with neither or both of what it can run it says so', async () => {
  for (const env of [{}, { MSICONFORM_IMPLEMENTATION: 'reference', MSICONFORM_COMMAND: 'x' }]) {
    const { code, out } = await run(env);
    expect(code).toBe(254);
    expect(out).toContain('one of both');
  }
});
