import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogReading, Session } from './story.ts';
import { LogReader } from './log-reader.ts';

const read = (text: string): LogReading => {
  const reader = new LogReader({ encoding: 'utf-8', bom: false });
  reader.push(Buffer.from(text));
  return reader.finish();
};

const HEADER =
  '=== Verbose logging started: 28.02.2020  10:00:00  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\x.exe ===';

/** A call at basic UI, as its client and the service write it down. */
const call = (process: string, thread: string, second: number, fate: 'installs' | 'refused'): string[] => {
  const at = (millisecond: number): string =>
    `[10:00:${String(second + Math.floor(millisecond / 1000)).padStart(2, '0')}:${String(millisecond % 1000).padStart(3, '0')}]`;
  const client = (millisecond: number, text: string): string =>
    `MSI (c) (${process}:10) ${at(millisecond)}: ${text}`;
  const server = (millisecond: number, text: string): string =>
    `MSI (s) (A0:${thread}) ${at(millisecond)}: ${text}`;
  return [
    HEADER.replace('10:00:00', `10:00:${String(second).padStart(2, '0')}`),
    client(1, '******* RunEngine:'),
    `           ******* Product: C:\\${process}.msi`,
    client(10, 'Client-side and UI is none or basic: Running entire install on the server.'),
    ...(fate === 'refused'
      ? [
          client(3110, 'Failed to grab execution mutex. System error 258.'),
          client(3120, 'MainEngineThread is returning 1618'),
        ]
      : [
          client(20, 'Grabbed execution mutex.'),
          server(30, `Running installation inside multi-package transaction C:\\${process}.msi`),
          server(31, 'Grabbed execution mutex.'),
          server(40, 'Running ExecuteSequence'),
          server(41, 'Doing action: INSTALL'),
          'Action start 10:00:00: INSTALL.',
          'Action ended 10:00:00: INSTALL. Return value 1.',
          server(5000, 'MainEngineThread is returning 0'),
          client(5010, 'MainEngineThread is returning 0'),
        ]),
    '=== Verbose logging stopped: 28.02.2020  10:00:00 ===',
  ];
};

/** What a story is, apart from where its lines stand. */
const told = ({ sessions }: LogReading): unknown =>
  sessions.map((session: Session) => [
    session.package,
    session.date?.text,
    session.sequences.map(({ table, side, returnValue }) => [table, side, returnValue]),
    session.grabs.map(({ side, clock, place }) => [side, clock, place]),
    session.refusals.map(({ clock, waited }) => [clock, waited]),
    session.returned.map(({ side, code }) => [side, code]),
  ]);

describe('an action whose name has full stops', () => {
  it('is read with its whole name and its return value', () => {
    const { sessions, unread } = read(
      'Action start 12:02:17: Python3.6.\nAction ended 12:02:17: Python3.6. Return value 3.\n',
    );
    expect(unread.action).toBe(0);
    expect(sessions[0]?.cause?.text).toBe('action Python3.6 failed');
  });
});

describe('what the package or the system words in another language', () => {
  it.each([
    ['Aktion gestartet um 15:56:08: INSTALL.', 'Aktion beendet um 15:56:09: INSTALL. Rückgabewert 3.'],
    ['Début de l’action 15:56:08 : INSTALL.', 'Fin de l’action 15:56:09 : INSTALL. Valeur renvoyée 3.'],
    ['アクション開始 15:56:08: INSTALL。', 'アクション終了 15:56:09: INSTALL。 戻り値 3。'],
  ])('%s', (begins, ends) => {
    const { sessions, unread, read: lines } = read(`${begins}\n${ends}\n`);
    expect(unread).toMatchObject({ action: 0, text: 0 });
    expect(lines.action).toBe(2);
    expect(sessions[0]?.sequences).toMatchObject([{ table: 'InstallExecuteSequence', returnValue: 3 }]);
  });

  it.each([
    'Error 1500. Another installation is in progress.',
    'Fehler 1500. Eine andere Installation wird bereits ausgeführt.',
    'MSI (c) (84:F8) [23:52:35:758]: Product: X -- Error 1500. Another installation is in progress.',
    'MSI (c) (84:F8) [23:52:35:758]: Produkt: X -- Fehler 1500. Eine andere Installation läuft.',
    'MSI (c) (84:F8) [23:52:35:758]: 製品: X -- エラー 1500。別のインストールが進行中です。',
    'MSI (c) (84:F8) [23:52:35:758]: Note: 1: 1500 ',
  ])('is known as message 1500: %s', (line) => {
    expect(read(`${line}\n`).sessions[0]?.busy).toMatchObject([{ shape: 'message-1500', line: 1 }]);
  });

  it.each(['Error 1501. Something else.', 'MSI (c) (84:F8) [23:52:35:758]: Product: X 1500. -- Removed.'])(
    'is not found where it is not: %s',
    (line) => {
      expect(read(`${line}\n`).sessions.flatMap(({ busy }) => busy)).toEqual([]);
    },
  );
});

