import { describe, expect, it } from 'vitest';

import { handlerThread } from './handler-thread.ts';
import { hostOnWindows } from '../windows/index.ts';
import type { Host } from './host.ts';
import { Measurements } from './measurements.ts';
import { installingAfter, Observer } from './observer.ts';
import { installProduct, removeProduct } from './registered-product.ts';
import type { WorkerProcess } from './worker-process.ts';
import type { Workers } from './workers.ts';
import { parseEvent, readBackwards, xmlOf } from './worker/event-log.ts';
import { answerTo, MESSAGE_FILTER } from './worker/messages.ts';

describe('run windows', () => {
  it('says on another system that it is not Windows', async () => {
    await expect(hostOnWindows({}, 'linux', {})).rejects.toThrow('this machine runs linux, not Windows');
  });

  it.each([{}, { CI: '' }, { CI: 'false' }])(
    'refuses a Windows outside CI, as with %j',
    async (variables) => {
      await expect(hostOnWindows({}, 'win32', variables)).rejects.toMatchObject({
        name: 'ImplementationError',
        hint: expect.stringContaining('--this-machine-is-disposable'),
      });
    },
  );
});

describe('the thread of the handler', () => {
  const held = { type: 'held', table: 'InstallExecuteSequence' };
  const told = async (answer: object, refused: object = answer): Promise<string> => {
    let calls = 0;
    const ask = async (request: { readonly hold?: boolean }): Promise<unknown> =>
      request.hold === true ? held : ++calls > 2 ? refused : answer;
    const client = async (): Promise<WorkerProcess> => ({ ask }) as unknown as WorkerProcess;
    const host = { fixtures: 'C:\\T\\', isOurs: false } as Host;
    return handlerThread(host, { client, kill: async () => undefined });
  };

  it("is the caller's when a call comes back that sent messages", async () => {
    const tables = ['InstallExecuteSequence'];
    expect(await told({ type: 'returned', code: 0, tables, messages: [] })).toBe("the caller's");
  });

  it('is not known from a call that was refused without a message', async () => {
    const refused = { type: 'returned', code: 1618, tables: [], messages: [] };
    const went = { type: 'returned', code: 0, tables: ['InstallExecuteSequence'], messages: [] };
    expect(await told(refused)).toBe('not known of a call: code 1618');
    expect(await told(went, refused)).toBe('not known of a refused call: code 1618');
    const asked = { ...refused, messages: [{ message: 0x01000005, number: 1500, answer: 2 }] };
    expect(await told(went, asked)).toBe("the caller's");
  });

  it('is another where the agent says so', async () => {
    const elsewhere = { type: 'returned', code: 0, tables: ['x'], messages: [], otherThread: true };
    expect(await told(elsewhere)).toContain("not the caller's of a call");
  });
});

describe('messages of the installer', () => {
  const error = (style: number): number => 0x01000000 | style;

  it('are answered so that nothing waits for a user', () => {
    expect(answerTo(error(1), 1500)).toBe(2);
    expect(answerTo(error(1), 1704)).toBe(1);
    expect(answerTo(error(0), 1402)).toBe(1);
    expect(answerTo(error(2), 1402)).toBe(3);
    expect(answerTo(error(4), 1402)).toBe(7);
    expect(answerTo(error(5), 1402)).toBe(2);
    expect(answerTo(error(6), 1402)).toBe(2);
    expect(answerTo(0x06000000, 0)).toBe(0);
  });

  it('are asked for when a dialog would show them, and the end of the UI is not', () => {
    const has = (kind: number): boolean => (MESSAGE_FILTER & (1 << kind)) !== 0;
    expect([0x00, 0x01, 0x02, 0x03, 0x05, 0x06, 0x07, 0x08, 0x19].every(has)).toBe(true);
    expect(has(0x0d)).toBe(false);
  });
});

