/** Longer than 250 lines: each situation of a holder, one after the other. */
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { explainFiles, memorySource, readSources } from '../index.ts';
import { evidenceReport, renderExplanation } from '../report/index.ts';
import type { EvidenceReport } from '../report/index.ts';
import { hung, installed, refused, refusedByService, withDialogs } from '../testing/small-logs.ts';

type Files = Readonly<Record<string, string>>;

const told = async (files: Files): Promise<{ report: EvidenceReport; text: string }> => {
  const sources = Object.entries(files).map(([name, text]) => memorySource(name, Buffer.from(text)));
  const explanation = explainFiles(await readSources(sources));
  return {
    report: evidenceReport(explanation, 'lenient'),
    text: renderExplanation(explanation, {
      reading: 'lenient',
      timelines: true,
      clauses: false,
      colors: pc.createColors(false),
    }),
  };
};

const alpha = { path: 'C:\\p\\alpha.msi', processId: 5120, from: '14:30:00', to: '14:38:00' };
const gamma = { path: 'C:\\p\\gamma.msi', processId: 6120, from: '14:31:00', to: '14:39:00' };
const beta = { path: 'C:\\p\\beta.msi', processId: 77, from: '14:35:00', to: '14:35:03' };
const INSIDE = [
  'MSI (s) (F0:44) [14:34:00:000]: Doing action: RunOther',
  'Action start 14:34:00: RunOther.',
  'CustomAction RunOther returned actual error code 1618 (note this may not be 100% accurate if translation happened inside sandbox)',
  'Action ended 14:34:06: RunOther. Return value 3.',
];
const DIALOGS = [
  'MSI (c) (4D:10) [14:35:01:000]: Doing action: InstallRuntime',
  'Action start 14:35:01: InstallRuntime.',
  'CustomAction InstallRuntime returned actual error code 1618 (note this may not be 100% accurate if translation happened inside sandbox)',
  'Action ended 14:35:02: InstallRuntime. Return value 3.',
  'Action ended 14:35:02: INSTALL. Return value 3.',
  'MSI (c) (4D:10) [14:35:02:300]: MainEngineThread is returning 1603',
];
const MESSAGE = [
  'MSI (c) (4D:10) [14:35:00:300]: Doing action: ExecuteAction',
  'Action start 14:35:00: ExecuteAction.',
  'Ошибка 1500. Выполняется другая установка.',
  'MSI (c) (4D:10) [14:35:03:301]: Product: Beta -- Ошибка 1500. Выполняется другая установка.',
  'Action ended 14:35:03: ExecuteAction. Return value 3.',
  'MSI (c) (4D:10) [14:35:03:400]: MainEngineThread is returning 1603',
];

interface Expected {
  readonly status: string;
  readonly retry: string;
  readonly package?: string | null;
  readonly words: readonly string[];
  readonly never?: readonly string[];
}

