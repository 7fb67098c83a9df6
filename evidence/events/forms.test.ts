import { describe, expect, it } from 'vitest';
import { explainFiles } from '../explain.ts';
import { parseMoment } from './moment.ts';
import { readSource } from '../read/read-source.ts';
import { memorySource } from '../text/source.ts';

interface Written {
  readonly id: number;
  readonly record: number;
  readonly second: number;
  readonly data: readonly string[];
  readonly message: string;
}

const PATH = 'C:\\pkg\\One, or another.msi';
const sentence = (name: string, status: number): string =>
  `Windows Installer installed the product. Product Name: ${name}. Product Version: 1.0. Product Language: 1033. Manufacturer: A. Installation success or error status: ${status}.`;

/** One installation, and another one that was refused meanwhile. */
const RECORDS: readonly Written[] = [
  [1040, 0, [PATH, '100'], `Beginning a Windows Installer transaction: ${PATH}. Client Process Id: 100.`],
  [11708, 3, ['Product: Second -- Installation failed.'], 'Product: Second -- Installation failed.'],
  [1033, 3, ['Second', '1.0', '1033', '1618', 'A'], sentence('Second', 1618)],
  [11707, 9, ['Product: First -- Installed.'], 'Product: First -- Installation completed successfully.'],
  [1033, 9, ['First', '1.0', '1033', '0', 'A'], sentence('First', 0)],
  [1042, 9, [PATH, '100'], `Ending a Windows Installer transaction: ${PATH}. Client Process Id: 100.`],
].map(([id, second, data, message], index) => ({ id, second, data, message, record: 7 + index }) as Written);

const two = (value: number): string => String(value).padStart(2, '0');
const iso = ({ second }: Written): string => `2024-06-13T10:00:${two(second)}`;
const american = ({ second }: Written): string => `6/13/2024 10:00:${two(second)} AM`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const quoted = (text: string | number): string => `"${String(text).replaceAll('"', '""')}"`;

