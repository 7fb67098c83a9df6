/**
 * One small event log in the forms in which Windows' own tools export it. Longer than 250 lines, since it is
 * data: an entry for each form.
 */

/** A record of the event log. */
export interface Written {
  readonly id: number;
  readonly record: number;
  /** Of the minute 10:00 UTC, 13 June 2024. */
  readonly second: number;
  readonly data: readonly string[];
  readonly message: string;
}

/** With a comma and a full stop, as paths have them. */
export const PATH = 'C:\\pkg\\One, or another.v2.msi';
const sentence = (name: string, status: number): string =>
  `Windows Installer installed the product. Product Name: ${name}. Product Version: 1.0. Product Language: 1033. Manufacturer: A. Installation success or error status: ${status}.`;

/** One installation, and another one that was refused meanwhile. */
export const RECORDS: readonly Written[] = [
  [1040, 0, [PATH, '100'], `Beginning a Windows Installer transaction: ${PATH}. Client Process Id: 100.`],
  [11708, 3, ['Product: Second -- Installation failed.'], 'Product: Second -- Installation failed.'],
  [1033, 3, ['Second', '1.0', '1033', '1618', 'A'], sentence('Second', 1618)],
  [11707, 9, ['Product: First -- Installed.'], 'Product: First -- Installation completed successfully.'],
  [1033, 9, ['First', '1.0', '1033', '0', 'A'], sentence('First', 0)],
  [1042, 9, [PATH, '100'], `Ending a Windows Installer transaction: ${PATH}. Client Process Id: 100.`],
].map(([id, second, data, message], index) => ({ id, second, data, message, record: 7 + index }) as Written);

export const two = (value: number): string => String(value).padStart(2, '0');
export const iso = ({ second }: Written): string => `2024-06-13T10:00:${two(second)}`;
export const american = ({ second }: Written): string => `6/13/2024 10:00:${two(second)} AM`;
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
export const quoted = (text: string | number): string => `"${String(text).replaceAll('"', '""')}"`;
export const csv = (
  header: readonly string[],
  row: (written: Written) => readonly (string | number)[],
): string => [header, ...RECORDS.map(row)].map((cells) => cells.map(quoted).join(',')).join('\r\n');

