import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { explainFiles, memorySource, readSources } from './index.ts';
import { evidenceReport, renderExplanation } from './report/index.ts';
import type { EvidenceReport } from './report/index.ts';
import { sharedFolder } from './testing/shared-folder.ts';

const folder = sharedFolder('cases/evidence');

const filesUnder = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .toSorted()
        .flatMap((name) => filesUnder(join(path, name)))
    : [path];

const explained = async (
  name: string,
  utcOffset?: number,
): Promise<{ report: EvidenceReport; text: string }> => {
  if (folder === undefined) throw new Error('the shared cases are not there');
  const sources = filesUnder(join(folder, name)).map((path) =>
    memorySource(path.slice(folder.length + 1), readFileSync(path)),
  );
  const told = explainFiles(await readSources(sources), utcOffset === undefined ? {} : { utcOffset });
  return {
    report: evidenceReport(told, 'lenient'),
    text: renderExplanation(told, {
      reading: 'lenient',
      timelines: true,
      clauses: false,
      colors: pc.createColors(false),
    }),
  };
};

/** What the README beside the cases calls right, beyond what each text says. */
const answer = (blockedBy: object, rest: object = {}): object => ({ answers: [{ blockedBy, ...rest }] });
const HELD_BY_A = answer(
  { status: 'named', package: 'C:\\pkg\\a.msi' },
  { refused: { product: 'Beta' }, retry: 'after-holder' },
);
const CASES: readonly (readonly [name: string, report: object, words: readonly string[]])[] = [
  [
    '01-record-status.log',
    { answers: [], files: [{ sessions: [{ product: 'Alpha', code: 1603 }] }] },
    ['1603 (ERROR_INSTALL_FAILURE)', 'line 9'],
  ],
  ['01b-record-status-1618.log', answer({ status: 'no-date' }, { refused: { product: 'Alpha' } }), ['1618']],
  [
    '02-back-from-server.log',
    { files: [{ sessions: [{ answer: { code: 1603, line: 2 } }] }] },
    ['the service answered 1603'],
  ],
  [
    '03-deferred-custom-action.log',
    { files: [{ sessions: [{ cause: { line: 6 } }] }] },
    ['custom action BindPort returned 1603 (line 6)'],
  ],
  [
    '04-get-winevent-table.txt',
    { verdict: 'conforms', files: [{ events: [{ unreadable: ['package', 'processId'] }, {}, {}] }] },
    ['use Format-List or Export-Csv'],
  ],
  [
    '05-get-eventlog-table.txt',
    { files: [{ events: [{ at: '--07-15T15:56:00.000' }, {}, {}] }] },
    ['the year is not given', 'to the minute'],
  ],
  [
    '06',
    answer({
      status: 'clock-not-joined',
      candidates: [{ package: 'C:\\pkg\\a.msi', process: 5120, utcOffset: '+02:00' }],
    }),
    ['at +02:00 it would be C:\\pkg\\a.msi, client process 5120', 'give --utc-offset'],
  ],
  [
    '07',
    answer({ status: 'open-end', package: 'C:\\pkg\\a.msi' }),
    ['took the mutex at 2025-10-18 14:30:00.013 and does not show its end'],
  ],
  ['08', answer({ status: 'named', product: 'Gamma' }), ['in its folder only PC02 is named']],
  [
    '09-server2003-eventviewer-copy.txt',
    { files: [{ events: [{ at: '12/9/2016 13:38:57.000' }, { at: '12/9/2016 13:39:57.000' }] }] },
    ['may be day-first or month-first'],
  ],
  [
    '10-evtxecmd.xml',
    { machines: [{ clock: 'UTC', transactions: [{ package: 'C:\\pkg\\a.msi', processId: 1872 }] }] },
    [],
  ],
  ['11-evtxecmd.csv', HELD_BY_A, []],
  ['13-evtx-dump-separate-attributes.json', HELD_BY_A, []],
  ['14-nxlog.json', HELD_BY_A, []],
  ['15-nirsoft-fulleventlogview.csv', HELD_BY_A, []],
  ['16-splunk-raw.txt', HELD_BY_A, []],
  ['16c-psloglist.txt', HELD_BY_A, []],
  [
    '17-burn.log',
    { files: [{ kind: 'refused' }] },
    ['Burn', '0x80070652, which is 1618', 'Alpha_20190119131000_000_MsiPackage.log'],
  ],
  [
    '18-ansible-json-escaped.txt',
    { files: [{ sessions: [{ refusals: [{ systemError: 258 }], code: 1618 }] }] },
    ['not read:'],
  ],
  ['20-trailing-markup.txt', { files: [{ sessions: [{ package: 'C:\\pkg\\b.msi' }] }] }, []],
  ['23-wazuh.json', HELD_BY_A, []],
  ['24-dd-sfx-log.log', { files: [{ kind: 'refused' }] }, ['not of Windows Installer']],
  [
    '26-fr-CA.csv',
    {
      machines: [{ transactions: [{ began: '2025-10-18T14:30:00.000', ended: '2025-10-18T14:38:00.000' }] }],
    },
    [],
  ],
];

describe.skipIf(folder === undefined)('the shared cases', () => {
  it.each(CASES)('%s gets its right answer', async (name, report, words) => {
    if (folder === undefined || !existsSync(join(folder, name))) throw new Error(`${name} is not there`);
    const told = await explained(name);
    expect(told.report).toMatchObject(report);
    for (const each of words) expect(told.text).toContain(each);
    // What cannot be read is never broken.
    expect(told.report.clauses.flatMap(({ readings }) => readings['lenient'] ?? [])).not.toContain(
      'diverges',
    );
  });

  it('06 names the holder once the clocks are joined', async () => {
    const { report } = await explained('06', 2 * 3_600_000);
    expect(report.answers).toMatchObject([
      {
        blockedBy: {
          status: 'named',
          package: 'C:\\pkg\\a.msi',
          process: 5120,
          since: '2025-10-18T14:30:00.123',
        },
      },
    ]);
  });
});
