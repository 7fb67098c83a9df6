import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../adapters/package-root.ts';
import { run } from '../adapters/wine/command.ts';
import { wineFactory } from '../adapters/wine/index.ts';
import { hostOnWine, windowsPath } from '../adapters/wine/launch.ts';
import type { HostOnWine } from '../adapters/wine/launch.ts';
import { startedMsiconform } from '../testing/command-line.ts';

const hasWine = (await wineFactory.diagnose?.())?.every(({ ok }) => ok) ?? true;
if (!hasWine) console.warn('No Wine on this machine: the command line is not run as a Windows program.');

const DEADLINE_MS = 240_000;
/** For Linux in our own folder, for Windows in the runtime. */
const NATIVE = ['koffi', '@koromix'];

/** The command line as a Windows program: Node for Windows runs it, with koffi's library for Windows. */
describe.skipIf(!hasWine)('the command line as a Windows program', { timeout: 2 * DEADLINE_MS }, () => {
  let folder = '';
  let host: HostOnWine;
  let out = 0;

  beforeAll(async () => {
    host = await hostOnWine();
    folder = await mkdtemp(join(tmpdir(), 'msiconform-native-'));
    await cp(join(packageRoot(), 'dist'), join(folder, 'dist'), { recursive: true });
    await cp(join(packageRoot(), 'package.json'), join(folder, 'package.json'));
    const modules = join(folder, 'node_modules');
    await mkdir(modules);
    for (const name of await readdir(join(packageRoot(), 'node_modules'))) {
      if (!NATIVE.includes(name) && !name.startsWith('.'))
        await symlink(join(packageRoot(), 'node_modules', name), join(modules, name));
    }
    const fetched = dirname(host.runtime.koffi);
    for (const name of NATIVE) await symlink(join(fetched, name), join(modules, name));
  }, DEADLINE_MS);
  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  /** What it printed goes through files: Node under Wine cannot open a pipe. */
  const native = async (...args: readonly string[]): Promise<{ code: number | null; text: string }> => {
    const printed = join(folder, `printed-${++out}.txt`);
    const script = `exec "$0" "$@" > '${printed}' 2>&1 < /dev/null`;
    const { code } = await run(
      '/bin/sh',
      [
        '-c',
        script,
        host.launch.program,
        host.runtime.node,
        windowsPath(join(folder, 'dist/cli/main.js')),
        ...args,
      ],
      { deadlineMs: DEADLINE_MS, env: host.launch.environment, cwd: folder, output: 'none' },
    );
    return { code, text: await readFile(printed, 'utf8') };
  };

  test('writes the history of the reference as Linux does, byte for byte, and checks it', async () => {
    const args = ['run', 'reference', '--seed', '5', '--num-runs', '30', '--history'];
    expect((await native(...args, 'windows.jsonl')).code).toBe(0);
    await startedMsiconform(folder, ...args, 'linux.jsonl');
    expect(await readFile(join(folder, 'windows.jsonl'))).toEqual(
      await readFile(join(folder, 'linux.jsonl')),
    );
    expect((await native('check', '*.jsonl')).code).toBe(0);
  });

  test('checks the machine, and speaks of this platform only', async () => {
    const { code, text } = await native('doctor');
    expect(code).toBe(0);
    expect(text).toContain('on win32');
    expect(text).toContain('koffi: loads, and calls Windows');
    expect(text).not.toContain('apt-get');
  });

  test('drives the installer of the machine it runs on', async () => {
    const { code, text } = await native('smoke', 'windows', '--this-machine-is-disposable');
    expect(text).toContain('each with a fitting answer');
    expect(code).toBe(0);
  });
});
