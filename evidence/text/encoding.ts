/** What the first bytes of a file say about its encoding, or about why it cannot be read. */
type Encoding = 'utf-16le' | 'utf-16be' | 'utf-8';

export interface Detected {
  readonly encoding: Encoding;
  readonly bom: boolean;
  /** What an XML declaration names instead, in the words of the Encoding Standard: for text that is read as a whole. */
  readonly declared?: string;
}

/** The file is of a kind that is not read; `message` says so in one sentence, with the mend. */
export interface Refused {
  readonly refused: string;
}

const MAGIC: readonly (readonly [string, string])[] = [
  [
    'ElfFile\0',
    'is a binary event log (.evtx), which is not read: export it with "wevtutil qe FILE.evtx /lf:true /f:xml > events.xml" and give that file',
  ],
  ['PK\u0003\u0004', 'is a zip archive: unpack it and give the files in it'],
  ['\u001f\u008b', 'is compressed with gzip: unpack it and give the file in it'],
  ['\u00d0\u00cf\u0011\u00e0', 'is a compound file such as an .msi package, not a log'],
  ['MZ', 'is a program, not a log'],
];

const BEGIN = 256;

/** Whole files of zeros or of control characters are no text. */
const MAX_CONTROL_SHARE = 0.05;

/** Looks at the first bytes (a few thousand are enough). */
export const detectEncoding = (head: Uint8Array): Detected | Refused => {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: true };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: true };
  const start = String.fromCharCode(...head.subarray(0, 16));
  const magic = MAGIC.find(([bytes]) => start.startsWith(bytes));
  if (magic !== undefined) return { refused: magic[1] };
  // Text that begins without zeros begins as bytes, whatever was appended to it.
  const zeros = head.subarray(0, BEGIN).includes(0) ? countZeros(head) : { odd: 0, even: 0 };
  const half = head.length / 2;
  if (zeros.odd > half * 0.4 && zeros.even < half * 0.1) return { encoding: 'utf-16le', bom: false };
  if (zeros.even > half * 0.4 && zeros.odd < half * 0.1) return { encoding: 'utf-16be', bom: false };
  if (controls(head) > head.length * MAX_CONTROL_SHARE) {
    return { refused: 'is binary: give a text log or a text export of the event log' };
  }
  const declared = declaredIn(head);
  return { encoding: 'utf-8', bom: false, ...(declared === undefined ? {} : { declared }) };
};

/** The encoding of an XML declaration, where it is one of bytes that is known, and not UTF-8. */
const declaredIn = (head: Uint8Array): string | undefined => {
  const start = String.fromCharCode(...head.subarray(0, BEGIN));
  const [, label = ''] = /^\s*<\?xml[^>]*?\sencoding=["']([\w.:-]+)["']/.exec(start) ?? [];
  if (label === '') return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-') ? undefined : encoding;
  } catch {
    return undefined;
  }
};

export const nameOfEncoding = ({ encoding, bom, declared }: Detected): string =>
  `${(declared ?? encoding).toUpperCase()}${bom ? ' with BOM' : ''}`;

const countZeros = (bytes: Uint8Array): { odd: number; even: number } => {
  let [odd, even] = [0, 0];
  for (const [index, byte] of bytes.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 1) odd++;
    else even++;
  }
  return { odd, even };
};

const controls = (bytes: Uint8Array): number => {
  let count = 0;
  for (const [index, byte] of bytes.entries())
    // Zeros further down may be UTF-16 that was appended.
    if (byte < 0x20 && (byte > 0 || index < BEGIN) && byte !== 9 && byte !== 10 && byte !== 13) count++;
  return count;
};
