import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Command } from 'commander';
import pc from 'picocolors';
import { afterEach, expect, test } from 'vitest';
import { PowerResultSchema } from '../../reports/power/index.ts';
import type { PowerResult } from '../../reports/power/index.ts';
import { BadInputError } from '../../spec/index.ts';
import { EXIT } from '../exit-codes.ts';
import { registerExplore } from './explore.ts';
import { registerPower } from './power.ts';
import { IN_CI } from '../../testing/bounds.ts';

/** Runs a command as main does, in this process. */
const run = async (
  ...args: string[]
): Promise<{ code: unknown; out: string; error: string; notes: readonly string[] }> => {
  const out: string[] = [];
  const notes: string[] = [];
  const program = new Command().exitOverride();
  for (const register of [registerExplore, registerPower]) {
    register(program, {
      colors: pc.createColors(false),
      print: (text) => void out.push(text),
      note: (text) => void notes.push(text),
      status: () => {},
      progress: () => ({ update: () => {}, stop: () => {} }),
    });
  }
  process.exitCode = 0;
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof BadInputError)) throw thrown;
    return { code: EXIT.usage, out: out.join('\n'), error: thrown.message, notes };
  }
  return { code: process.exitCode, out: out.join('\n'), error: '', notes };
};

afterEach(() => {
  process.exitCode = 0;
});

test('explore counts states and drives the reference through every interleaving', async () => {
  const { code, out } = await run('explore', '--processes', '2', '--depth', '3', '--json');
  expect(code).toBe(EXIT.conforms);
  expect(JSON.parse(out)).toMatchObject({
    format: 'msiconform-explore',
    processes: 2,
    states: 68,
    transitions: 1362,
    orbits: 37,
    violations: [],
    reference: { depth: 3, interleavings: 1960, operations: 5880, divergences: 0, complete: true },
  });
});

test('explore finds the reading that the reference does not keep', async () => {
  const { code, out } = await run('explore', '--processes', '2', '--depth', '3', '--reading', 'strict');
  expect(code).toBe(EXIT.diverges);
  expect(out).toContain('160 diverge, such as');
});

test('explore refuses bounds that would not end, with an estimate', async () => {
  expect((await run('explore', '--depth', '12')).error).toMatch(
    /^--depth 12 with 3 processes has up to .*e\d+ interleavings/,
  );
  expect((await run('explore', '--depth', '1000000')).error).toMatch(
    /^--depth 1000000 with 3 processes has more than \d\.\de1379 interleavings: choose a smaller depth/,
  );
  for (const processes of ['101', '4000', '1000000']) {
    expect((await run('explore', '--processes', processes)).error).toContain('choose 100 at most');
  }
});

test('explore counts many processes, exactly', async () => {
  const { code, out } = await run('explore', '--processes', '40', '--depth', '2', '--json');
  expect([code, JSON.parse(out)]).toMatchObject([EXIT.conforms, { states: '62864142619959617573093376' }]);
});

test.runIf(IN_CI)('power reports faults by clauses in every form', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'msiconform-power-'));
  const [markdown, html] = [join(folder, 'power.md'), join(folder, 'power.html')];
  const quick = ['--seeds', '2', '--reference-runs', '500'];
  const files = ['--markdown', markdown, '--html', html];
  const { code, out } = await run('power', 'third-process', 'kept-after-kill', '--json', ...quick, ...files);
  expect(code).toBe(EXIT.conforms);
  const result = JSON.parse(out) as PowerResult;
  expect(new Ajv({ strict: false }).validate(PowerResultSchema, result)).toBe(true);
  expect(
    result.faults.map(({ id, clause, survived, killedBy, operations }) => ({
      id,
      clause,
      survived,
      killedBy,
      operations,
    })),
  ).toEqual([
    {
      id: 'third-process',
      clause: '1618-mutex',
      survived: false,
      killedBy: expect.arrayContaining(['1618-mutex']),
      operations: 3,
    },
    { id: 'kept-after-kill', clause: null, survived: false, killedBy: [], operations: null },
  ]);
  expect(result.falseAlarms).toBe(0);
  expect(await readFile(markdown, 'utf8')).toContain('| third-process: with two other processes in calls');
  expect(await readFile(html, 'utf8')).toContain('<td class="breaks">breaks</td>');
});

test('power fails when a fault survives, and tells it as soon as it knows', async () => {
  const { code, out, notes } = await run(
    'power',
    'last-ui-only',
    '--seeds',
    '1',
    '--num-runs',
    '1',
    '--reference-runs',
    '0',
  );
  expect(code).toBe(EXIT.diverges);
  expect(out).toContain('last-ui-only: survived under seeds 1');
  expect(notes).toEqual(['last-ui-only: survived under seeds 1']);
});

test('power tells at once of a file that it could not write', async () => {
  const { error, out } = await run('power', '--html', '/no/such/folder/power.html');
  expect([error, out]).toEqual([expect.stringContaining('cannot write /no/such/folder/power.html'), '']);
});

test('power names the faults it knows', async () => {
  expect((await run('power', 'third-proc')).error).toBe(
    'unknown fault "third-proc": name one of third-process',
  );
});