describe('records of the event log', () => {
  const xml = (id: number, path: string, record = 4711): string =>
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='MsiInstaller'/>` +
    `<EventID Qualifiers='0'>${id}</EventID><EventRecordID>${record}</EventRecordID></System>` +
    `<EventData><Data>${path}</Data><Data>812</Data></EventData></Event>`;

  it('give number, place and text', () => {
    expect(parseEvent(xml(1040, 'C:\\a &amp; b\\x.msi'))).toEqual({
      id: 1040,
      record: 4711,
      data: ['C:\\a & b\\x.msi', '812'],
    });
  });

  it('are read whole, however long another source made one', () => {
    const long = xml(1000, 'x'.repeat(100_000));
    const bytes = Buffer.from(`${long}\0`, 'utf16le');
    const EvtRender = (_: null, __: bigint, ___: number, size: number, to: Buffer, used: Buffer): number => {
      used.writeUInt32LE(bytes.length);
      return size < bytes.length ? 0 : bytes.copy(to);
    };
    expect(xmlOf({ GetLastError: () => 122 }, { EvtRender }, 1n)).toBe(`${long}\0`);
    expect(() => xmlOf({ GetLastError: () => 5 }, { EvtRender }, 1n)).toThrow('EvtRender gave error 5');
  });

  it('are read from the newest back to the last one seen, and no further', () => {
    const all = [7, 8, 9, 10].map((number) => xml(number % 2 === 0 ? 1040 : 11_707, 'C:\\x.msi', number));
    all.push(xml(1040, 'C:\\y.msi', 11).replace('MsiInstaller', 'SomeoneElse'));
    const reading = (after: number | null): { records: readonly number[]; reads: number } => {
      const left = [...all];
      let current = '';
      let reads = 0;
      const log = {
        EvtQuery: () => ({}),
        EvtNext: (_results: unknown, _count: number, events: Buffer) => {
          events.writeBigUInt64LE(1n);
          reads++;
          current = left.pop() ?? '';
          return current === '' ? 0 : 1;
        },
        EvtRender: (_1: null, _2: bigint, _3: number, _4: number, buffer: Buffer, used: Buffer) => {
          used.writeUInt32LE(buffer.write(current, 'utf16le'));
          return 1;
        },
        EvtClose: () => 1,
      };
      const library = { kernel: { GetLastError: () => 259 }, koffi: { address: () => 0n } };
      const records = readBackwards(library as never, log, after, ({ id }) => id === 1040);
      return { records: records.map(({ record }) => record), reads };
    };
    expect(reading(null)).toEqual({ records: [11], reads: 1 });
    expect(reading(11)).toEqual({ records: [], reads: 1 });
    expect(reading(9)).toEqual({ records: [10], reads: 3 });
    expect(reading(0)).toEqual({ records: [8, 10], reads: 6 });
    // Emptied since: all that there is is new.
    expect(reading(500)).toEqual({ records: [8, 10], reads: 6 });
  });

  it('cannot be read when the reader hangs or ends, which fails no case and is not tried again', async () => {
    let asked = 0;
    const ask = async ({ do: what }: { readonly do: string }): Promise<unknown> => {
      if (what === 'events') asked++;
      return what === 'events'
        ? { type: 'gone', reason: 'ended by code 3' }
        : { type: 'mutex', state: 'absent', abandoned: false, ownerPid: null };
    };
    const workers = { observer: async () => ({ ask, kill: async () => undefined }) } as unknown as Workers;
    const observer = new Observer({ withoutEvents: undefined } as Host, workers, new Measurements());
    await observer.begin();
    const reason = 'the event log cannot be read: ended by code 3';
    expect(await observer.observe({ op: 'events' }, 'idle')).toEqual({ type: 'unsupported', reason });
    expect(await observer.intruder()).toBeUndefined();
    expect(asked).toBe(1);
  });

  it('are those of no case that began when the log could not be read', async () => {
    const error = { type: 'error', message: 'EvtQuery gave error 5' };
    const old = { type: 'events', records: [parseEvent(xml(1040, 'C:\\other.msi'))] };
    let asked = 0;
    const ask = async ({ do: what }: { readonly do: string }): Promise<unknown> =>
      what !== 'events' ? { type: 'mutex', state: 'absent', ownerPid: null } : asked++ === 0 ? error : old;
    const workers = { observer: async () => ({ ask }), isOurs: () => false } as unknown as Workers;
    const host = { withoutEvents: undefined, fixtures: 'C:\\T\\' } as Host;
    const observer = new Observer(host, workers, new Measurements());
    await observer.begin();
    expect(await observer.observe({ op: 'events' }, 'idle')).toMatchObject({ type: 'unsupported' });
    expect(await observer.intruder()).toBeUndefined();
    await observer.begin();
    expect(await observer.intruder()).toContain('another installation');
  });

  it('name the applications that have begun and not ended', () => {
    const one = 'C:\\T\\msiconform-client-1.msi';
    const two = 'C:\\T\\msiconform-client-2.msi';
    const records = [xml(1040, one), xml(1040, two), xml(1042, one)].map(parseEvent);
    expect(installingAfter(records.slice(0, 1))).toEqual(['msiconform-client-1']);
    expect(installingAfter(records)).toEqual(['msiconform-client-2']);
  });

  it('are waited for when the one of a client that is installing is not there yet', async () => {
    const record = parseEvent(xml(1040, 'C:\\T\\msiconform-client-1.msi'));
    const answers = [[], [], [record]];
    const ask = async (): Promise<unknown> => ({ type: 'events', records: answers.shift() ?? [record] });
    const workers = { observer: async () => ({ ask }) } as unknown as Workers;
    const host = { withoutEvents: undefined } as Host;
    const observer = new Observer(host, workers, new Measurements());
    await observer.begin();
    const seen = await observer.observe({ op: 'events' }, 'installing', ['msiconform-client-1']);
    expect(seen).toEqual({ type: 'events', installing: ['msiconform-client-1'] });
  });
});

describe('the product that is registered', () => {
  const answering = (...codes: readonly number[]): WorkerProcess => {
    const left = [...codes];
    const ask = async (): Promise<unknown> => ({ type: 'done', code: left.shift() ?? 0 });
    return { ask } as unknown as WorkerProcess;
  };
  const host = { fixtures: 'C:\\T\\', isOurs: false } as Host;

  it('is installed once the installer is not busy any more', async () => {
    await expect(installProduct(answering(1618, 0), host)).resolves.toBeUndefined();
  });

  it('is asked of an administrator where a policy forbids it', async () => {
    await expect(installProduct(answering(1625), host)).rejects.toMatchObject({
      message: 'msiconform-registered could not be installed: code 1625',
      hint: 'A policy of this machine forbids it: run as an administrator.',
    });
  });

  it('is removed once the installer is not busy any more', async () => {
    await expect(removeProduct(answering(1618, 0), host)).resolves.toBeUndefined();
  });

  it('is told when it cannot be removed, with the command that does', async () => {
    await expect(removeProduct(answering(1603), host)).rejects.toMatchObject({
      message: 'msiconform-registered is still registered on this machine: code 1603',
      hint: expect.stringContaining('msiexec /x {6D736963-'),
    });
  });
});