const CASES: readonly (readonly [name: string, files: Files, expected: Expected])[] = [
  [
    'the holder in another log of the machine',
    { 'a.log': installed({ ...alpha, computer: 'PC01' }), 'b.log': refused(beta) },
    {
      status: 'named',
      retry: 'after-holder',
      package: alpha.path,
      words: [
        'try again after the end of that installation',
        'return value 1618',
        'until 2025-10-18 14:38:00',
      ],
    },
  ],
  [
    'two machines in one folder, and a refused log that names none',
    {
      'a.log': installed({ ...alpha, computer: 'PC01' }),
      'c.log': installed({ ...gamma, computer: 'PC02' }),
      'b.log': refused(beta),
    },
    {
      status: 'machine-unknown',
      retry: 'unknown',
      package: null,
      words: [
        `on PC01 it would be ${alpha.path}`,
        `on PC02 it would be ${gamma.path}`,
        '--machine NAME=FOLDER',
      ],
    },
  ],
  [
    'two folders that name no computer at all',
    { 'x/b.log': refused(beta), 'y/a.log': installed(alpha) },
    {
      status: 'machine-unknown',
      retry: 'unknown',
      package: null,
      words: [`if they are of one machine it would be ${alpha.path}`, '--one-machine'],
      never: ['nothing in them was installing'],
    },
  ],
  [
    'the folder of the other computer',
    {
      'pc01/a.log': installed({ ...alpha, computer: 'PC01' }),
      'pc02/c.log': installed({ ...gamma, to: '14:33:00', computer: 'PC02' }),
      'pc02/b.log': refused(beta),
    },
    {
      status: 'none-overlaps',
      retry: 'unknown',
      package: null,
      words: ['%TEMP%\\MSI*.log'],
      never: ['alpha.msi, client'],
    },
  ],
  [
    'a holder that hangs, with its sequence begun',
    { 'a.log': hung(alpha), 'b.log': refused(beta) },
    {
      status: 'open-end',
      retry: 'after-holder',
      package: alpha.path,
      words: [
        'took the mutex at 2025-10-18 14:30:00.006 and does not show its end',
        'it may hang',
        'half done',
      ],
    },
  ],
  [
    'a log without an end, after which another one installed',
    {
      'a.log': hung(alpha),
      'c.log': installed({ ...gamma, from: '14:32:00', to: '14:33:00' }),
      'b.log': refused(beta),
    },
    { status: 'none-overlaps', retry: 'unknown', package: null, words: ['msiexec /l*v'] },
  ],
  [
    'a holder that had ended just before',
    { 'a.log': installed({ ...alpha, to: '14:35:01' }), 'b.log': refused(beta) },
    { status: 'none-overlaps', retry: 'now', package: null, words: ['had ended just before'] },
  ],
  [
    'a client that was refused itself, its log cut before it says so, is no holder',
    {
      'a.log': refusedByService({ ...beta, path: alpha.path, from: '14:34:00', to: '14:36:00' }).slice(
        0,
        -60,
      ),
      'b.log': refused(beta),
    },
    { status: 'open-end', retry: 'after-holder', words: ['does not show its end'], never: ['held by: C:'] },
  ],
  [
    'a custom action inside of the installation',
    { 'a.log': installed({ ...alpha, code: 1603, middle: INSIDE }) },
    {
      status: 'named',
      retry: 'never',
      package: alpha.path,
      words: ['no retry can help', 'first trouble: custom action RunOther returned 1618'],
    },
  ],
  [
    'a custom action in the dialogs of the same process',
    { 'u.log': withDialogs({ ...beta, middle: DIALOGS }) },
    {
      status: 'none-overlaps',
      retry: 'unknown',
      package: null,
      words: ['in its UI sequence', 'no retry helps'],
      never: ['nothing in them was installing'],
    },
  ],
  [
    'message 1500 at full UI, in Russian',
    { 'a.log': installed(alpha), 'b.log': withDialogs({ ...beta, middle: MESSAGE }) },
    {
      status: 'named',
      retry: 'after-holder',
      package: alpha.path,
      words: ['Beta (C:\\p\\beta.msi)', 'first trouble: another installation is in progress (message 1500)'],
    },
  ],
  [
    'an excerpt without a date beside a whole log',
    { 'a.log': installed(alpha), 'b.txt': refused(beta).split('\r\n').slice(1, 6).join('\n') },
    { status: 'no-date', retry: 'unknown', package: null, words: ['give the whole log'] },
  ],
  [
    'a date that can be read in two ways, and the answer with it',
    {
      'a.log': installed({ ...alpha, date: '4/5/2025' }),
      'c.log': installed({ ...gamma, date: '2025-04-05', computer: 'PC01' }),
      'b.log': refused({ ...beta, date: '4/5/2025' }),
    },
    {
      status: 'no-date',
      retry: 'unknown',
      package: null,
      words: ['can be read in two ways', 'whose date can be read in one way only'],
      never: ['2025-05-04', 'held by: C:'],
    },
  ],
  [
    'a date that can be read in two ways, but one holder in both',
    { 'a.log': installed({ ...alpha, date: '4/5/2025' }), 'b.log': refused({ ...beta, date: '4/5/2025' }) },
    {
      status: 'named',
      retry: 'after-holder',
      package: alpha.path,
      words: ['since 14:30:00.006 until 14:38:00.160', 'may be day-first or month-first'],
      never: ['2025-05-04', '2025-04-05'],
    },
  ],
  [
    'the end of the holder, whose begin was cut off: what is not shown may have been',
    {
      'a.log': installed(alpha).slice(installed(alpha).indexOf('Action ended')),
      'b.log': refused(beta),
    },
    {
      status: 'none-overlaps',
      retry: 'unknown',
      words: ['ended afterwards, and its begin is not shown, so it may have had the mutex then'],
      never: ['nothing in them was installing'],
    },
  ],
  [
    'the same without a footer, so that nothing dates it',
    {
      'a.log': installed(alpha)
        .slice(installed(alpha).indexOf('Action ended'))
        .replace(/=== Verbose logging stopped.*\r\n/, ''),
      'b.log': refused(beta),
    },
    {
      status: 'none-overlaps',
      retry: 'unknown',
      words: ['bears no date, so it cannot be told whether that had the mutex then'],
      never: ['nothing in them was installing'],
    },
  ],
  [
    'a log that hangs, of which the header is lost',
    { 'a.log': hung(alpha).split('\r\n').slice(1).join('\r\n'), 'b.log': refused(beta) },
    {
      status: 'none-overlaps',
      retry: 'unknown',
      words: ['bears no date, so it cannot be told whether that had the mutex then'],
      never: ['nothing in them was installing'],
    },
  ],
  [
    'an export that begins after the 1040',
    {
      'e.csv': [
        'Level,Date and Time,Source,Event ID,Task Category',
        'Information,10/18/2025 2:38:00 PM,MsiInstaller,1042,None,"Ending a Windows Installer transaction: C:\\p\\alpha.msi. Client Process Id: 5120."',
        '',
      ].join('\r\n'),
      'b.log': refused(beta),
    },
    {
      status: 'none-overlaps',
      retry: 'unknown',
      words: ['C:\\p\\alpha.msi (client process 5120) ended afterwards, and its begin is not shown'],
      never: ['nothing in them was installing'],
    },
  ],
  [
    'a clock that is put back while the holder installs: its times do not tell what came first',
    {
      'a.log': installed({ ...alpha, from: '14:50:00', to: '14:37:00' }),
      'b.log': refused(beta),
    },
    {
      status: 'none-overlaps',
      retry: 'unknown',
      words: ['the clock goes back within the log of C:\\p\\alpha.msi'],
      never: ['nothing in them was installing', 'calls were refused while another one processed its table'],
    },
  ],
];

