import type { ClauseId } from '../../clause.ts';

/** One fact of a page made wrong. */
export interface Mutation {
  readonly name: string;
  /** The clauses that may be blamed, and each of them must be. */
  readonly blames: readonly ClauseId[];
  /** @returns the page with the fact made wrong, or undefined where the page does not have it in this form */
  readonly apply: (page: string) => string | undefined;
}

const SOURCE_LANGUAGE = /<span class="sxs-lookup">.*?<\/span><\/span>/gs;

/** Changes the translation and leaves the source language beside it alone. */
export const inTranslation = (page: string, change: (text: string) => string): string => {
  const kept: string[] = [];
  const bare = page.replace(SOURCE_LANGUAGE, (source) => `\ue000${kept.push(source) - 1}\ue000`);
  return change(bare).replace(/\ue000(\d+)\ue000/g, (_, index: string) => kept[Number(index)] ?? '');
};

/** Like `String.replace` for the nth occurrence, counted from 0. */
export const replaceNth = (
  text: string,
  pattern: RegExp,
  nth: number,
  by: (match: string) => string,
): string => {
  let count = -1;
  return text.replace(pattern, (match: string) => {
    count++;
    return count === nth ? by(match) : match;
  });
};

const changed = (page: string, change: (text: string) => string): string | undefined => {
  const mutated = inTranslation(page, change);
  return mutated === page ? undefined : mutated;
};

const mutation = (name: string, blames: readonly ClauseId[], change: (text: string) => string): Mutation => ({
  name,
  blames,
  apply: (page) => changed(page, change),
});

/** Within the address only: reference definitions and inline links have the same slug in theirs. */
const address = (slug: string): RegExp =>
  new RegExp(`(?<=\\]\\([^()\\s]*|^\\[[^\\]]*\\]: *\\S*)${slug}(?=-table|[).?# ]|$)`, 'gm');

export const swapLink = (from: string, to: string, clause: ClauseId): Mutation =>
  mutation(`${from} -> ${to}`, [clause], (text) => text.replace(address(from), to));

const linkTo = (slug: string): RegExp =>
  new RegExp(`\\[[^\\[\\]]*\\](?:\\([^()]*${slug}[^()]*\\)|\\[[^\\]]*${slug}[^\\]]*\\])`, 'g');

export const dropLink = (slug: string, clause: ClauseId): Mutation =>
  mutation(`drop the link to ${slug}`, [clause], (text) => text.replace(linkTo(slug), ''));

/** A further table, named behind one that is there. */
export const addTable = (behind: string, table: string, clause: ClauseId): Mutation =>
  mutation(`${table} as a further table`, [clause], (text) =>
    replaceNth(text, linkTo(behind), 0, (link) => `${link} [X](${table}-table.md)`),
  );

/** A further table in words only, beside those that are linked to. */
export const nameTable = (behind: string, table: string, clause: ClauseId): Mutation =>
  mutation(`${table} without a link as a further table`, [clause], (text) =>
    replaceNth(text, linkTo(behind), 0, (link) => `${table}, ${link}`),
  );

const lineWith = (pattern: string): RegExp =>
  new RegExp(`^(?!\\[|description|Description).*(?:${pattern}).*\n`, 'gm');

export const dropLine = (name: string, pattern: string, blames: readonly ClauseId[]): Mutation =>
  mutation(`no ${name}`, blames, (text) => replaceNth(text, lineWith(pattern), 0, () => ''));

/** The case that demands the mutex: the list item that links to nothing. */
export const dropFirstCase: Mutation = mutation('only the UI case', ['1618-only', '1618-mutex'], (text) =>
  replaceNth(text, /^ *[-*+] +.*\n(?= *[-*+] )/gm, 0, () => ''),
);

export const addCase = (words: string): Mutation =>
  mutation(`a third case "${words}"`, ['1618-only'], (text) =>
    replaceNth(
      text,
      /^ *[-*+] +.*\n(?=\n)/gm,
      0,
      (item) => `${item}${/^ *[-*+] +/.exec(item)?.[0] ?? '- '}${words}\n`,
    ),
  );

