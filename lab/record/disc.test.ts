import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoAgent } from '../../adapters/agent/testing/available.ts';
import { findWine } from '../../adapters/wine/index.ts';
import { providePrefix } from '../../adapters/wine/prefix.ts';
import { BadInputError } from '../../spec/index.ts';
import { discFiles, writeDisc } from './disc.ts';
import { IN_CI } from '../../testing/bounds.ts';

const has = (program: string): boolean =>
  spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined;
const canWrite = ['xorriso', 'genisoimage', 'mkisofs'].some(has);
const canRead = has('7z');
const why = await whyNoAgent();
if (!canWrite || !canRead)
  process.stderr.write('skipped: the CD with the agent (xorriso and 7z are needed)\n');

describe.skipIf(!canWrite || !canRead)('the CD with the agent', () => {
  let folder: string;
  let files: ReadonlyMap<string, Buffer>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'msiconform-disc-test-'));
    files =
      why === undefined
        ? await discFiles()
        : new Map([
            ['run.cmd', Buffer.from('x')],
            ['a-long-name-like-others.exe', Buffer.from([0, 255])],
          ]);
    await writeDisc(join(folder, 'agent.iso'), files);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read by 7z byte for byte, under the long names of Joliet', async () => {
    await promisify(execFile)('7z', ['x', '-y', `-o${join(folder, 'read')}`, join(folder, 'agent.iso')]);
    for (const [name, bytes] of files)
      expect(readFileSync(join(folder, 'read', name)).equals(bytes), name).toBe(true);
  });

  it('has a volume of ISO 9660 and one of Joliet', () => {
    const iso = readFileSync(join(folder, 'agent.iso'));
    const descriptors = Array.from({ length: 4 }, (_, index) =>
      iso.subarray((16 + index) * 2048, (17 + index) * 2048),
    );
    const [primary, joliet] = [1, 2].map((type) => descriptors.find((each) => each[0] === type));
    expect(primary?.toString('latin1', 1, 6)).toBe('CD001');
    expect(primary?.toString('latin1', 40, 50)).toBe('MSICONFORM');
    expect(joliet?.toString('latin1', 88, 91)).toMatch(/^%\/[@CE]$/);
  });

  it('is not written over a file that is there', async () => {
    writeFileSync(join(folder, 'mine.iso'), 'mine');
    await expect(writeDisc(join(folder, 'mine.iso'), files)).rejects.toThrow(BadInputError);
    expect(readFileSync(join(folder, 'mine.iso'), 'utf8')).toBe('mine');
  });

  it.skipIf(why !== undefined || !IN_CI)(
    'has a run.cmd that puts the agent onto the machine, as Wine runs it',
    async () => {
      const wine = await findWine();
      await using prefix = await providePrefix(wine, () => undefined);
      const read = join(folder, 'disc');
      await promisify(execFile)('7z', ['x', '-y', `-o${read}`, join(folder, 'agent.iso')]);
      await promisify(execFile)(
        wine.program,
        ['cmd', '/c', `Z:${join(read, 'run.cmd').replaceAll('/', '\\')}`],
        {
          env: { ...prefix.environment, MSICONFORM_NO_START: '1' },
        },
      );
      const drive = join(prefix.folder, 'drive_c', 'msiconform');
      expect(
        readFileSync(join(drive, 'msiconform-agent-x64.exe')).equals(
          files.get('msiconform-agent-x64.exe') ?? Buffer.alloc(0),
        ),
      ).toBe(true);
      expect(readFileSync(join(drive, 'agent.cmd'), 'latin1').trim()).toBe(
        '@"C:\\msiconform\\msiconform-agent-x64.exe" serial COM1',
      );
      const { stdout } = await promisify(execFile)(
        wine.program,
        ['reg', 'query', 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run', '/v', 'msiconform'],
        { env: prefix.environment },
      );
      expect(stdout).toContain('C:\\msiconform\\agent.cmd');
    },
  );
});
