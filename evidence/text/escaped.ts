/** A log as a string of JSON, as tools keep the output of an installer: line ends are written out. */
const ESCAPED =
  /\\r?\\n(?:\s*MSI \([cs]\) \(|={3} |Action (?:start|ended) \d|Property\(|\s*\*{7} )|\\r\\n={3}/;

/** The same as a list of strings, one a line: `"stdout_lines": ["=== …", "MSI (c) …"]`. */
const LISTED = /^[\s\S]{0,4000}"(?:MSI \([cs]\) \([\dA-F]|={3} (?:Verbose l|L)ogging)/;
const BEGINS_AS_JSON = /^\s*(?:[\w. ]+(?:=>|[:>|]) *)?[[{]/;

export const isEscapedLog = (head: string): boolean =>
  (ESCAPED.test(head) || (BEGINS_AS_JSON.test(head) && LISTED.test(head))) &&
  /MSI \([cs]\) \(|={3} (?:Verbose l|L)ogging/.test(head);

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '', f: '' };
/** An escape sequence is at most this long. */
const LONGEST = 6;

/** The end of a string, of which the next chunk tells what follows. */
const OPEN_END = /"[\s,]{0,200}$/;

/** Undoes the escapes of JSON, twice where a string stands in a string, so that each line of the log is one again. */
export const unescaped = async function* (text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const part of text) {
    const whole = rest + part;
    const backslash = whole.lastIndexOf('\\', whole.length);
    const escape = backslash >= whole.length - LONGEST ? firstOfRun(whole, backslash) : whole.length;
    const open = whole.search(OPEN_END);
    const cut = open < 0 ? escape : Math.min(escape, open);
    rest = whole.slice(cut);
    yield plain(whole.slice(0, cut));
  }
  yield plain(rest);
};

/** Backslashes that stand together belong together. */
const firstOfRun = (text: string, at: number): number => {
  let first = at;
  while (first > 0 && text[first - 1] === '\\') first--;
  return first;
};

/** Where one string ends and the next begins, or the list that they stand in ends. */
const BETWEEN = /(?<!\\)"\s*(?:,\s*"|[\]}])/g;

const plain = (text: string): string => {
  const once = undone(text.replaceAll(BETWEEN, '\n'));
  const whole = /\\r?\\n(?:MSI|===|Action)/.test(once) ? undone(once) : once;
  // What stands before the log in its line is no part of it.
  return whole.replaceAll(/"(?=\s*(?:={3} |MSI \(|\*{7} |Action (?:start|ended) |Property\())/g, '"\n');
};

const undone = (text: string): string =>
  text.replaceAll(/\\(?:u([0-9A-Fa-f]{4})|(.))/gs, (_, code: string | undefined, character: string) =>
    code === undefined ? (NAMED[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
