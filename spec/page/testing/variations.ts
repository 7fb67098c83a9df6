import { inTranslation } from './mutations.ts';

/** A way to write the same page. The facts stay, whatever is put together. */
export interface Variation {
  readonly name: string;
  readonly apply: (page: string) => string;
}

const lines = (page: string, change: (line: string) => string): string =>
  page.split('\n').map(change).join('\n');
const isItem = (line: string): boolean => /^ {0,3}[-*+] +\S/.test(line) && !line.startsWith('**');

const links = (name: string, to: (slug: string) => string): Variation => ({
  name: `links as ${name}`,
  apply: (page) => page.replace(/\]\(([\w-]+)\.md\)/g, (_, slug: string) => `](${to(slug)})`),
});

const digits = (name: string, zero: number): Variation => ({
  name: `${name} digits`,
  apply: (page) =>
    page.replace(/\(1618\)|\b[23][.,]0(?=[^\w-])/g, (number) =>
      number.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit))),
    ),
});

const SEE_ALSO = [
  '[A](installuisequence-table.md)',
  '[B](adminuisequence-table.md)',
  '[C](event-logging.md)',
  '[D](/windows/win32/api/winsvc/nf-winsvc-queryservicestatusex)',
];

const bulletChanged = (_: string, ...parts: (string | undefined)[]): string =>
  parts[1] === undefined ? `${parts[2]}*${parts[3]}` : `${parts[0]}-${parts[1]}`;

