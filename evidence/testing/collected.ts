/**
 * The same small event log in the forms of tools that read .evtx files, of collectors and of SIEMs. Longer
 * than 250 lines, since it is data: an entry for each form.
 */
import { american, csv, escaped, event, iso, quoted, RECORDS, two } from './exports.ts';
import type { Written } from './exports.ts';

const lines = (each: (written: Written) => object): string =>
  RECORDS.map((written) => JSON.stringify(each(written))).join('\n');
const joinedData = ({ data }: Written): string => data.join(', ');
/** `Thu Jun 13 10:00:00 2024`. */
const ctime = ({ second }: Written): string => `Thu Jun 13 10:00:${two(second)} 2024`;

const wazuh = (each: Written): object => ({
  timestamp: '2024-06-13T10:01:00.000+0000',
  rule: { level: 3, description: 'Windows Installer', id: '60612' },
  agent: { id: '001', name: 'PC-1' },
  id: '1718272860.1',
  data: {
    win: {
      system: {
        providerName: 'MsiInstaller',
        eventID: String(each.id),
        level: '4',
        systemTime: `${iso(each)}.0000000Z`,
        eventRecordID: String(each.record),
        computer: 'PC-1',
        message: quoted(each.message),
      },
      eventdata: { data: joinedData(each) },
    },
  },
});

const beat = (each: Written): object => ({
  '@timestamp': `${iso(each)}Z`,
  agent: { id: '0f3c', type: 'winlogbeat' },
  event: { code: String(each.id), provider: 'MsiInstaller', created: '2024-06-13T10:05:00Z' },
  winlog: {
    event_id: String(each.id),
    provider_name: 'MsiInstaller',
    record_id: each.record,
    computer_name: 'PC-1',
    event_data: Object.fromEntries(each.data.map((value, at) => [`param${at + 1}`, value])),
  },
  message: each.message,
});