/** A case before the others, which links to a table. */
export const addFirstCase = (slug: string): Mutation =>
  mutation(`a case before, with ${slug}`, ['1618-only'], (text) =>
    replaceNth(text, /^ *[-*+] +/m, 0, (bullet) => `${bullet}[X](${slug}-table.md) Y\n${bullet}`),
  );

export const otherCode = (code: string): Mutation =>
  mutation(`code ${code}`, ['1618-mutex'], (text) =>
    text.replace(/(?<=[(（])(?:1618|1\.618|１６１８|١٦١٨)(?=[)）])/g, code),
  );

export const otherVersion = (nth: 0 | 1, version: string): Mutation =>
  mutation(`version ${version} at ${nth}`, ['service-version'], (text) =>
    text.replace(/^(?:<span[^>]*>)?(?:\*\*|__).*$/gm, (line) =>
      replaceNth(line, nth === 0 ? /2[.,]0|２．０|٢٫٠/g : /3[.,]0|３．０|٣٫٠/g, 0, () => version),
    ),
  );

/** The mark behind which p4 names its value; it has the last mark but in Dutch, where it has the first. */
export const otherValue = (constant: string): Mutation =>
  mutation(`value ${constant}`, ['service-running'], (text) =>
    text.replace(/^.*(?:service_status_process\)|service_status_process\]|ms685992).*$/m, (line) => {
      const value =
        /(\*\*|__)(SERVICE(?:\\_| ACCEPT| \\_)[^*]*?SHUTDOWN|Service \\_ Accept \\_ Shutdown)\1/.exec(
          line,
        )?.[0] ?? /\*\*[^*\]]+\*\*(?![^[]*\]\()/g[Symbol.match](line)?.at(-1);
      return value === undefined ? line : line.replace(value, `**${constant.replaceAll('_', '\\_')}**`);
    }),
  );

export const dropValue: Mutation = {
  ...mutation(
    'no value',
    ['service-running'],
    (text) => otherValue('X_X').apply(text)?.replace('**X\\_X**', '') ?? text,
  ),
};

export const otherMember = (member: string): Mutation =>
  mutation(`member ${member}`, ['service-running'], (text) =>
    text.replace(/(?<=\*\*|__)dwControlsAccepted/gi, member),
  );

export const otherError = (constant: string): Mutation =>
  mutation(`error ${constant}`, ['1618-mutex'], (text) =>
    text.replace(/ERROR\\_INSTALL\\_ALREADY\\_RUNNING/, constant.replaceAll('_', '\\_')),
  );

/** The words of a table stay, the link goes: of the three only two are still linked. */
export const unlink = (slug: string, clause: ClauseId): Mutation =>
  mutation(`${slug} without its link`, [clause], (text) =>
    text.replace(linkTo(slug), (link) => /^\[([^[\]]*)\]/.exec(link)?.[1] ?? ''),
  );

/** p4 and p5 each link to the function once, in whatever form. */
export const otherFunction = (nth: 0 | 1): Mutation =>
  mutation(`another function at ${nth}`, [nth === 0 ? 'service-running' : 'service-version'], (text) =>
    replaceNth(
      text,
      /(?<=\]\()[^()\s]*(?:nf-winsvc-queryservicestatusex|ms684941(?:\(v=vs\.85\))?(?:\.aspx)?)|(?<=^\[.*\]: \S*)nf-winsvc-queryservicestatusex/gm,
      nth,
      () => '/windows/win32/api/winsvc/nf-winsvc-queryservicestatus',
    ),
  );

/** A page that links by numbers names the function in its words only. */
export const otherWordsOverNumber: Mutation = mutation(
  'other words over a number',
  ['service-running'],
  (text) =>
    replaceNth(
      text,
      /(?<=\[\*\*)QueryServiceStatusEx(?=\*\*\]\(\S*ms684941)/g,
      0,
      () => 'QueryServiceStatus',
    ),
);

export const otherStructure: Mutation = mutation('another structure', ['service-running'], (text) =>
  text.replace(/ns-winsvc-service_status_process|ms685992/, (page) =>
    page.startsWith('ms') ? 'ms685996' : 'ns-winsvc-service_status',
  ),
);
