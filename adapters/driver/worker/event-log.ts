/** The installer's records in the Application event log, read backwards. Not offered by Wine, whose msi.dll writes none. */
import type { EventRecord } from '../protocol.ts';
import type { Library } from './library.ts';

const CHANNEL_PATH = 0x1;
const REVERSE_DIRECTION = 0x200;
const RENDER_XML = 1;
const WAIT_MS = 5_000;
const ERROR_NO_MORE_ITEMS = 259;
const ERROR_INSUFFICIENT_BUFFER = 122;
/** Enough for the installer's own; other sources write longer ones. */
const XML_BYTES = 64 * 1024;

/** 1040 begins a transaction of the installer and 1042 ends it; both name the package and the client's process. */
const TRANSACTIONS: readonly number[] = [1040, 1042];
const isOfInstaller = (xml: string): boolean => /<Provider Name=['"]MsiInstaller['"]/.test(xml);

/** The functions of wevtapi.dll. */
export interface EventLog {
  EvtQuery(session: null, path: string, query: string, flags: number): unknown;
  EvtNext(
    results: unknown,
    count: number,
    events: Buffer,
    wait: number,
    flags: number,
    returned: Buffer,
  ): number;
  EvtRender(
    context: null,
    event: bigint,
    flags: number,
    size: number,
    buffer: Buffer,
    used: Buffer,
    properties: Buffer,
  ): number;
  EvtClose(handle: unknown): number;
}

const SIGNATURES = [
  'void* __stdcall EvtQuery(void* session, str16 path, str16 query, uint32 flags)',
  'int32 __stdcall EvtNext(void* results, uint32 count, void* events, uint32 wait, uint32 flags, void* returned)',
  'int32 __stdcall EvtRender(void* context, uintptr_t event, uint32 flags, uint32 size, void* buffer, void* used, void* properties)',
  'int32 __stdcall EvtClose(uintptr_t handle)',
];

/**
 * @returns a function that reads the installer's records of transactions after a given one, oldest first; with null,
 * the newest record alone, whoever wrote it
 */
export const eventReader = (library: Library): Reader =>
  readerOf(library, ({ id }) => TRANSACTIONS.includes(id));

/** The same for all that the installer writes. */
export const recordReader = (library: Library): Reader => readerOf(library, () => true);

type Reader = (after: number | null) => readonly EventRecord[];

const readerOf = (library: Library, isWanted: (record: EventRecord) => boolean): Reader => {
  let log: EventLog | undefined;
  return (after) => {
    log ??= library.bind('wevtapi.dll', SIGNATURES) as unknown as EventLog;
    return readBackwards(library, log, after, isWanted);
  };
};

/**
 * Reads from the newest record back to the last one seen, so that it takes as long as the few new records take,
 * however long the log is.
 */
export const readBackwards = (
  { kernel, koffi }: Pick<Library, 'kernel' | 'koffi'>,
  log: EventLog,
  after: number | null,
  isWanted: (record: EventRecord) => boolean,
): readonly EventRecord[] => {
  const results = log.EvtQuery(null, 'Application', '*', CHANNEL_PATH | REVERSE_DIRECTION);
  if (results === null) throw new Error(`EvtQuery gave error ${kernel.GetLastError()}`);
  const records: EventRecord[] = [];
  let last = after ?? 0;
  try {
    for (let isNewest = true; ; isNewest = false) {
      const xml = nextXml(kernel, log, results);
      if (xml === undefined) break;
      const record = parseEvent(xml);
      if (after === null) return [record];
      // A log that was emptied counts anew.
      if (isNewest && record.record < last) last = 0;
      if (record.record <= last) break;
      if (isOfInstaller(xml) && isWanted(record)) records.unshift(record);
    }
    return records;
  } finally {
    log.EvtClose(koffi.address(results));
  }
};

/** The next event as XML; undefined when there is none. */
const nextXml = (kernel: Library['kernel'], log: EventLog, results: unknown): string | undefined => {
  const [handle, returned] = [Buffer.alloc(8), Buffer.alloc(4)];
  if (log.EvtNext(results, 1, handle, WAIT_MS, 0, returned) === 0) {
    const error = kernel.GetLastError();
    if (error === ERROR_NO_MORE_ITEMS) return undefined;
    throw new Error(`EvtNext gave error ${error}`);
  }
  const event = handle.readBigUInt64LE(0);
  try {
    return xmlOf(kernel, log, event);
  } finally {
    log.EvtClose(event);
  }
};

/** The event as XML, in a buffer that is as long as EvtRender then asks for when the usual one is too short. */
export const xmlOf = (
  kernel: Pick<Library['kernel'], 'GetLastError'>,
  log: Pick<EventLog, 'EvtRender'>,
  event: bigint,
  bytes = XML_BYTES,
): string => {
  const [xml, used, properties] = [Buffer.alloc(bytes), Buffer.alloc(4), Buffer.alloc(4)];
  if (log.EvtRender(null, event, RENDER_XML, bytes, xml, used, properties) !== 0) {
    return xml.toString('utf16le', 0, used.readUInt32LE(0));
  }
  const error = kernel.GetLastError();
  const wanted = used.readUInt32LE(0);
  if (error === ERROR_INSUFFICIENT_BUFFER && wanted > bytes) return xmlOf(kernel, log, event, wanted);
  throw new Error(`EvtRender gave error ${error}`);
};

/** Reads the few parts that matter here from an event's XML. */
export const parseEvent = (xml: string): EventRecord => ({
  id: Number(/<EventID[^>]*>(\d+)</.exec(xml)?.[1] ?? 0),
  record: Number(/<EventRecordID>(\d+)</.exec(xml)?.[1] ?? 0),
  data: [...xml.matchAll(/<Data[^>]*>([^<]*)</g)].map(([, text]) => unescapeXml(text ?? '')),
});

const unescapeXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
