import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainFiles } from '../explain.ts';
import { readSource } from './read-source.ts';
import type { FileReading } from './read-source.ts';
import { LINE_CAP } from '../text/line-splitter.ts';
import { memorySource } from '../text/source.ts';
import type { Source } from '../text/source.ts';

const read = (bytes: Buffer | string): Promise<FileReading> =>
  readSource(memorySource('file', typeof bytes === 'string' ? Buffer.from(bytes) : bytes));

const reasonOf = async (bytes: Buffer | string): Promise<string> => {
  const evidence = await read(bytes);
  return evidence.kind === 'refused' ? evidence.reason : `read as ${evidence.kind}`;
};

const event = (data: string): string =>
  `<Event><System><Provider Name="MsiInstaller"/><EventID>1040</EventID><TimeCreated SystemTime="2024-01-02T03:04:05Z"/></System><EventData><Data>${data}</Data><Data>7</Data></EventData></Event>`;

const LINE = 'MSI (c) (11:01) [05:15:01:001]: Grabbed execution mutex.';

describe('input that is no evidence', () => {
  it.each([
    ['nothing', '', 'is empty'],
    ['a byte order mark', '\ufeff', 'holds neither'],
    ['a byte order mark of two bytes', Buffer.from([0xff, 0xfe]), 'holds neither'],
    ['a binary event log', 'ElfFile\0\0\0\0', 'export it with "wevtutil qe'],
    ['a package', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'compound file'],
    ['bytes', Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 7) % 32)), 'is binary'],
    [
      'prose',
      'It was a dark and stormy night.\n',
      'holds neither lines of an MSI log nor MsiInstaller records',
    ],
    ['events of others', event('x').replace('MsiInstaller', 'Other'), 'holds no MsiInstaller record'],
  ])('%s is refused in one sentence that says what to do', async (_, bytes, words) => {
    const reason = await reasonOf(bytes);
    expect(reason).toContain(words);
    expect(reason).not.toContain('\n');
  });

  it.each([
    [
      'a bomb',
      `<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><Events>${event('&b;')}</Events>`,
    ],
    [
      'an external entity',
      `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Events>${event('&x;')}</Events>`,
    ],
    ['a declaration that comes late', `<Events>${event('x')}<!doctype a>${event('&b;')}</Events>`],
    [
      'a declaration across chunks',
      `<Events>${' '.repeat(256 * 1024 - 14)}<!DOCTYPE a [<!ENTITY x SYSTEM "http://example.org/">]>${event('&x;')}</Events>`,
    ],
  ])('%s in XML is refused, and nothing is expanded or fetched', async (_, text) => {
    expect(await reasonOf(text)).toContain('declares a document type');
  });

  it('an entity that nobody declared costs its record only', async () => {
    const evidence = await read(`<Events>${event('&x;')}${event('C:\\a.msi')}</Events>`);
    expect(evidence).toMatchObject({
      kind: 'events',
      events: { records: [{ package: 'C:\\a.msi' }], unread: { record: 1 } },
    });
  });

  it('a file that is not there or cannot be read does not stop the others', async () => {
    const broken: Source = {
      name: 'broken',
      size: undefined,
      // oxlint-disable-next-line require-yield
      async *open() {
        throw Object.assign(new Error('no'), { code: 'EIO' });
      },
    };
    expect(await readSource(broken)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('EIO'),
    });
  });
});

describe('input that is damaged', () => {
  it('JSON and XML that are cut off give what is whole', async () => {
    const record = {
      Id: 1042,
      ProviderName: 'MsiInstaller',
      TimeCreated: '/Date(1700000000000)/',
      Message: 'Ending a Windows Installer transaction: C:\\x.msi. Client Process Id: 12.',
    };
    const json = await read(`[${JSON.stringify(record)},\n{"Id": 1040, "Provid`);
    expect(json).toMatchObject({
      kind: 'events',
      events: { form: 'json', records: [{ package: 'C:\\x.msi', processId: 12 }], unread: { record: 1 } },
    });
    const xml = await read(`${event('C:\\x.msi')}\n${event('C:\\y.msi').slice(0, 90)}`);
    expect(xml).toMatchObject({
      kind: 'events',
      events: { form: 'xml', records: [{ package: 'C:\\x.msi' }], unread: { record: 1 } },
    });
  });

  it('cells of a CSV are text, whatever they begin with', async () => {
    const csv = await read(
      'TimeCreated,EventID,Data1,Data2\n2024-01-02T03:04:05Z,1040,"=HYPERLINK(""http://example.org"")",@SUM(1)\n',
    );
    expect(csv).toMatchObject({
      kind: 'events',
      events: { form: 'csv', records: [{ package: '=HYPERLINK("http://example.org")', processId: null }] },
    });
  });

  it('of a line beyond all measure the head is read and the rest counted', async () => {
    const evidence = await read(`${LINE}\n${LINE}${'x'.repeat(20 * LINE_CAP)}\n${LINE}\n`);
    expect(evidence).toMatchObject({
      kind: 'log',
      log: { lines: 3, read: { engine: 3 }, unread: { overlong: 1 } },
    });
  });

  it('a log of one kind of line keeps memory flat: entries beyond the cap are counted', async () => {
    const evidence = await read(`${LINE}\n`.repeat(10_000));
    if (evidence.kind !== 'log') throw new Error('not a log');
    expect(evidence.log.sessions[0]?.grabs.length).toBeLessThan(10_000);
    expect(evidence.log.sessions[0]?.notes.join()).toContain('only counted');
  });

  it('a date in the year 9999, or none, is told and judged', async () => {
    const log = ['31/12/9999', '99/99/9999'].map(
      (date) =>
        `=== Verbose logging started: ${date}  23:59:59  Build type: SHIP UNICODE 5.00.1.00  Calling process: x ===\n${LINE}\n`,
    );
    const { machines } = explainFiles(await Promise.all(log.map(read)));
    expect(machines.map(({ machine }) => [machine.calls.length, machine.undated.length])).toEqual([[1, 1]]);
  });

  it('anything at all is read or refused, and explained, without an exception', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        LINE,
        '\n',
        '\r\n',
        '=== Logging started: 1/2/2020  3:04:05 ===',
        'Action ended 1:02:03: INSTALL. Return value 3.',
        'MSI (s) (F0:',
        'Property(S): ',
        event('x'),
        '<Event',
        '</Event>',
        '{"Id":1040}',
        '"',
        'TimeCreated,EventID\n',
        '\0',
        '\ufeff',
        '******* Product:',
      ),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom('utf8' as const, 'utf16le' as const, 'latin1' as const),
        async (pieces, encoding) => {
          const evidence = await read(Buffer.from(pieces.join(''), encoding));
          explainFiles([evidence]);
        },
      ),
      { numRuns: 150 },
    );
    // The machine may be busy with other tests.
  }, 120_000);
});
