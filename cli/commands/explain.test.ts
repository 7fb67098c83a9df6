import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { msiconform as msiconformIn } from '../../testing/command-line.ts';
import type { Ended } from '../../testing/command-line.ts';
import { EXIT } from '../exit-codes.ts';

let folder = '';
const msiconform = (...args: readonly string[]): Promise<Ended> => msiconformIn(folder, ...args);

const HEAD =
  '=== Verbose logging started: 24/03/2026  05:15:03  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\x.exe ===';
const REFUSED = [
  HEAD,
  'MSI (c) (33:01) [05:15:03:000]: Client-side and UI is none or basic: Running entire install on the server.',
  'MSI (c) (33:01) [05:15:06:100]: Failed to grab execution mutex. System error 258.',
  'MSI (c) (33:01) [05:15:06:200]: MainEngineThread is returning 1618',
].join('\r\n');
/** Two transactions at once, which a mutex does not allow. */
const OVERLAP = [
  'TimeCreated,EventID,Source,Data1,Data2',
  '2026-03-24T05:15:01Z,1040,MsiInstaller,C:\\a.msi,1',
  '2026-03-24T05:15:02Z,1040,MsiInstaller,C:\\b.msi,2',
  '2026-03-24T05:15:03Z,1042,MsiInstaller,C:\\a.msi,1',
  '2026-03-24T05:15:04Z,1042,MsiInstaller,C:\\b.msi,2',
].join('\n');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-explain-'));
  await mkdir(join(folder, 'logs', 'deep'), { recursive: true });
  await writeFile(join(folder, 'logs', 'deep', 'refused.log'), REFUSED);
  await writeFile(join(folder, 'logs', 'half.evtx'), 'ElfFile\0');
  await writeFile(join(folder, 'events.csv'), OVERLAP);
  await writeFile(join(folder, 'notes.txt'), 'nothing of the kind');
});

describe('explain', () => {
  test('reads a folder, and one bad file does not stop the others', async () => {
    const ended = await msiconform('explain', 'logs', 'nowhere.log');
    expect(ended.stdout).toContain('could not get the mutex after 3.100 s');
    expect(ended.stdout).toContain('held by: not in these files');
    expect(ended.stderr).toContain('half.evtx is a binary event log');
    expect(ended.stderr).toContain('nowhere.log does not exist');
    expect(ended.stdout).not.toContain('\u001B');
  });

  test('with no file that can be read it is bad input', async () => {
    const ended = await msiconform('explain', 'notes.txt');
    expect(ended.code).toBe(EXIT.usage);
    expect(ended.stderr).toContain('notes.txt holds neither lines of an MSI log nor MsiInstaller records');
  });

  test('a refusal whose holder is not known tells nothing, and is no pass', async () => {
    expect((await msiconform('explain', 'logs/**/*.log')).code).toBe(EXIT.inconclusive);
  });

  test('transactions that overlap contradict the mutex, under every reading', async () => {
    const ended = await msiconform('explain', 'events.csv', '--json');
    expect(ended.code).toBe(EXIT.diverges);
    const report: unknown = JSON.parse(ended.stdout);
    expect(report).toMatchObject({ format: 'msiconform-evidence', verdict: 'diverges' });
    expect(JSON.stringify(report)).toContain('"1618-mutex: transaction begins"');
  });

  test('says what the default reading is by its name', async () => {
    const { stdout } = await msiconform('explain', '--help');
    expect(stdout).toContain('(default: lenient)');
  });
});
