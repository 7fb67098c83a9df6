import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstByDay, IN_CI } from '../testing/bounds.ts';
import { execute, MAIN, startedMsiconform } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';
import { defaultHistory } from './session.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-start-'));
});
afterAll(() => rm(folder, { recursive: true }));

const isOneSentence = (text: string): boolean => /^msiconform: [^\n]+\n$/.test(text);

describe('what cannot be loaded is no divergence', () => {
  test('an older Node is told which one it takes', async () => {
    const older = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '18.20.8' } })`;
    const ended = await execute(folder, process.execPath, ['--import', older, MAIN, 'run', '--no-history']);
    expect(ended).toEqual({
      code: EXIT.internal,
      stdout: '',
      stderr: 'msiconform: it needs Node 20.19 or later, and this is 18.20.8\n',
    });
  });

  test('nothing is loaded before that is said, for an older Node may not be able to', async () => {
    expect(await readFile(MAIN, 'utf8')).not.toMatch(/^import\b/m);
  });

  test('for --version nothing is loaded that it does not need', async () => {
    const hooks = `import { writeSync } from 'node:fs';
      export const load = (url, context, next) => {
        if (!url.startsWith('node:')) writeSync(2, new URL(url).pathname + '\\n');
        return next(url, context);
      };`;
    const listing = `import { register } from 'node:module';
      register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
    const { code, stderr } = await execute(folder, process.execPath, [
      '--import',
      `data:text/javascript,${encodeURIComponent(listing)}`,
      MAIN,
      '--version',
    ]);
    expect(code).toBe(0);
    const loaded = stderr.split('\n').filter((file) => file !== '');
    expect(loaded.length).toBeGreaterThan(0);
    const packages = loaded.map((file) => /\/node_modules\/([^/]+)/.exec(file)?.[1]).filter((name) => name);
    expect([...new Set(packages)].toSorted()).toEqual(['cli-progress', 'commander', 'picocolors']);
    const sizes = await Promise.all(
      loaded.filter((file) => !file.includes('/node_modules/')).map(async (file) => (await stat(file)).size),
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(100_000);
  });

  test.skipIf(process.platform === 'win32').each(firstByDay(1, [20, 25, 30, 40]))(
    '%i open files are too few: 255, and a sentence',
    async (most) => {
      const limited = `ulimit -n ${most}; exec "${process.execPath}" "${MAIN}" run --num-runs 5 --no-history`;
      const ended = await execute(folder, 'sh', ['-c', limited]);
      expect(ended.code).toBe(EXIT.internal);
      expect(ended.stderr).toMatch(/too many open files.*raise the limit/);
      expect([isOneSentence(ended.stderr), ended.stdout]).toEqual([true, '']);
    },
  );

  test.skipIf(process.platform === 'win32' || !IN_CI)('200 open files are enough', async () => {
    const limited = `ulimit -n 200; exec "${process.execPath}" "${MAIN}" run --num-runs 100 --seed 1 --no-history`;
    expect((await execute(folder, 'sh', ['-c', limited])).code).toBe(EXIT.conforms);
  });
});

test.each(
  firstByDay(1, [
    ['lockstep', '3:99999'],
    ['racing', '0:99999'],
  ]),
)('a place that the draw does not have is one sentence and 254, %s', async (mode, path) => {
  const ended = await startedMsiconform(
    folder,
    ...`run --mode ${mode} --seed 1 --path ${path} --no-history`.split(' '),
  );
  expect([ended.code, ended.stdout]).toEqual([EXIT.usage, '']);
  expect(ended.stderr).toMatch(/leads nowhere in the draw of --seed 1/);
  expect(isOneSentence(ended.stderr)).toBe(true);
});

/** util-linux's script gives what it starts a terminal. */
const hasScript = (await execute('.', 'script', ['--version'])).code === 0;

test.skipIf(!hasScript || process.platform !== 'linux' || !IN_CI)(
  'with --json progress goes to the terminal on stderr, and stdout is the result alone',
  async () => {
    const run = `"${process.execPath}" "${MAIN}" run --seed 1 --num-runs 200 --no-history --json > result.json`;
    const ended = await execute(folder, 'script', ['-qec', run, 'terminal']);
    expect(ended.code).toBe(EXIT.conforms);
    expect(await readFile(join(folder, 'terminal'), 'utf8')).toMatch(/random .*\/200/);
    expect(JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'))).toMatchObject({
      format: 'msiconform-result',
    });
  },
);

test.skipIf(!hasScript || process.platform !== 'linux' || !IN_CI)(
  'Ctrl-C, once and again, leaves a terminal whose cursor is seen',
  { timeout: 120_000 },
  async () => {
    const run = `exec "${process.execPath}" "${MAIN}" run --num-runs 1000000 --no-history`;
    const child = spawn('script', ['-qfec', run, 'keys'], {
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const seen = (): Promise<string> => readFile(join(folder, 'keys'), 'latin1').catch(() => '');
    await expect.poll(seen, { timeout: 60_000 }).toContain('[?25l');
    child.stdin.write('\u0003');
    await expect.poll(seen, { timeout: 60_000 }).toContain('once more to end at once');
    child.stdin.write('\u0003');
    await ended;
    const text = await seen();
    expect(text.lastIndexOf('[?25h')).toBeGreaterThan(text.lastIndexOf('[?25l'));
  },
);

test('two runs that begin in one millisecond write two histories', () => {
  const at = new Date();
  expect(defaultHistory('reference', at)).not.toBe(defaultHistory('reference', at));
});