describe('a log that somebody handed on', () => {
  const original = [...call('11', '30', 1, 'installs'), ...call('22', '31', 20, 'refused')];

  it.each<[string, (line: string, index: number) => string]>([
    ['with the times of a build server', (line) => `2024-05-06T10:00:00.1234567Z ${line}\n`],
    ['with line numbers', (line, index) => `${String(index + 1).padStart(5)}: ${line}\n`],
    ['as a list', (line) => `- ${line}\n`],
    ['as grep prints it', (line, index) => `logs/install.log:${index + 1}:${line}\n`],
    ['out of a web page', (line) => `${line.replaceAll('  ', ' \u00a0')}\n`],
    ['quoted twice', (line) => `>> ${line}\n`],
    ['with two carriage returns a line', (line) => `${line}\r\r\n`],
    ['with zeros between the characters', (line) => `${[...line].join('\0')}\0\r\0\n\0`],
    ['with a zero before each end', (line) => `${line}\0\n`],
  ])('%s tells the same', (_, handedOn) => {
    const reading = read(original.map(handedOn).join(''));
    expect(told(reading)).toEqual(told(read(original.join('\n'))));
    expect(reading.unread).toMatchObject({ engine: 0, action: 0, header: 0, text: 0 });
  });

  it('tells the same however its bytes are cut into chunks', () => {
    const forms = ['\n', '\r\n', '\r', '\u001b[0m\r\n'].map((end) =>
      original.map((line) => (end.length > 2 ? `\u001b[31;1m${line}${end}` : line + end)).join(''),
    );
    const apart = told(read(original.join('\n')));
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1 }),
        (form, lengths) => {
          const reader = new LogReader({ encoding: 'utf-8', bom: false });
          const bytes = Buffer.from(form);
          for (let at = 0, turn = 0; at < bytes.length; turn++) {
            const length = lengths[turn % lengths.length] ?? 1;
            reader.push(bytes.subarray(at, at + length));
            at += length;
          }
          const reading = reader.finish();
          expect(told(reading)).toEqual(apart);
          expect(reading.unread).toMatchObject({ engine: 0, action: 0, header: 0, text: 0 });
        },
      ),
    );
  });

  it('is not cut where a custom action prints the log of another installation', () => {
    const [first = '', ...rest] = call('11', '30', 1, 'installs');
    const { sessions } = read([first, `CAQuietExec:  ${HEADER}`, ...rest].join('\n'));
    expect(sessions).toHaveLength(1);
  });
});

describe('two calls in one log', () => {
  const [one, two] = [call('11', '30', 0, 'installs'), call('22', '31', 1, 'refused')];
  const apart = told(read([...one, ...two].join('\n')));

  it('tell the same however their lines are mixed', () => {
    const order = fc.array(fc.boolean(), { minLength: one.length + two.length, maxLength: 60 });
    fc.assert(
      fc.property(order, (takesFirst) => {
        const left = { one: [...one], two: [...two] };
        const mixed: string[] = [];
        for (const first of takesFirst) {
          // A header is written together with the line below it, and a line without prefix belongs to
          // the one above it.
          const from = (first && left.one.length > 0) || left.two.length === 0 ? left.one : left.two;
          if (from[0]?.startsWith('=== Verbose logging started') === true) mixed.push(...from.splice(0, 1));
          do mixed.push(...from.splice(0, 1));
          while (from[0] !== undefined && !from[0].startsWith('MSI'));
        }
        mixed.push(...left.one, ...left.two);
        const stories = told(read(mixed.join('\n'))) as unknown[];
        const sorted = (list: readonly unknown[]): unknown =>
          list.map((each) => JSON.stringify(each)).toSorted();
        expect(sorted(stories)).toEqual(sorted(apart as unknown[]));
      }),
    );
  });

  it('are two where the header of the second is missing', () => {
    const { sessions } = read([...one, ...two.slice(1)].join('\n'));
    expect(sessions.map((session) => [session.package, session.returned.at(-1)?.code])).toEqual([
      ['C:\\11.msi', 0],
      ['C:\\22.msi', 1618],
    ]);
  });
});

describe('lines out of step', () => {
  it('keep the time that they bear', () => {
    const { sessions } = read(
      'MSI (c) (11:10) [10:00:00:510]: Cloaking enabled.\nMSI (s) (A0:30) [10:00:00:502]: Grabbed execution mutex.\n',
    );
    expect(sessions[0]?.grabs[0]?.clock).toBe(36_000_502);
  });
});

describe('an excerpt of the end', () => {
  it('tells of the end of what it does not show the begin of', () => {
    const { sessions } = read('Action ended 16:28:12: INSTALL. Return value 1.\n');
    expect(sessions[0]).toMatchObject({
      action: 'INSTALL',
      sequences: [],
      marks: [{ kind: 'ended', line: 1 }],
    });
  });
});

it('takes no quotation mark of a cell around the line into the path', () => {
  const lines = call('4D', '30', 0, 'refused').map((line) => `2020-02-28T10:00:00Z,"${line}"`);
  expect(read(`${lines.join('\n')}\n`).sessions[0]?.package).toBe('C:\\4D.msi');
});
