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
    ['13.06.2024 г. 15:24:11 ч.', 15],
    ['13.06.2024 г. 3:24:11 сл.об.', 15],
    ['13-06-2024 03:24:11 अपराह्न', 15],
    ['13-06-2024 03:24:11 पूर्वाह्न', 3],
    ['2024.06.13. 3:24:11 du.', 15],
    ['2024/06/13 03:24:11 ب.ظ', 15],
  ])('%s', (text, hour) => {
    expect(parseMoment(text)).toMatchObject({ zone: 'local', clock: ((hour * 60 + 24) * 60 + 11) * 1000 });
  });
});

/** What a list says of one 1033, whose message is given in bytes. */
const listed = async (message: Buffer): Promise<unknown> => {
  const before =
    'TimeCreated  : 10/18/2025 2:35:13 PM\r\nProviderName : MsiInstaller\r\nId           : 1033\r\n';
  const text = Buffer.concat([Buffer.from(`${before}Message      : `), message, Buffer.from('\r\n\r\n')]);
  return readSource(memorySource('events', text));
};

describe('the sentence of a 1033 that is not whole', () => {
  it('tells its status also where its full stops are of a code page that is not read', async () => {
    const stop = Buffer.of(0x81, 0x42);
    const said = Buffer.concat([
      Buffer.of(0x90, 0xbb, 0x95, 0x69),
      Buffer.from(': X'),
      stop,
      Buffer.from('Z: 1618'),
      stop,
    ]);
    expect(await listed(said)).toMatchObject({ events: { records: [{ id: 1033, status: 1618 }] } });
  });

  it('does not give the name of another label for the product, where its begin is lost', async () => {
    const said = Buffer.from('Manufacturer: Acme. Installation success or error status: 1618.');
    expect(await listed(said)).toMatchObject({ events: { records: [{ product: null, status: 1618 }] } });
  });
});