export const event = (written: Written, rendered: boolean): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='MsiInstaller'/><EventID Qualifiers='0'>${written.id}</EventID><TimeCreated SystemTime='${iso(written)}.0000000Z'/><EventRecordID>${written.record}</EventRecordID><Computer>PC-1</Computer></System><EventData>${written.data.map((each) => `<Data>${escaped(each)}</Data>`).join('')}</EventData>${rendered ? `<RenderingInfo Culture='en-US'><Message>${escaped(written.message)}</Message><Level>Information</Level><Provider></Provider></RenderingInfo>` : ''}</Event>`;

const viewer = (header: readonly string[], time: (written: Written) => string, separator = ','): string =>
  [
    header.join(separator),
    ...RECORDS.map((each) =>
      ['Information', time(each), 'MsiInstaller', each.id, 'None', quoted(each.message)].join(separator),
    ),
  ].join('\r\n');

const winEvent = (time: (written: Written) => string) => (each: Written) => ({
  Id: each.id,
  RecordId: each.record,
  ProviderName: 'MsiInstaller',
  MachineName: 'PC-1',
  TimeCreated: time(each),
  Properties: each.data.map((Value) => ({ Value })),
  Message: each.message,
});

/** `Name : value`, the message broken into lines as PowerShell does. */
const list = (fields: (written: Written) => Readonly<Record<string, string | number>>): string =>
  RECORDS.map(
    (each) =>
      `${Object.entries(fields(each))
        .map(([name, value]) => `${name.padEnd(20)} : ${value}`)
        .join('\r\n')
        .replace('. Client', `. \r\n${' '.repeat(23)}Client`)}\r\n\r\n`,
  ).join('');

/** `Jun 13 10:00`. */
const cut = (message: string): string => (message.length > 40 ? `${message.slice(0, 40)}...` : message);

export const WINDOWS_EXPORTS: Readonly<Record<string, string>> = {
  '`wevtutil /f:xml`': RECORDS.map((each) => event(each, false)).join('\r\n'),
  '`wevtutil /f:renderedxml`': RECORDS.map((each) => event(each, true)).join(''),
  'newest first': RECORDS.toReversed()
    .map((each) => event(each, false))
    .join(''),
  "Event Viewer's XML": `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Events>${RECORDS.map((each) => event(each, true)).join('')}</Events>`,
  'XML copied out of Event Viewer': RECORDS.map(
    (each) =>
      `- <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">\r\n- <System>\r\n  <Provider Name="MsiInstaller" /> \r\n  <EventID Qualifiers="0">${each.id}</EventID> \r\n  <TimeCreated SystemTime="${iso(each)}.123456700Z" /> \r\n  <EventRecordID>${each.record}</EventRecordID> \r\n  <Computer>PC-1</Computer> \r\n  </System>\r\n- <EventData>\r\n${each.data.map((one) => `  <Data>${escaped(one)}</Data> \r\n`).join('')}  </EventData>\r\n  </Event>`,
  ).join('\r\n\r\n'),
  "Event Viewer's CSV": viewer(['Level', 'Date and Time', 'Source', 'Event ID', 'Task Category'], american),
  "a German Event Viewer's CSV": viewer(
    ['Ebene', 'Datum und Uhrzeit', 'Quelle', 'Ereignis-ID', 'Aufgabenkategorie'],
    ({ second }) => `13.06.2024 10:00:${two(second)}`,
  ),
  "a Korean Event Viewer's CSV": viewer(
    ['수준', '날짜 및 시간', '원본', '이벤트 ID', '작업 범주'],
    ({ second }) => `2024-06-13 오전 10:00:${two(second)}`,
  ),
  "Event Viewer's text, with tabs": viewer(
    ['Level', 'Date and Time', 'Source', 'Event ID', 'Task Category'],
    american,
    '\t',
  ),
  '`wevtutil /f:text`': RECORDS.map(
    (each, at) =>
      `Event[${at}]:\r\n  Log Name: Application\r\n  Source: MsiInstaller\r\n  Date: ${iso(each)}.000\r\n  Event ID: ${each.id}\r\n  Task: N/A\r\n  Computer: PC-1\r\n  Description: \r\n${each.message}\r\n`,
  ).join('\r\n'),
  "Event Viewer's copy as text": RECORDS.map(
    (each) =>
      `Log Name:      Application\r\nSource:        MsiInstaller\r\nDate:          ${american(each)}\r\nEvent ID:      ${each.id}\r\nTask Category: None\r\nLevel:         Information\r\nKeywords:      Classic\r\nUser:          SYSTEM\r\nComputer:      PC-1\r\nDescription:\r\n${each.message}\r\nEvent Xml:\r\n${event(each, false).replaceAll('><', '>\r\n  <')}\r\n`,
  ).join('\r\n'),
  "Server 2003's copy": RECORDS.map(
    (each) =>
      `Event Type:\tInformation\r\nEvent Source:\tMsiInstaller\r\nEvent Category:\tNone\r\nEvent ID:\t${each.id}\r\nDate:\t\t6/13/2024\r\nTime:\t\t10:00:${two(each.second)} AM\r\nUser:\t\tNT AUTHORITY\\SYSTEM\r\nComputer:\tPC-1\r\nDescription:\r\n${each.message}\r\n\r\nFor more information, see Help and Support Center at http://go.microsoft.com/fwlink/events.asp.\r\nData:\r\n0000: 7b 43 36 41 39 43 44 30   {C6A9CD0\r\n`,
  ).join('\r\n'),
  '`Get-WinEvent | Format-List`': list((each) => ({
    TimeCreated: american(each),
    ProviderName: 'MsiInstaller',
    Id: each.id,
    Message: each.message,
  })),
  '`Get-WinEvent | Format-List *`': list((each) => ({
    Message: each.message,
    Id: each.id,
    Version: '',
    RecordId: each.record,
    ProviderName: 'MsiInstaller',
    ProcessId: '',
    MachineName: 'PC-1',
    TimeCreated: american(each),
    Properties: '{System.Diagnostics.Eventing.Reader.EventProperty...}',
  })),
  '`Get-WinEvent | Format-Table -Wrap`': `\r\n   ProviderName: MsiInstaller\r\n\r\nTimeCreated                     Id LevelDisplayName Message\r\n-----------                     -- ---------------- -------\r\n${RECORDS.map((each) => `${american(each).padEnd(30)} ${each.id} Information      ${each.message}\r\n`).join('')}`,
  '`Get-WinEvent | Export-Csv`': `#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\r\n${csv(
    ['Message', 'Id', 'RecordId', 'ProviderName', 'MachineName', 'TimeCreated'],
    (each) => [each.message, each.id, each.record, 'MsiInstaller', 'PC-1', american(each)],
  )}`,
  '`Export-Csv` between semicolons': csv(
    ['Message', 'Id', 'RecordId', 'ProviderName', 'MachineName', 'TimeCreated'],
    (each) => [each.message, each.id, each.record, 'MsiInstaller', 'PC-1', american(each)],
  ).replaceAll('","', '";"'),
  '`ConvertTo-Json`': JSON.stringify(
    RECORDS.map(winEvent((each) => `/Date(${Date.parse(`${iso(each)}Z`)})/`)),
    undefined,
    2,
  ),
  '`ConvertTo-Json` of PowerShell 7': JSON.stringify(
    RECORDS.map(winEvent((each) => `2024-06-13T12:00:${two(each.second)}.1234567+02:00`)),
  ),
  '`Export-Clixml`': `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${RECORDS.map(
    (each, at) =>
      `<Obj RefId="${at}"><Props><I32 N="Id">${each.id}</I32><I64 N="RecordId">${each.record}</I64><S N="ProviderName">MsiInstaller</S><DT N="TimeCreated">${iso(each)}+00:00</DT><Obj N="Bookmark"><Props><I32 N="Id">99</I32></Props></Obj></Props><MS><S N="Message">${escaped(each.message)}_x000D__x000A_</S></MS></Obj>`,
  ).join('\r\n')}</Objs>`,
  '`ConvertTo-Xml`': `<?xml version="1.0" encoding="utf-8"?><Objects>${RECORDS.map(
    (each) =>
      `<Object Type="E"><Property Name="Message" Type="System.String">${escaped(each.message)}</Property><Property Name="Id" Type="System.Int32">${each.id}</Property><Property Name="ProviderName">MsiInstaller</Property><Property Name="TimeCreated">${american(each)}</Property></Object>`,
  ).join('')}</Objects>`,
  '`Get-EventLog | Format-List *`': list((each) => ({
    EventID: each.id,
    MachineName: 'PC-1',
    Data: '{123, 67, 54, 65...}',
    Index: each.record,
    Category: '(0)',
    CategoryNumber: 0,
    EntryType: 'Information',
    Message: each.message,
    Source: 'MsiInstaller',
    ReplacementStrings: `{${each.data.join(', ')}}`,
    InstanceId: each.id,
    TimeGenerated: american(each),
    TimeWritten: american(each),
    UserName: 'NT AUTHORITY\\SYSTEM',
  })),
  '`Get-EventLog | Export-Csv`': csv(
    [
      'EventID',
      'MachineName',
      'Data',
      'Index',
      'Category',
      'EntryType',
      'Message',
      'Source',
      'ReplacementStrings',
      'InstanceId',
      'TimeGenerated',
      'TimeWritten',
    ],
    (each) => [
      each.id,
      'PC-1',
      'System.Byte[]',
      each.record,
      '(0)',
      'Information',
      each.message,
      'MsiInstaller',
      'System.String[]',
      each.id,
      american(each),
      american(each),
    ],
  ),
  "`Get-EventLog`'s table": `\r\n   Index Time          EntryType   Source                 InstanceID Message\r\n   ----- ----          ---------   ------                 ---------- -------\r\n${RECORDS.toReversed()
    .map(
      (each) =>
        `${String(each.record).padStart(8)} Jun 13 10:00  Information MsiInstaller                 ${each.id} ${cut(each.message)}\r\n`,
    )
    .join('')}`,
  "`Get-WinEvent`'s table": `\r\n   ProviderName: MsiInstaller\r\n\r\nTimeCreated                     Id LevelDisplayName Message\r\n-----------                     -- ---------------- -------\r\n${RECORDS.toReversed()
    .map((each) => `${american(each).padEnd(30)} ${each.id} Information      ${cut(each.message)}\r\n`)
    .join('')}`,
  '`Win32_NTLogEvent`, as a list': list((each) => ({
    Category: 0,
    CategoryString: '',
    EventCode: each.id,
    EventIdentifier: each.id,
    TypeEvent: '',
    InsertionStrings: `{${each.data.slice(0, 4).join(', ')}${each.data.length > 4 ? '...' : ''}}`,
    LogFile: 'Application',
    Message: each.message,
    RecordNumber: each.record,
    SourceName: 'MsiInstaller',
    TimeGenerated: `202406131000${two(each.second)}.000000-000`,
    TimeWritten: `202406131000${two(each.second)}.000000-000`,
    ComputerName: 'PC-1',
  })),
  '`wmic ntevent … /format:list`': RECORDS.map(
    (each) =>
      `\r\r\n\r\r\nComputerName=PC-1\r\r\nEventCode=${each.id}\r\r\nMessage=${each.message}\r\r\nRecordNumber=${each.record}\r\r\nSourceName=MsiInstaller\r\r\nTimeGenerated=202406131000${two(each.second)}.000000-000\r\r\n`,
  ).join(''),
  'Log Parser, as CSV': csv(
    [
      'EventLog',
      'RecordNumber',
      'TimeGenerated',
      'TimeWritten',
      'EventID',
      'EventType',
      'EventTypeName',
      'EventCategory',
      'EventCategoryName',
      'SourceName',
      'Strings',
      'ComputerName',
      'SID',
      'Message',
      'Data',
    ],
    (each) => [
      'Application',
      each.record,
      iso(each).replace('T', ' '),
      iso(each).replace('T', ' '),
      each.id,
      4,
      'Information event',
      0,
      'None',
      'MsiInstaller',
      each.data.join('|'),
      'PC-1',
      '',
      each.message,
      '',
    ],
  ),
  'CSV saved again by a spreadsheet': [
    ['Level', 'Date and Time', 'Source', 'Event ID', 'Task Category', 'Message'],
    ...RECORDS.map(({ id, message }) => [
      'Information',
      '13/06/2024 10:00',
      'MsiInstaller',
      id,
      'None',
      message,
    ]),
  ]
    .map((cells) => cells.map((cell) => (String(cell).includes(',') ? quoted(cell) : cell)).join(','))
    .join('\r\n'),
};