export const VARIATIONS: readonly Variation[] = [
  links('site paths', (slug) => `/windows/desktop/msi/${slug}`),
  links(
    'addresses on learn',
    (slug) => `https://learn.microsoft.com/de-de/windows/win32/msi/${slug}?view=x#y`,
  ),
  links('addresses on docs', (slug) => `https://docs.microsoft.com/windows/desktop/Msi/${slug}`),
  links('files of another kind', (slug) => `${slug}.yml`),
  links('files with a folder', (slug) => `../Msi/${slug}.md#remarks`),
  {
    name: 'links by reference',
    apply: (page) => {
      const targets: string[] = [];
      const body = inTranslation(page, (text) =>
        text.replace(/\]\(([^()\s]+)\)/g, (_, target: string) => `][r${targets.push(target)}]`),
      );
      return `${body}\n\n${targets.map((target, index) => `[r${index + 1}]: ${target}`).join('\n')}\n`;
    },
  },
  {
    name: 'brackets and addresses apart',
    apply: (page) => inTranslation(page, (text) => text.replace(/\]\((?=[\w-]+\.md\))/g, '] (')),
  },
  {
    name: 'old msdn numbers',
    apply: (page) =>
      page
        .replace(/\(\S*nf-winsvc-queryservicestatusex\)/g, '(https://msdn.microsoft.com/library/ms684941)')
        .replace(
          /\(\S*ns-winsvc-service_status_process\)/g,
          '(https://msdn.microsoft.com/library/ms685992.aspx)',
        ),
  },
  {
    name: 'links as HTML',
    apply: (page) =>
      inTranslation(page, (text) =>
        text.replace(/\[([^[\]]*)\]\(([^()\s]+)\)/g, `<a data-linktype="x" href='$2'>$1</a>`),
      ),
  },
  {
    name: 'emphasis as HTML',
    apply: (page) =>
      page.replace(/(?<=[ （「])\*\*((?:(?!\*\*)[^\n])+)\*\*(?=[ 」.])/g, '<strong>$1</strong>'),
  },
  { name: 'no front matter', apply: (page) => page.replace(/^\s*---\n.*?\n---\n/s, '') },
  {
    name: 'bullets *',
    apply: (page) => lines(page, (line) => (isItem(line) ? line.replace(/^( *)[-+]/, '$1*') : line)),
  },
  {
    name: 'bullets +',
    apply: (page) => lines(page, (line) => (isItem(line) ? line.replace(/^( *)[-*]/, '$1+') : line)),
  },
  {
    name: 'bullets of two spaces',
    apply: (page) => lines(page, (line) => (isItem(line) ? line.replace(/^ *([-*+]) +/, '  $1 ') : line)),
  },
  {
    name: 'NBSP behind bullets',
    apply: (page) =>
      lines(page, (line) => (isItem(line) ? line.replace(/^( *[-*+]) +/, '$1\u00a0\u00a0') : line)),
  },
  {
    name: 'the list as HTML',
    apply: (page) =>
      inTranslation(page, (text) =>
        text.replace(/(?:^ {0,3}[-+*][ \u00a0]+.*\n)+/gm, (list) => {
          const items = list.trimEnd().replace(/^ {0,3}[-+*][ \u00a0]+(.*)$/gm, '  <li class="x">$1</li>');
          return `<ul>\n${items}\n</ul>\n`;
        }),
      ),
  },
  {
    name: 'another bullet for the last item',
    apply: (page) => page.replace(/^( {0,3})\*( .*\n)(?=\n)|^( {0,3})[-+]( .*\n)(?=\n)/m, bulletChanged),
  },
  { name: 'items apart', apply: (page) => lines(page, (line) => (isItem(line) ? `${line}\n` : line)) },
  { name: 'NBSP in blank lines', apply: (page) => page.replace(/\n\n/g, '\n\u00a0\n') },
  { name: 'emphasis __', apply: (page) => page.replace(/(?<![\w*])\*\*([^*\n]+)\*\*(?![\w*])/g, '__$1__') },
  { name: 'emphasis <code>', apply: (page) => page.replace(/(?<=[ （「])\*\*(dw\w+)\*\*(?=[ 」])/g, '`$1`') },
  {
    name: 'a space in every name',
    apply: (page) => page.replace(/\\_/g, ' \\_ ').replace(/^(#.*) \\_ /m, '$1\\_'),
  },
  {
    name: 'zero-width spaces',
    apply: (page) => page.replace(/Execute(?=Seq)/g, 'Execute\u200b').replace(/\*\*/g, '**\u200e'),
  },
  { name: 'decimal comma', apply: (page) => page.replace(/\b([23])\.0(?=[^\w-])/g, '$1,0') },
  digits('full-width', 0xff10),
  digits('Arabic-Indic', 0x0660),
  digits('Devanagari', 0x0966),
  { name: 'brackets of CJK', apply: (page) => page.replace('(1618)', '（1618）') },
  { name: 'grouped thousands', apply: (page) => page.replace('(1618)', '(1\u00a0618)') },
  {
    name: 'p4 in two paragraphs',
    apply: (page) =>
      page.replace(
        /(queryservicestatusex\][^.]*\.|ms684941[^.]*\.aspx\)\.|queryservicestatusex\)[^.。]*[.。](?:<.*?<\/span><\/span>)?) (?=.*service_status_process|.*ms685992)/i,
        '$1\n\n',
      ),
  },
  {
    name: 'p1 with a list of its tables',
    apply: (page) =>
      inTranslation(page, (text) =>
        text.replace(/^.*\]\(installexecutesequence-table\.md\).*$/m, (line) => {
          const tables = line.match(/\[[^[\]]*\]\([^()]*\)/g) ?? [];
          return `${line.replace(/\[[^[\]]*\]\([^()]*\)/g, '…')}\n\n${tables.map((table) => `1. ${table}`).join('\n')}`;
        }),
      ),
  },
  {
    name: 'notes with other numbers',
    apply: (page) =>
      `${page.replace(/\n\n(?=.*event-logging)/, '\n\n> [!NOTE]\n> In 2007 it was another one.\n\n')}\n\nThat one has 5.0.\n`,
  },
  {
    name: 'a section of links',
    apply: (page) =>
      `${page}\n\n## More\n\n${SEE_ALSO.map((link) => `- ${link}\n`).join('')}\n${SEE_ALSO.join('\n\n')}\n`,
  },
  { name: 'a heading before', apply: (page) => page.replace(/^# /m, '# X\n\n# ') },
  { name: 'byte order mark', apply: (page) => `\ufeff${page}` },
  { name: 'blank lines before', apply: (page) => `\n \n${page}` },
  { name: 'no final newline', apply: (page) => page.replace(/\s+$/, '') },
  { name: 'CR', apply: (page) => page.replace(/\r?\n/g, '\r') },
  { name: 'CRLF', apply: (page) => page.replace(/\r?\n/g, '\r\n') },
];
