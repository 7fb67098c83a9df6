import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MEASUREMENT_NAMES } from '../adapters/driver/measure/index.ts';
import { packageRoot } from '../adapters/package-root.ts';
import { run } from '../adapters/wine/command.ts';
import { wineFactory } from '../adapters/wine/index.ts';
import { hostOnWine, windowsPath } from '../adapters/wine/launch.ts';
import type { HostOnWine } from '../adapters/wine/launch.ts';
import type { Result } from '../reports/index.ts';
import { IN_CI, NIGHT } from '../testing/bounds.ts';
import { startedMsiconform } from '../testing/command-line.ts';

const hasWine = (await wineFactory.diagnose?.())?.every(({ ok }) => ok) ?? true;
if (!hasWine) console.warn('No Wine on this machine: the command line is not run as a Windows program.');

/** The longest takes a minute. */
const DEADLINE_MS = 300_000;
/** For Linux in our own folder, for Windows in the runtime. */
const NATIVE = ['koffi', '@koromix'];

/** The command line as a Windows program: Node for Windows runs it, with koffi's library for Windows. */
describe.skipIf(!hasWine || !IN_CI)(
  'the command line as a Windows program',
  { timeout: 4 * DEADLINE_MS },
  () => {
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

    /** Runs it once. What it printed goes through files: Node under Wine cannot open a pipe. */
    const attempt = async (args: readonly string[]): Promise<{ code: number | null; text: string }> => {
      const printed = join(folder, `printed-${++out}.txt`);
      const script = `exec "$0" "$@" > '${printed}' 2>&1 < /dev/null`;
      const main = windowsPath(join(folder, 'dist/cli/main.js'));
      const { code } = await run(
        '/bin/sh',
        ['-c', script, host.launch.program, host.runtime.node, main, ...args],
        { deadlineMs: DEADLINE_MS, env: host.launch.environment, cwd: folder, output: 'none' },
      );
      return { code, text: await readFile(printed, 'utf8') };
    };

    /**
     * Runs it, and once more when Node for Windows hung under Wine, which it did in one CI run of some twenty. What it
     * had done is told, so that a hang of ours is not taken for one of Wine.
     */
    const native = async (...args: readonly string[]): Promise<{ code: number | null; text: string }> => {
      const first = await attempt(args);
      if (first.code !== null) return first;
      const history = join(folder, args[args.indexOf('--history') + 1] ?? '');
      const kept = await readFile(history, 'utf8').catch(() => 'no history');
      console.warn(`hung: ${args.join(' ')}\n${first.text}\n${kept.slice(-2_000)}`);
      if (args.includes('--history')) await rm(history, { force: true });
      return attempt(args);
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

    test.runIf(NIGHT)('measures it, with a line in the history for each measurement', async () => {
      const args = ['measure', 'windows', '--this-machine-is-disposable', '--history', 'measured.jsonl'];
      const { code, text } = await native(...args);
      expect(code, text).toBe(0);
      const lines = (await readFile(join(folder, 'measured.jsonl'), 'utf8')).trimEnd().split('\n');
      const measured = lines.flatMap(
        (line) => (JSON.parse(line) as { measurement?: string }).measurement ?? [],
      );
      expect(measured).toEqual([...MEASUREMENT_NAMES, 'mutexTakers']);
      expect((await native('measurements', 'measured.jsonl')).text).toContain('boundaries');
      // Of Wine, which takes no mutex, log and probe tell the same: nobody did.
      expect(text).not.toContain('do not agree');
    });

    test('runs the suite on it, and shows a divergence again by the command that it prints', async () => {
      const shared = ['--this-machine-is-disposable', '--no-measure'];
      const args = [
        'run',
        'windows',
        ...shared,
        '--seed',
        '3',
        '--num-runs',
        '4',
        '--history',
        'run.jsonl',
        '--json',
      ];
      const { code, text } = await native(...args);
      expect(code, text).toBe(1);
      const result = JSON.parse(text.slice(text.indexOf('{"format"')).split('\n')[0] ?? '') as Result;
      const [divergence] = result.clauses.flatMap(({ divergences }) => divergences);
      expect(divergence).toMatchObject({ flaky: false, rate: { shown: expect.any(Number) } });
      expect((await native('check', 'run.jsonl')).code).toBe(1);
      const replay = divergence?.replay.split(' ').slice(1) ?? [];
      const again = await native(...replay, '--no-measure', '--history', 'again.jsonl', '--json');
      expect(again.text).toContain(JSON.stringify(divergence?.signature));
      expect(again.code).toBe(1);
      expect((await native('replay', 'linux.jsonl', '--case', '1')).code).toBe(0);
    });

    test('explains a log, verifies a page, and builds the matrix', async () => {
      await cp(join(packageRoot(), 'cli', 'golden', 'refused.log'), join(folder, 'refused.log'));
      const explained = await native('explain', 'refused.log', '--json');
      const here = await startedMsiconform(folder, 'explain', 'refused.log', '--json');
      expect(explained).toEqual({ code: here.code, text: here.stdout + here.stderr });
      const samples = join(packageRoot(), 'spec', 'page', 'samples');
      await cp(samples, join(folder, 'pages'), { recursive: true });
      const verified = await native('spec', 'verify', 'pages\\*.md', '--json');
      const expected = await startedMsiconform(folder, 'spec', 'verify', 'pages/*.md', '--json');
      expect(verified.code, verified.text).toBe(expected.code);
      expect(verified.text.replaceAll('\\\\', '/').split('\n')[0]).toBe(expected.stdout.split('\n')[0]);
      const built = await native('matrix', '*.result.json', '-o', 'site');
      expect(built.code, built.text).toBe(0);
      expect(await readFile(join(folder, 'site', 'index.html'), 'utf8')).toContain('msiconform');
    });

    test('drives a program behind the stdio protocol', async () => {
      const program = windowsPath(join(packageRoot(), 'examples', 'javascript', 'my-installer.mjs'));
      const command = `"${host.runtime.node}" "${program}"`;
      const { code, text } = await native(
        'run',
        '--command',
        command,
        '--seed',
        '2',
        '--num-runs',
        '100',
        '--no-history',
      );
      expect(text).toContain('verdict: conforms');
      expect(code).toBe(0);
    });

    // All of it takes some minutes.
    test.runIf(NIGHT)(
      'leaves one zip on the desktop by first-run.cmd, with what each stage gave',
      async () => {
        await cp(join(packageRoot(), 'first-run.cmd'), join(folder, 'first-run.cmd'));
        await mkdir(join(folder, 'node'));
        await symlink(host.runtime.node, join(folder, 'node', 'node.exe'));
        const { code } = await run(
          '/bin/sh',
          ['-c', 'exec "$0" cmd /c first-run.cmd > first-run.txt 2>&1 < /dev/null', host.launch.program],
          {
            deadlineMs: 1_800_000,
            // Wine knows no rights to be raised to.
            env: { ...host.launch.environment, MSICONFORM_RAISED: '1' },
            cwd: folder,
            output: 'none',
          },
        );
        const said = await readFile(join(folder, 'first-run.txt'), 'utf8');
        expect(code, said).toBe(0);
        // Wine has a desktop of its own in each prefix.
        const [, zip = ''] = /^Done: C:(.+\.zip)/m.exec(said) ?? [];
        const drive = join(host.launch.environment['WINEPREFIX'] ?? '', 'drive_c');
        const parts = unzipSync(await readFile(join(drive, ...zip.split('\\'))));
        const named = (end: string): string => {
          const [name] = Object.keys(parts).filter((each) => each.endsWith(end));
          return Buffer.from(parts[name ?? ''] ?? []).toString();
        };
        expect(named('/doctor.txt')).toContain('ready  windows');
        expect(named('/measured.jsonl')).toContain('"measurement":"boundaries"');
        expect(named('/smoke.txt')).toContain('each with a fitting answer');
        expect(JSON.parse(named('/result.json'))).toMatchObject({ verdict: 'diverges', interleavings: 30 });
        expect(named('/run.jsonl')).toContain('"phase":"random"');
      },
      2_000_000,
    );
  },
);
