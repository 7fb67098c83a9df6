import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource } from '../read/read-source.ts';
import { sharedFolder } from '../testing/shared-folder.ts';
import { fileSource } from '../files.ts';
import type { InstallerRecord } from './record.ts';
import { transactionOf } from './record.ts';
import { pairTransactions } from './transactions.ts';
import type { TimedRecord } from './transactions.ts';

const record = (
  id: number,
  at: number,
  path: string | null,
  processId: number | null,
  more: Partial<InstallerRecord> = {},
): TimedRecord => ({
  at,
  file: 'events.xml',
  record: {
    id,
    moment: { zone: 'utc', at },
    record: at,
    computer: null,
    package: path,
    processId,
    product: null,
    status: null,
    unreadable: [],
    order: at,
    line: 1,
    ...more,
  },
});

describe('pairing 1040 with 1042', () => {
  it('goes by path and order where process ids do not match', () => {
    const [only, ...more] = pairTransactions([
      record(1040, 1, 'C:\\Epic.msi', 5092),
      record(1033, 3, null, null, { product: 'Other', status: 0 }),
      record(1042, 5, 'c:\\epic.msi', 10988),
    ]);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ package: 'C:\\Epic.msi', began: { at: 1 }, ended: { at: 5 } });
  });

  it('does not name a transaction by what was installed inside of it, long before its end', () => {
    const inner = record(1033, 60_000, null, null, { product: 'Inner', status: 0 });
    const [ended] = pairTransactions([
      record(1040, 1, 'a', 1),
      inner,
      record(1042, 300_000, 'a', 2),
      record(1033, 302_000, null, null, { product: 'Own', status: 0 }),
    ]);
    expect(ended).toMatchObject({ product: 'Own', status: 0 });
    const [alone] = pairTransactions([record(1040, 1, 'a', 1), inner, record(1042, 300_000, 'a', 2)]);
    expect(alone).toMatchObject({ product: null, status: null });
    const [open] = pairTransactions([record(1040, 1, 'a', 1), inner]);
    expect(open).toMatchObject({ product: null, status: null });
  });

  it('names a transaction by the last outcome in it, or the first one behind it', () => {
    const outcome = (at: number, product: string): TimedRecord =>
      record(1033, at, null, null, { product, status: 0 });
    const pairs = pairTransactions([
      record(1040, 1, 'a', 1),
      outcome(2, 'Inside'),
      outcome(3, 'Own'),
      record(1042, 4, 'a', 1),
      outcome(5, 'Behind'),
      record(1040, 10, 'b', 1),
      record(1042, 11, 'b', 1),
      outcome(12, 'Later'),
      outcome(13, 'Last'),
    ]);
    expect(pairs.map(({ product }) => product)).toEqual(['Own', 'Later']);
  });

  it('tells what began before the export and what does not end in it', () => {
    const pairs = pairTransactions([record(1042, 1, 'a', 1), record(1040, 2, 'b', 2)]);
    expect(pairs.map(({ began, ended }) => [began?.at, ended?.at])).toEqual([
      [undefined, 1],
      [2, undefined],
    ]);
  });

  it('keeps two of one path apart by their process', () => {
    const pairs = pairTransactions([
      record(1040, 1, 'a', 1),
      record(1040, 2, 'a', 2),
      record(1042, 3, 'a', 1),
      record(1042, 4, 'a', 2),
    ]);
    expect(pairs.map(({ processId, ended }) => [processId, ended?.at])).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });
});

describe('a rendered sentence', () => {
  it.each([
    ['Beginning a Windows Installer transaction: C:\\a. b\\x.msi. Client Process Id: 12.', 'C:\\a. b\\x.msi'],
    [
      'Ending a Windows Installer transaction: {25EC79E7-ADA0-4DF9-AC15-A3D9596884F4}. Client Process Id: 12.',
      '{25EC79E7-ADA0-4DF9-AC15-A3D9596884F4}',
    ],
    [
      'Beginning a Windows Installer transaction: http://host/x.msi. Client Process Id: 12.',
      'http://host/x.msi',
    ],
    ['Début d’une transaction Windows Installer : C:\\x.msi. ID du processus client : 12.', 'C:\\x.msi'],
    ['トランザクションを開始しています: \\\\host\\x.msi。クライアント プロセス ID: 12。', '\\\\host\\x.msi'],
  ])('%s', (sentence, path) => {
    expect(transactionOf(sentence)).toEqual({ package: path, processId: 12 });
  });
});

const folder = sharedFolder('evidence/events');

describe.skipIf(folder === undefined)('the event logs of real Windows', () => {
  it('are all read, and the two forms of one export alike', async () => {
    if (folder === undefined) return;
    const read = await Promise.all(
      readdirSync(folder).map((name) => readSource(fileSource(join(folder, name), undefined))),
    );
    const counts = Object.fromEntries(
      read.map((each) => [
        each.file.slice(folder.length + 1),
        each.kind === 'events'
          ? [each.events.records.length, each.events.others, each.events.unread.record]
          : each,
      ]),
    );
    expect(counts).toEqual({
      'anotherc0ne-ad-dc-2023.csv': [22, 0, 0],
      'anotherc0ne-ad-dc-2023.xml': [22, 0, 0],
      'hayabusa-deepblue-many-events-2013-2016.xml': [317, 0, 0],
      'picoctf-event-viewing-1040-1033-eventviewer-copy.xml': [2, 0, 0],
      'rendered-one-liners.txt': [6, 0, 0],
      'servicefabric-1033-1603-eventviewer-text.txt': [1, 0, 0],
    });
    const forms = read
      .filter(({ file }) => file.includes('anotherc0ne'))
      .map((each) =>
        each.kind === 'events' ? each.events.records.map((whole) => ({ ...whole, line: 0 })) : [],
      );
    expect(forms[0]).toEqual(forms[1]);
  });
});
