/**
 * Reading logs, beside `grep -c` on the same file. Size in megabytes by BENCH_MEGABYTES (1000 is the
 * promise; the default is smaller).
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { engineTime, LOCALES } from '../evidence/testing/locales.ts';
import { plan } from '../evidence/testing/plan.ts';
import { renderLog } from '../evidence/testing/render-log.ts';
import { measure, median, report } from './measure.ts';

const MEGABYTES = Number(process.env['BENCH_MEGABYTES'] ?? 200);
const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'msiconform-bench-'));

/** Lines as the bulk of a verbose log is made of, between the calls of drawn machines. */
const bulk = (at: number): readonly string[] => [
  `MSI (s) (A0:E8) [${engineTime(at)}]: Executing op: SetSourceFolder(Folder=1\\Lib\\site-packages\\|)`,
  `MSI (s) (A0:E8) [${engineTime(at)}]: Executing op: FileCopy(SourceName=tkfbox.tcl,SourceCabKey=f_12,DestName=tkfbox.tcl,Attributes=512,FileSize=38373,PerTick=65536,,VerifyMedia=1,,,,,CheckCRC=0,,,InstallMode=58982400,HashOptions=0)`,
  `MSI (s) (A0:E8) [${engineTime(at)}]: File: C:\\Program Files\\Tool\\tcl\\tk8.6\\tkfbox.tcl;\tTo be installed;\tNo patch;\tNo existing file`,
  `MSI (s) (A0:E8) [${engineTime(at)}]: Component: cmp_${at % 1000}; Installed: Absent;   Request: Local;   Action: Local;   Client State: Unknown`,
  `MSI (s) (A0:E8) [${engineTime(at)}]: Note: 1: 2205 2:  3: Error `,
  `Property(S): PROPERTY_${at % 1000} = C:\\Users\\user\\AppData\\Local\\Programs\\Tool\\`,
  'SFXCA: Extracting custom action to temporary directory: C:\\Users\\user\\AppData\\Local\\Temp\\',
];

const text = (): string => {
  const lines: string[] = [];
  const locale = LOCALES[0];
  if (locale === undefined) throw new RangeError('no locale');
  for (const machine of fc.sample(plan, { numRuns: 40, seed: 1 })) {
    for (const call of machine.calls) {
      const log = renderLog(call, { locale, computer: 'PC-1', noise: 1 });
      const middle = Math.floor(log.length / 2);
      lines.push(...log.slice(0, middle));
      for (let index = 0; index < 150; index++) lines.push(...bulk(call.began + index));
      lines.push(...log.slice(middle));
    }
  }
  return lines.map((line) => `${line}\r\n`).join('');
};

const write = (name: string, block: Buffer, head: Buffer): string => {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  writeSync(file, head);
  for (let written = 0; written < MEGABYTES * 1e6; written += block.length) writeSync(file, block);
  closeSync(file);
  return path;
};

interface Reading {
  readonly bytes: number;
  readonly peakMegabytes: number;
}

/** Runs a program under the shell's own clock, which gives processor time: wall time depends on the neighbours. */
const timed = (program: string, args: readonly string[]): { stdout: string; cpu: number } => {
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="%U %S"; time "$0" "$@"', program, ...args],
    { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  );
  const [, user, system] = /([\d.]+) ([\d.]+)\s*$/.exec(stderr) ?? [];
  if (stdout === '' || user === undefined) throw new Error(`${program} failed: ${stderr}`);
  return { stdout, cpu: Number(user) + Number(system) };
};

try {
  const sample = text();
  const files = [
    { name: 'UTF-16LE', path: write('wide.log', Buffer.from(sample, 'utf16le'), Buffer.from([0xff, 0xfe])) },
    { name: 'UTF-8', path: write('narrow.log', Buffer.from(sample), Buffer.alloc(0)) },
    {
      name: 'one line',
      path: write(
        'line.log',
        Buffer.alloc(1_000_000, 'x'),
        Buffer.from('=== Logging started: 1/2/2020  3:04:05 ===\n'),
      ),
    },
  ];
  for (const { name, path } of files) {
    const peaks: Reading[] = [];
    const cpu: { grep: number[]; explain: number[] } = { grep: [], explain: [] };
    const measured = await measure(
      [
        {
          name: 'grep -c',
          run: () => {
            cpu.grep.push(timed('grep', ['-ac', 'Grabbed execution mutex', path]).cpu);
            return MEGABYTES;
          },
        },
        {
          name: 'msiconform explain',
          run: () => {
            const { stdout, cpu: seconds } = timed(process.execPath, [
              join(here, 'evidence-reader.js'),
              path,
            ]);
            const reading = JSON.parse(stdout) as Reading;
            cpu.explain.push(seconds);
            peaks.push(reading);
            return reading.bytes / 1e6;
          },
        },
      ],
      { rounds: 3, warmUp: 1 },
    );
    await report({
      id: `evidence-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
      title: `Reading ${MEGABYTES} MB of log, ${name}, in one process, start-up included`,
      unit: 'MB',
      measured,
      against: 'grep -c',
      facts: {
        megabytesPerProcessorSecond: {
          'grep -c': MEGABYTES / median(cpu.grep),
          'msiconform explain': MEGABYTES / median(cpu.explain),
        },
        last: peaks.at(-1),
        peakMegabytes: Math.max(...peaks.map(({ peakMegabytes }) => peakMegabytes)),
      },
    });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