describe('the answer to a 1618', () => {
  it.each(CASES)('%s', async (_, files, { status, retry, package: path, words, never = [] }) => {
    const { report, text } = await told(files);
    expect(report.answers).toHaveLength(1);
    const [answer] = report.answers;
    expect({ status: answer?.blockedBy.status, retry: answer?.retry }).toEqual({ status, retry });
    if (path !== undefined) expect(answer?.blockedBy.package).toBe(path);
    for (const each of words) expect(text).toContain(each);
    for (const each of never) expect(text).not.toContain(each);
    // The answer stands before all else.
    expect(text.indexOf('1 refusal (1618')).toBe(0);
    expect(text).toContain('what to do: ');
    // What an installation came to is no verdict of the rules, and nothing is broken that everybody allows.
    expect(text).not.toContain('verdict: conforms');
    expect(report.verdict).not.toBe('diverges');
  });

  it('does not set the success of an unnamed log against those of two named machines', async () => {
    const { report } = await told({
      'a.log': installed({ ...alpha, computer: 'PC01' }),
      'c.log': installed({ ...gamma, computer: 'PC02' }),
      'd.log': installed({ ...alpha, path: 'C:\\p\\delta.msi', from: '14:32:00', to: '14:34:00' }),
    });
    const mutex = report.clauses.find(({ id }) => id === '1618-mutex');
    expect(Object.values(mutex?.readings ?? {})).not.toContain('diverges');
  });

  it('says of a failed installation that its rules were kept, not that it conforms', async () => {
    const { text } = await told({ 'a.log': installed({ ...alpha, code: 1603 }) });
    expect(text).toContain('returned 1603 (ERROR_INSTALL_FAILURE)');
    expect(text).toContain('nothing is said of how an installation ended');
    expect(text).not.toMatch(/verdict|conforms/);
  });
});
