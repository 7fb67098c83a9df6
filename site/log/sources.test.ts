import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { HOLDER, HOSTILE, REFUSED } from '../testing/logs.ts';
import { Desk } from './desk.ts';
import { givenSource } from './sources.ts';

const read = async (name: string, bytes: Uint8Array): Promise<readonly (readonly [string, string])[]> => {
  const desk = new Desk();
  await desk.add([givenSource({ name, blob: new Blob([bytes as Uint8Array<ArrayBuffer>]) })], () => {});
  return desk
    .explain({})
    .report.files.map(({ file, kind, reason }) => [file, kind === 'refused' ? (reason ?? '') : kind]);
};

const LOG = strToU8(HOLDER());
const ENCRYPTED = 1;

/** The same archive with each entry's header said to be of another kind. */
const remade = (zip: Uint8Array, offset: number, value: number): Uint8Array => {
  const bytes = zip.slice();
  for (let at = 0; at + 30 < bytes.length; at++)
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4)
      bytes[at + offset] = value;
  return bytes;
};

test('archives in archives are read to the file', async () => {
  const inner = zipSync({ 'beta.log': strToU8(REFUSED()), 'x.exe': strToU8('MZ') });
  const zip = zipSync({ 'a.log': LOG, 'pc/inner.zip': inner });
  expect(await read('z.zip', zip)).toEqual([
    ['z.zip/a.log', 'log'],
    ['z.zip/pc/inner.zip/beta.log', 'log'],
  ]);
  // Deeper than anybody packs them, the archive is named and not passed over.
  let deep = zip;
  for (let depth = 0; depth < 3; depth++) deep = zipSync({ 'deep.zip': deep });
  expect(await read('z.zip', deep)).toEqual([
    ['z.zip/deep.zip/deep.zip/deep.zip', expect.stringContaining('is a zip archive')],
  ]);
});

test.each([
  ['an encrypted one', remade(zipSync({ 'a.log': LOG }), 6, ENCRYPTED), /^is encrypted/],
  ['one encrypted with AES', remade(zipSync({ 'a.log': LOG }), 8, 99), /^is encrypted/],
  ['one packed with bzip2', remade(zipSync({ 'a.log': LOG }), 8, 12), /method that is not read \(12\)/],
  [
    'one that was cut off',
    zipSync({
      'a.log': strToU8(
        HOLDER()
          .repeat(50)
          .replaceAll('05:15', () => String(Math.random())),
      ),
    }).slice(0, 2000),
    /^is cut off with its archive/,
  ],
  ['an empty one', zipSync({}), /zip archive without/],
  ['one without a log', zipSync({ 'x.exe': strToU8('MZ') }), /zip archive without/],
])('of an archive, %s is told in one sentence', async (_, zip, reason) => {
  const [[, told] = ['', '']] = await read('z.zip', zip);
  expect(told).toMatch(reason);
});

test('an archive that was cut off between its files is told, and what is there is read', async () => {
  const whole = zipSync({ 'alpha.log': LOG, 'beta.log': strToU8(REFUSED()) });
  const cut = whole.slice(0, Buffer.from(whole).indexOf('PK\u0003\u0004', 30));
  expect(await read('z.zip', cut)).toEqual([
    ['z.zip/alpha.log', 'log'],
    [
      'z.zip',
      expect.stringMatching(/^is cut off, so that files may be missing; the file before that is read/),
    ],
  ]);
  // In another archive too.
  expect(await read('z.zip', zipSync({ 'in.zip': cut }))).toEqual([
    ['z.zip/in.zip/alpha.log', 'log'],
    ['z.zip/in.zip', expect.stringMatching(/^is cut off/)],
  ]);
});

test('a file whose own header is damaged is missed', async () => {
  const zip = zipSync({ 'alpha.log': [LOG, { level: 0 }], 'beta.log': strToU8(REFUSED()) });
  zip[Buffer.from(zip).indexOf('PK\u0003\u0004', 30)] = 0;
  expect(await read('z.zip', zip)).toContainEqual([
    'z.zip',
    expect.stringMatching(/^is damaged: 1 of its 2 files were found/),
  ]);
});

test.each([
  ['./a.log', 1],
  ['../../a.log', 1],
  ['..\\pc\\a.log', 1],
  ['/a.log', 1],
  ['.hidden/a.log', 0],
  ['pc\\.a.log', 0],
  ['__MACOSX/._a.log', 0],
])('a file in an archive under the name %s', async (name, count) => {
  const told = await read('z.zip', zipSync({ [name]: LOG, 'b.log': LOG }));
  expect(told).toHaveLength(1 + count);
});

test('an encrypted entry among others is the only one that is not read', async () => {
  const plain = zipSync({ 'a.log': [LOG, { level: 0 }], 'b.log': [LOG, { level: 0 }] });
  // The second header.
  const at = Buffer.from(plain).indexOf('PK\u0003\u0004', 30);
  plain[at + 6] = ENCRYPTED;
  expect(await read('z.zip', plain)).toEqual([
    ['z.zip/a.log', 'log'],
    ['z.zip/b.log', expect.stringContaining('is encrypted')],
  ]);
});

test.each([
  ['nothing', '', /^is empty/],
  ['a text that is no log', 'hello\n', /^holds neither/],
  [
    'a history of the suite',
    '{"format":"msiconform-history","version":1}\n',
    /document of msiconform itself/,
  ],
  ['one line of 1 MB', 'x'.repeat(1_000_000), /longer than can be read/],
])('%s is told in one sentence', async (_, text, reason) => {
  const [[, told] = ['', '']] = await read(`${HOSTILE}.log`, strToU8(text));
  expect(told).toMatch(reason);
});
