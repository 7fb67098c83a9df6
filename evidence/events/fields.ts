import { parseMoment } from './moment.ts';
import type { Moment, RawRecord } from './record.ts';

/** What a record of the event log has, in the words of every tool that exports it. The first name counts most. */
const NAMES = {
  id: ['eventid', 'id', 'eventcode', 'eventidentifier', 'instanceid', 'code'],
  time: [
    'systemtime',
    'timecreated',
    'eventtime',
    'dateandtime',
    'timegenerated',
    'timewritten',
    'datetime',
    'eventtimestamp',
    'timestamp',
    'date',
    'time',
  ],
  source: ['providername', 'sourcename', 'eventsourcename', 'provider', 'source', 'eventsource'],
  computer: ['machinename', 'computer', 'computername', 'hostname'],
  record: ['eventrecordid', 'recordid', 'recordnumber', 'recordno', 'index'],
  message: ['message', 'description', 'rendereddescription', 'eventmessage'],
  data: [
    'data',
    'properties',
    'replacementstrings',
    'insertionstrings',
    'stringinserts',
    'strings',
    'parameterxml',
    'payload',
  ],
} as const;

export type Field = keyof typeof NAMES;
const FIELDS = Object.keys(NAMES) as readonly Field[];

/** `Event ID`, `event_id` and `EventId` are one name; of a path like `winlog.event_id` the last part counts. */
export const plainName = (name: string): string =>
  (name.replace(ZONE, '').split('.').at(-1) ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
/** `TimeGenerated [UTC]`, as Log Analytics heads its column. */
const ZONE = /\s*[[(]UTC[\])]$/i;
export const isInUtc = (name: string): boolean => ZONE.test(name) && fieldOf(name)?.field === 'time';

/** Which field a name stands for, and how well: the lower the better. */
export const fieldOf = (name: string): { readonly field: Field; readonly rank: number } | undefined => {
  const plain = plainName(name);
  for (const field of FIELDS) {
    const rank = (NAMES[field] as readonly string[]).indexOf(plain);
    if (rank >= 0) return { field, rank };
  }
  return undefined;
};

/** `Data1`, `param2`: one insertion string each. */
export const isParameter = (name: string): boolean => /^(?:data|param)\d+$/.test(plainName(name));

/** A record's fields as text, under the name of each. */
export interface NamedFields {
  readonly values: ReadonlyMap<Field, string>;
  /** Insertion strings, each by itself. */
  readonly data: readonly string[];
}

/** Makes a record of fields that were found by their names. */
export const rawOf = (
  { values, data }: NamedFields,
  line: number,
  isUtc: boolean,
): { readonly raw: RawRecord; readonly source: string | undefined } => {
  const record = Number(values.get('record'));
  const joined = values.get('data');
  return {
    raw: {
      // Get-EventLog gives the identifier with its severity bits in InstanceId.
      id: Number(values.get('id') ?? Number.NaN) & 0xffff,
      moment: momentIn(values.get('time') ?? '', isUtc),
      record: Number.isInteger(record) && record > 0 ? record : null,
      computer: values.get('computer') || null,
      data: data.length > 0 || joined === undefined ? data : dataIn(joined),
      joined: data.length > 0 || joined === undefined ? null : joinedIn(joined),
      // Some shippers put the message between quotes of its own.
      message: (values.get('message') ?? '').replace(/^"(.*)"$/s, '$1'),
      line,
    },
    source: values.get('source'),
  };
};

const momentIn = (text: string, isUtc: boolean): Moment | null => {
  const moment = parseMoment(text);
  if (!isUtc || moment?.zone !== 'local' || moment.year === 'missing') return moment;
  // A date that may be read in two ways is settled when the others of the export are known.
  return { ...moment, isUtc: true };
};

const dataIn = (text: string): readonly string[] => {
  // `<Param>C:\x.msi</Param><Param>12</Param>` of Log Analytics.
  if (text.includes('<Param>'))
    return [...text.matchAll(/<Param>([\s\S]*?)<\/Param>/g)].map(([, value = '']) => value);
  // `C:\x.msi|12` of Log Parser: no path has the bar.
  if (!/^\s*[[{]/.test(text)) return text.includes('|') ? text.split('|') : [];
  return listIn(text);
};

/** `{"EventData": ["C:\\x.msi", "12"]}` of osquery. */
const listIn = (text: string): readonly string[] => {
  try {
    const value: unknown = JSON.parse(text);
    const list = [value, ...(typeof value === 'object' && value !== null ? Object.values(value) : [])].find(
      (each) => Array.isArray(each),
    );
    return Array.isArray(list) ? list.map(String) : [];
  } catch {
    return [];
  }
};

/** What PowerShell prints for a list that it does not show. */
const NOT_SHOWN = /^(?:System\.\w+\[\]|\{System\..*\})$/;

/** All insertion strings in one text, with commas between: EvtxECmd writes them so, also inside of JSON. */
const joinedIn = (text: string): string | null => {
  if (text.includes('<Param>') || NOT_SHOWN.test(text.trim()) || dataIn(text).length > 0) return null;
  const inner = /"Data":\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  if (inner === undefined) return text.replace(/^\{(.*?)(?:\.{3}|…)?\}$/s, '$1');
  try {
    return String(JSON.parse(`"${inner}"`));
  } catch {
    return null;
  }
};