const event = (written: Written, rendered: boolean): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='MsiInstaller'/><EventID Qualifiers='0'>${written.id}</EventID><TimeCreated SystemTime='${iso(written)}.0000000Z'/><EventRecordID>${written.record}</EventRecordID><Computer>PC-1</Computer></System><EventData>${written.data.map((each) => `<Data>${escaped(each)}</Data>`).join('')}</EventData>${rendered ? `<RenderingInfo Culture='en-US'><Message>${escaped(written.message)}</Message><Level>Information</Level><Provider></Provider></RenderingInfo>` : ''}</Event>`;

const viewer = (header: readonly string[], time: (written: Written) => string): string =>
  [
    header.join(','),
    ...RECORDS.map((each) =>
      ['Information', time(each), 'MsiInstaller', each.id, 'None', quoted(each.message)].join(','),
    ),
  ].join('\r\n');

const winEvent = (each: Written): object => ({
  Id: each.id,
  RecordId: each.record,
  ProviderName: 'MsiInstaller',
  MachineName: 'PC-1',
  TimeCreated: `/Date(${Date.parse(`${iso(each)}Z`)})/`,
  Properties: each.data.map((Value) => ({ Value })),
  Message: each.message,
});

const FORMS: readonly (readonly [string, string])[] = [
  ['wevtutil /f:xml', RECORDS.map((each) => event(each, false)).join('\r\n')],
  ['wevtutil /f:renderedxml', RECORDS.map((each) => event(each, true)).join('')],
  [
    'newest first',
    RECORDS.toReversed()
      .map((each) => event(each, false))
      .join(''),
  ],
  [
    'saved as XML by Event Viewer',
    `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Events>${RECORDS.map((each) => event(each, true)).join('')}</Events>`,
  ],
  [
    'saved as CSV by Event Viewer',
    viewer(['Level', 'Date and Time', 'Source', 'Event ID', 'Task Category'], american),
  ],
  [
    'saved as CSV by a German Event Viewer',
    viewer(
      ['Ebene', 'Datum und Uhrzeit', 'Quelle', 'Ereignis-ID', 'Aufgabenkategorie'],
      ({ second }) => `13.06.2024 10:00:${two(second)}`,
    ),
  ],
  [
    'saved as CSV by a Korean Event Viewer',
    viewer(
      ['수준', '날짜 및 시간', '원본', '이벤트 ID', '작업 범주'],
      ({ second }) => `2024-06-13 오전 10:00:${two(second)}`,
    ),
  ],
  [
    'Export-Csv with its type, between semicolons',
    [
      '#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord',
      ['Message', 'Id', 'RecordId', 'ProviderName', 'MachineName', 'TimeCreated'].map(quoted).join(';'),
      ...RECORDS.map((each) =>
        [each.message, each.id, each.record, 'MsiInstaller', 'PC-1', american(each)].map(quoted).join(';'),
      ),
    ].join('\r\n'),
  ],
  ['ConvertTo-Json', JSON.stringify(RECORDS.map(winEvent), undefined, 2)],
  [
    'a reader of .evtx files, as JSON',
    RECORDS.map((each) =>
      JSON.stringify({
        Event: {
          System: {
            Provider: { '#attributes': { Name: 'MsiInstaller' } },
            EventID: { '#attributes': { Qualifiers: 0 }, '#text': each.id },
            TimeCreated: { '#attributes': { SystemTime: `${iso(each)}Z` } },
            EventRecordID: each.record,
            Computer: 'PC-1',
          },
          EventData: { Data: { '#text': each.data } },
        },
      }),
    ).join('\n'),
  ],
  [
    'a shipper of events, as JSON',
    RECORDS.map((each) =>
      JSON.stringify({
        '@timestamp': `${iso(each)}Z`,
        winlog: {
          event_id: String(each.id),
          provider_name: 'MsiInstaller',
          record_id: each.record,
          event_data: Object.fromEntries(each.data.map((value, at) => [`param${at + 1}`, value])),
        },
        message: each.message,
      }),
    ).join('\n'),
  ],
  [
    'Export-Clixml',
    `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${RECORDS.map(
      (each, at) =>
        `<Obj RefId="${at}"><Props><I32 N="Id">${each.id}</I32><I64 N="RecordId">${each.record}</I64><S N="ProviderName">MsiInstaller</S><DT N="TimeCreated">${iso(each)}+00:00</DT><Obj N="Bookmark"><Props><I32 N="Id">99</I32></Props></Obj></Props><MS><S N="Message">${escaped(each.message)}_x000D__x000A_</S></MS></Obj>`,
    ).join('\r\n')}</Objs>`,
  ],
  [
    'ConvertTo-Xml',
    `<?xml version="1.0" encoding="utf-8"?><Objects>${RECORDS.map(
      (each) =>
        `<Object Type="E"><Property Name="Message" Type="System.String">${escaped(each.message)}</Property><Property Name="Id" Type="System.Int32">${each.id}</Property><Property Name="ProviderName">MsiInstaller</Property><Property Name="TimeCreated">${american(each)}</Property></Object>`,
    ).join('')}</Objects>`,
  ],
  [
    'wevtutil /f:text',
    RECORDS.map(
      (each, at) =>
        `Event[${at}]:\r\n  Log Name: Application\r\n  Source: MsiInstaller\r\n  Date: ${iso(each)}.000\r\n  Event ID: ${each.id}\r\n  Task: N/A\r\n  Computer: PC-1\r\n  Description: \r\n${each.message}\r\n`,
    ).join('\r\n'),
  ],
  [
    'Format-List',
    RECORDS.map(
      (each) =>
        `TimeCreated  : ${american(each)}\r\nProviderName : MsiInstaller\r\nId           : ${each.id}\r\nMessage      : ${each.message.replace('. Client', '. \r\n               Client')}\r\n\r\n`,
    ).join(''),
  ],
  [
    'Format-List of everything, the message first',
    RECORDS.map(
      (each) =>
        `Message      : ${each.message}\r\nId           : ${each.id}\r\nRecordId     : ${each.record}\r\nProviderName : MsiInstaller\r\nTimeCreated  : ${american(each)}\r\n\r\n`,
    ).join(''),
  ],
  [
    'Format-Table',
    `\r\n   ProviderName: MsiInstaller\r\n\r\nTimeCreated                     Id LevelDisplayName Message\r\n-----------                     -- ---------------- -------\r\n${RECORDS.map((each) => `${american(each).padEnd(30)} ${each.id} Information      ${each.message}\r\n`).join('')}`,
  ],
];

describe('one event log in its forms', () => {
  it.each(FORMS)('%s', async (_, text) => {
    const evidence = await readSource(memorySource('events', Buffer.from(text)));
    const { machines, clauses } = explainFiles([evidence]);
    expect(evidence).toMatchObject({ kind: 'events', events: { others: 0, unread: { record: 0 } } });
    const ids = evidence.kind === 'events' ? evidence.events.records.map(({ id }) => id) : [];
    expect(ids.toSorted()).toEqual(RECORDS.map(({ id }) => id).toSorted());
    // The refused installation's records name nothing of the one that was under way.
    const transactions = machines.flatMap(({ machine }) => machine.transactions);
    expect(transactions).toMatchObject([
      { transaction: { package: PATH, processId: 100, product: 'First', status: 0 } },
    ]);
    const at = Date.UTC(2024, 5, 13, 10, 0);
    expect(transactions[0]?.span).toEqual({ from: at, to: at + 9_000 });
    expect(machines.flatMap(({ busy }) => busy)).toMatchObject([
      { product: 'Second', at: at + 3_000, holder: { package: PATH, processId: 100, shownBy: 'event' } },
    ]);
    for (const { readings } of clauses) expect(readings.flatMap(({ departures }) => departures)).toEqual([]);
  });
});

describe('records of other sources', () => {
  it('are not taken for installations where an export names no source', async () => {
    const text = `TimeCreated,Id,Message\n2024-06-13T10:00:00,1033,"These policies are being excluded since they are only defined with override-only attribute."\n2024-06-13T10:00:01,1040,${quoted(RECORDS[0]?.message ?? '')}\n`;
    const evidence = await readSource(memorySource('events', Buffer.from(text)));
    expect(evidence).toMatchObject({ events: { records: [{ id: 1040, package: PATH }], others: 1 } });
  });
});

describe('PowerShell XML that is no export', () => {
  it.each([
    ['deeper than any object', `<Objs>${'<Obj>'.repeat(1000)}`, 'cannot be read'],
    ['one value without an end', `<Objs><Obj><S N="Message">${'x'.repeat(2_000_000)}`, 'cannot be read'],
    ['a document type', '<?xml version="1.0"?>\n<Objs><!DOCTYPE a><Obj/></Objs>', 'declares a document type'],
  ])('%s', async (_, text, words) => {
    const evidence = await readSource(memorySource('events', Buffer.from(text)));
    expect(evidence.kind === 'refused' ? evidence.reason : evidence).toContain(words);
  });
});

describe('a time in the form of a locale', () => {
  it.each([
    ['6/13/2024 3:24:11 PM', 15],
    ['2024-06-13 오후 3:24:11', 15],
    ['2024-06-13 오전 3:24:11', 3],
    ['2024/6/13 下午 3:24:11', 15],
    ['2024/06/13 午前 3:24:11', 3],
    ['13/6/2024 3:24:11 μμ', 15],
    ['13/6/2024 3:24:11 π.μ.', 3],
    ['13/6/2024 3:24:11 م', 15],
    ['13/06/2024 3:24:11 CH', 15],
    ['13/06/2024 03:24:11 p. m.', 15],
    ['13.06.2024 03:24:11', 3],
  ])('%s', (text, hour) => {
    expect(parseMoment(text)).toMatchObject({ zone: 'local', clock: ((hour * 60 + 24) * 60 + 11) * 1000 });
  });
});