const dumped = (each: Written): object => ({
  Event: {
    '#attributes': { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
    System: {
      Provider: { '#attributes': { Name: 'MsiInstaller' } },
      EventID: { '#attributes': { Qualifiers: 0 }, '#text': each.id },
      TimeCreated: { '#attributes': { SystemTime: `${iso(each)}.000000Z` } },
      EventRecordID: each.record,
      Computer: 'PC-1',
    },
    EventData: { Data: { '#text': each.data } },
  },
});

const parameterXml = ({ data }: Written): string =>
  data.map((each) => `<Param>${escaped(each)}</Param>`).join('');

const EVTXECMD = [
  'RecordNumber',
  'EventRecordId',
  'TimeCreated',
  'EventId',
  'Level',
  'Provider',
  'Channel',
  'ProcessId',
  'ThreadId',
  'Computer',
  'MapDescription',
  'PayloadData1',
  'ExecutableInfo',
  'SourceFile',
  'Payload',
];

export const COLLECTED: Readonly<Record<string, string>> = {
  'evtx_dump, XML': RECORDS.map(
    (each) => `Record ${each.record}\n<?xml version="1.0" encoding="utf-8"?>\n${event(each, false)}`,
  ).join('\n'),
  'evtx_dump, JSON': RECORDS.map(
    (each) => `Record ${each.record}\n${JSON.stringify(dumped(each), undefined, 2)}`,
  ).join('\n'),
  'evtx_dump, JSON lines': lines(dumped),
  'evtx_dump, attributes beside (`…_attributes`)': lines((each) => ({
    Event: {
      System: {
        Provider_attributes: { Name: 'MsiInstaller' },
        EventID: each.id,
        EventID_attributes: { Qualifiers: 0 },
        TimeCreated_attributes: { SystemTime: `${iso(each)}Z` },
        EventRecordID: each.record,
        Computer: 'PC-1',
      },
      EventData: { Data: { '#text': each.data } },
    },
  })),
  'chainsaw dump': JSON.stringify(RECORDS.map(dumped)),
  'EvtxECmd, XML': RECORDS.map((each) =>
    event({ ...each, data: [`${joinedData(each)}, (NULL), (NULL)`] }, false).replace('.0000000Z', '.0000000'),
  ).join('\r\n'),
  'EvtxECmd, CSV': csv(EVTXECMD, (each) => [
    each.record - 6,
    each.record,
    `${iso(each).replace('T', ' ')}.0000000`,
    each.id,
    'Info',
    'MsiInstaller',
    'Application',
    0,
    0,
    'PC-1',
    '',
    '',
    '',
    'C:\\evtx\\Application.evtx',
    `{"EventData":{"Data":${JSON.stringify(joinedData(each))},"Binary":"7B-43"}}`,
  ]),
  'EvtxECmd, JSON': lines((each) => ({
    PayloadData1: '',
    TimeCreated: `${iso(each)}.0000000+00:00`,
    EventId: each.id,
    EventRecordId: String(each.record),
    Provider: 'MsiInstaller',
    Channel: 'Application',
    Computer: 'PC-1',
    Payload: JSON.stringify({ EventData: { Data: joinedData(each), Binary: '7B-43' } }),
  })),
  'NXLog, JSON': lines((each) => ({
    EventTime: iso(each).replace('T', ' '),
    Hostname: 'PC-1',
    EventType: 'INFO',
    EventID: each.id,
    SourceName: 'MsiInstaller',
    RecordNumber: each.record,
    Message: each.message,
    EventReceivedTime: '2024-06-13 10:05:01',
    SourceModuleName: 'eventlog',
  })),
  Winlogbeat: lines(beat),
  'Elasticsearch, search hits': JSON.stringify({
    took: 3,
    hits: {
      total: { value: 6 },
      hits: RECORDS.map((each) => ({ _index: 'winlogbeat', _id: `x${each.record}`, _source: beat(each) })),
    },
  }),
  'Kibana, CSV': csv(
    [
      '@timestamp',
      'winlog.event_id',
      'winlog.provider_name',
      'winlog.computer_name',
      'winlog.record_id',
      'message',
    ],
    (each) => [`${iso(each)}.000Z`, each.id, 'MsiInstaller', 'PC-1', each.record, each.message],
  ),
  'Log Analytics, CSV': csv(
    [
      'TimeGenerated [UTC]',
      'Source',
      'EventLog',
      'Computer',
      'EventID',
      'RenderedDescription',
      'ParameterXml',
    ],
    (each) => [
      `6/13/2024, 10:00:${two(each.second)}.123 AM`,
      'MsiInstaller',
      'Application',
      'PC-1',
      each.id,
      each.message,
      parameterXml(each),
    ],
  ),
  'Log Analytics, JSON': JSON.stringify({
    tables: [
      {
        name: 'PrimaryResult',
        columns: [
          'TimeGenerated',
          'Source',
          'EventLog',
          'Computer',
          'EventID',
          'RenderedDescription',
          'ParameterXml',
        ].map((name) => ({ name, type: 'string' })),
        rows: RECORDS.map((each) => [
          `${iso(each)}.123Z`,
          'MsiInstaller',
          'Application',
          'PC-1',
          each.id,
          each.message,
          parameterXml(each),
        ]),
      },
    ],
  }),
  'Wazuh alert': lines(wazuh),
  'Wazuh, search hits': JSON.stringify({
    hits: { hits: RECORDS.map((each) => ({ _id: 'a', _source: wazuh(each) })) },
  }),
  'Splunk, raw': RECORDS.map(
    (each) =>
      `06/13/2024 10:00:${two(each.second)} AM\nLogName=Application\nSourceName=MsiInstaller\nEventCode=${each.id}\nEventType=4\nType=Information\nComputerName=PC-1\nTaskCategory=None\nRecordNumber=${each.record}\nKeywords=Classic\nMessage=${each.message}\n`,
  ).join('\n'),
  'Splunk, CSV': csv(
    ['_time', 'EventCode', 'SourceName', 'ComputerName', 'RecordNumber', 'Message', '_raw'],
    (each) => [`${iso(each)}.000+0000`, each.id, 'MsiInstaller', 'PC-1', each.record, each.message, 'x'],
  ),
  'Splunk, JSON': lines((each) => ({
    preview: false,
    result: {
      _time: `${iso(each)}.000+0000`,
      EventCode: String(each.id),
      SourceName: 'MsiInstaller',
      ComputerName: 'PC-1',
      RecordNumber: String(each.record),
      Message: each.message,
    },
  })),
  PsLogList: RECORDS.map(
    (each) =>
      `[${String(each.record).padStart(5, '0')}] MsiInstaller\r\n   Type:     INFORMATION\r\n   Computer: PC-1\r\n   Time:     6/13/2024 10:00:${two(each.second)}   ID:       ${each.id}\r\n   User:     NT AUTHORITY\\SYSTEM\r\n${each.message}\r\n`,
  ).join('\r\n'),
  'PsLogList `-s`': RECORDS.map(
    (each) =>
      `${each.record},Application,MsiInstaller,INFORMATION,PC-1,6/13/2024 10:00:${two(each.second)},${each.id},NT AUTHORITY\\SYSTEM,${quoted(each.message)}`,
  ).join('\r\n'),
  'NirSoft FullEventLogView, CSV': csv(
    [
      'Event Time',
      'Record ID',
      'Event ID',
      'Level',
      'Channel',
      'Provider',
      'Description',
      'Opcode',
      'Task',
      'Keywords',
      'Process ID',
      'Thread ID',
      'Computer',
      'User',
    ],
    (each) => [
      `6/13/2024 10:00:${two(each.second)}.000 AM`,
      each.record,
      each.id,
      'Information',
      'Application',
      'MsiInstaller',
      each.message,
      '',
      '',
      'Classic',
      '0',
      '0',
      'PC-1',
      '',
    ],
  ),
  'NirSoft FullEventLogView, text': RECORDS.map(
    (each) =>
      `==================================================\r\nEvent Time        : ${american(each)}\r\nRecord ID         : ${each.record}\r\nEvent ID          : ${each.id}\r\nLevel             : Information\r\nChannel           : Application\r\nProvider          : MsiInstaller\r\nDescription       : ${each.message}\r\nProcess ID        : 0\r\nComputer          : PC-1\r\n==================================================\r\n`,
  ).join('\r\n'),
  'NirSoft FullEventLogView, XML': `<?xml version="1.0" encoding="UTF-8"?>\r\n<full_event_log_view_items_list>\r\n${RECORDS.map(
    (each) =>
      `<item>\r\n<event_time>${american(each)}</event_time>\r\n<record_id>${each.record}</record_id>\r\n<event_id>${each.id}</event_id>\r\n<provider>MsiInstaller</provider>\r\n<description>${escaped(each.message)}</description>\r\n<computer>PC-1</computer>\r\n</item>\r\n`,
  ).join('')}</full_event_log_view_items_list>\r\n`,
  Velociraptor: lines((each) => ({
    System: {
      Provider: { Name: 'MsiInstaller' },
      EventID: { Value: each.id },
      TimeCreated: { SystemTime: Date.parse(`${iso(each)}Z`) / 1000 + 0.25 },
      EventRecordID: each.record,
      Computer: 'PC-1',
    },
    EventData: { Data: each.data },
    Message: each.message,
  })),
  'Fluent Bit, winevtlog': lines((each) => ({
    ProviderName: 'MsiInstaller',
    ProviderGuid: '',
    Qualifiers: 0,
    EventID: each.id,
    Version: 0,
    Level: 4,
    Task: 0,
    TimeCreated: `${iso(each).replace('T', ' ')} +0000`,
    EventRecordID: each.record,
    Channel: 'Application',
    Computer: 'PC-1',
    Message: each.message,
    StringInserts: each.data,
  })),
  osquery: lines((each) => ({
    name: 'windows_eventlog',
    columns: {
      channel: 'Application',
      datetime: `${iso(each)}.1234567Z`,
      provider_name: 'MsiInstaller',
      eventid: String(each.id),
      computer_name: 'PC-1',
      data: JSON.stringify({ EventData: each.data }),
    },
    action: 'added',
    unixTime: 1718272860,
  })),
  'Snare, syslog': RECORDS.map(
    (each) =>
      `Jun 13 10:00:${two(each.second)} PC-1 MSWinEventLog\t1\tApplication\t${each.record}\t${ctime(each)}\t${each.id}\tMsiInstaller\tSYSTEM\tUser\tInformation\tPC-1\tNone\t\t${each.message}\t${each.record}`,
  ).join('\n'),
};
