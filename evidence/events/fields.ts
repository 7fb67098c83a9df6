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
  ],
  source: ['providername', 'sourcename', 'eventsourcename', 'provider', 'source', 'eventsource'],
  computer: ['machinename', 'computer', 'computername', 'hostname'],
  record: ['eventrecordid', 'recordid', 'recordnumber', 'recordno', 'index'],
  message: ['message', 'description', 'rendereddescription', 'eventmessage'],
  data: ['data', 'properties', 'replacementstrings', 'insertionstrings', 'parameterxml', 'payload'],
} as const;

export type Field = keyof typeof NAMES;
const FIELDS = Object.keys(NAMES) as readonly Field[];

/** `Event ID`, `event_id` and `EventId` are one name; of a path like `winlog.event_id` the last part counts. */
export const plainName = (name: string): string =>
  (name.split('.').at(-1) ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');

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

const momentIn = (text: string, isUtc: boolean): Moment | null =>
  parseMoment(isUtc && /^\d{4}-\d\d-\d\d[T ][\d:.,]+$/.test(text.trim()) ? `${text.trim()}Z` : text);

/** `<Param>C:\x.msi</Param><Param>12</Param>` of Log Analytics. */
const dataIn = (text: string): readonly string[] =>
  [...text.matchAll(/<Param>([\s\S]*?)<\/Param>/g)].map(([, value = '']) => value);

/** All insertion strings in one text, with commas between: EvtxECmd writes them so, also inside of JSON. */
const joinedIn = (text: string): string | null => {
  if (text.includes('<Param>')) return null;
  const inner = /"Data":\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  if (inner === undefined) return text.replace(/^\{(.*?)(?:\.{3}|…)?\}$/s, '$1');
  try {
    return String(JSON.parse(`"${inner}"`));
  } catch {
    return null;
  }
};
