import { describe, expect, it } from 'vitest';
import { PATH, quoted } from '../testing/exports.ts';
import { parseMoment } from './moment.ts';
import { readSource } from '../read/read-source.ts';
import { memorySource } from '../text/source.ts';

describe('records of other sources', () => {
  it('are not taken for installations where an export names no source', async () => {
    const text = `TimeCreated,Id,Message\n2024-06-13T10:00:00,1033,"These policies are being excluded since they are only defined with override-only attribute."\n2024-06-13T10:00:01,1040,${quoted(`Beginning a Windows Installer transaction: ${PATH}. Client Process Id: 100.`)}\n`;
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
