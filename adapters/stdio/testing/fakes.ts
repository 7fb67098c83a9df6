/** The misbehaving programs of `fakes/`, and what is said about each. Used by tests only. */
import { fileURLToPath } from 'node:url';

export interface Fake {
  /** The file in `fakes/`, without its ending. */
  readonly name: string;
  /** The request at which it misbehaves, where the file leaves that open. */
  readonly op?: string;
  /** What the error says. */
  readonly says: RegExp;
  /** When it happens: at the start, in a case, or at the end of the run. */
  readonly when: 'open' | 'case' | 'end';
  /** Where it can do what it does, and be seen doing it; everywhere when not given. */
  readonly on?: readonly NodeJS.Platform[];
}

const ALL: readonly Fake[] = [
  {
    name: 'hangs',
    when: 'case',
    says: /did not answer advance of process 1 \(request \d+\).*\n.*print spooler/s,
  },
  { name: 'hangs', op: 'hello', when: 'open', says: /did not answer hello \(request 1\) within/ },
  { name: 'never-answers', when: 'case', says: /did not answer advance of process 1/ },
  { name: 'never-answers', op: 'reset', when: 'case', says: /did not answer reset/ },
  {
    name: 'dies',
    when: 'case',
    says: /ended with exit code 3 before it answered advance.*\n.*registry is on fire/s,
  },
  { name: 'dies', op: 'hello', when: 'open', says: /ended with exit code 3 before it answered hello/ },
  { name: 'dies', op: 'reset', when: 'case', says: /ended with exit code 3 before it answered reset/ },
  { name: 'crashes', when: 'case', says: /ended with signal SIGSEGV before it answered advance/ },
  { name: 'leaves-early', op: 'start', when: 'case', says: /ended with exit code 0/ },
  { name: 'answers-twice', when: 'case', says: /answered request \d+ twice/ },
  { name: 'answers-twice', op: 'hello', when: 'case', says: /answered request 1 twice/ },
  { name: 'answers-late-twice', op: 'start', when: 'case', says: /answered request \d+ twice/ },
  { name: 'out-of-order', when: 'case', says: /did not answer advance of process 1/ },
  {
    name: 'answers-ahead',
    when: 'case',
    says: /answered request \d+, which was never made: \{"id":\d+,"type":"ready"\}/,
  },
  { name: 'floods-answers', when: 'case', says: /answered request \d+ twice/ },
  { name: 'wrong-id', when: 'case', says: /answered request 10\d\d, which was never made/ },
  { name: 'no-id', when: 'case', says: /wrote a response without an id/ },
  { name: 'text-id', when: 'case', says: /wrote a response whose id is no number: .*"id":"\d+"/ },
  { name: 'negative-id', when: 'case', says: /answered request -\d+, which was never made/ },
  { name: 'long-line', when: 'case', says: /wrote a line of more than 1048576 bytes/ },
  { name: 'broken-utf8', when: 'case', says: /not UTF-8: .*Zur\\xfcck/ },
  { name: 'utf-16', when: 'case', says: /not UTF-8: \\xff\\xfe\{\\x00/ },
  {
    name: 'repeats-fields',
    when: 'case',
    says: /wrote a response with two fields "code": \{.*"code":1618\}/,
  },
  { name: 'deep-json', when: 'case', says: /answered advance .*: code must be integer/ },
  { name: 'not-a-number', when: 'case', says: /no JSON object: .*"code":NaN/ },
  {
    name: 'no-newline',
    when: 'case',
    says: /ended with exit code 0 before it answered advance .*After \{"id":\d+.* there came no newline/,
  },
  {
    name: 'half-a-line',
    when: 'case',
    says: /did not answer advance .*After \{"id":\d+.* there came no newline/,
  },
  {
    name: 'closes-stdout',
    when: 'case',
    says: /closed its stdout before it answered advance of process 1 .*, and went on running/,
  },
  {
    name: 'closes-stdin',
    when: 'case',
    says: /closed its stdin before it answered reset/,
    on: ['linux', 'darwin'],
  },
  {
    name: 'stops-itself',
    when: 'case',
    says: /did not answer advance of process 1/,
    on: ['linux', 'darwin'],
  },
  { name: 'owned-by-nobody', when: 'case', says: /answered probe \(request \d+\) with owner 99, but/ },
  { name: 'stderr-only', when: 'case', says: /did not answer advance of process 1.*stderr: \{"id":/s },
  { name: 'chatters', when: 'case', says: /no JSON object: DEBUG got advance\\u0007/ },
  { name: 'wrong-type', when: 'case', says: /answered advance of process 1 \(request \d+\) with .*"ready"/ },
  { name: 'wrong-field', when: 'case', says: /answered advance .*: code must be integer/ },
  {
    name: 'lies-about-observations',
    when: 'case',
    says: /offers the observation probe .* answered unsupported to probe \(request \d+\)/,
  },
  { name: 'lies-about-processes', when: 'case', says: /could not do reset: one process is enough/ },
  { name: 'lies-about-concurrency', when: 'case', says: /did not answer start INSTALL none of process 1/ },
  { name: 'changes-its-mind', when: 'case', says: /ended with exit code 1/ },
  { name: 'newer', when: 'open', says: /answered hello .*: version must be equal to constant/ },
  { name: 'ignores-bye', when: 'end', says: /did not answer bye/ },
  { name: 'stays-after-bye', when: 'end', says: /answered bye but did not exit/ },
  { name: 'leaves-children', when: 'end', says: /left processes behind, which were ended: node \(\d+\)/ },
  {
    name: 'leaves-a-daemon',
    when: 'end',
    says: /left processes behind, which were ended: node \(\d+\)/,
    on: ['linux'],
  },
  {
    name: 'leaves-a-stranger',
    when: 'end',
    says: /left processes behind, which were ended: sleep \(\d+\)/,
    on: ['linux'],
  },
];

/** The fakes that this platform has. */
export const FAKES: readonly Fake[] = ALL.filter(({ on }) => on?.includes(process.platform) ?? true);

/** How to start a fake. */
export const commandOf = ({ name, op }: Pick<Fake, 'name' | 'op'>): [string, ...string[]] => [
  process.execPath,
  fileURLToPath(new URL(`fakes/${name}.mjs`, import.meta.url)),
  ...(op === undefined ? [] : [op]),
];
