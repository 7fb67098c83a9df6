import type { Command } from 'commander';
import { clauseListJson, listClauses, renderClauseList } from '../../reports/spec/index.ts';
import type { Output } from '../output.ts';
import { accept } from './spec-accept.ts';
import type { AcceptFlags } from './spec-accept.ts';
import { diff } from './spec-diff.ts';
import type { DiffFlags } from './spec-diff.ts';
import { verify } from './spec-verify.ts';
import type { VerifyFlags } from './spec-verify.ts';
import { watch } from './spec-watch.ts';
import type { WatchFlags } from './spec-watch.ts';

interface JsonFlag {
  readonly json?: boolean;
}

const JSON_OPTION = ['--json', 'print the result as JSON, and nothing else, on stdout'] as const;
const SARIF_OPTION = ['--sarif <file>', 'write the rows as SARIF, for code scanning'] as const;
const GITHUB_OPTION = [
  '--github',
  'print annotations for GitHub Actions (there it is the default; --no-github is not to)',
] as const;
const PAGES = 'pages (Markdown, saved HTML, copied text), folders of them, or - for standard input';

export const registerSpec = (program: Command, output: Output): void => {
  const spec = program
    .command('spec')
    .description('the rules, and the documentation page they were read from');
  spec
    .command('list')
    .description('each clause with its statement, strength, readings and properties')
    .option(...JSON_OPTION)
    .action(({ json }: JsonFlag) => {
      const clauses = listClauses();
      output.print(json === true ? clauseListJson(clauses) : renderClauseList(clauses, output.colors));
    });
  spec
    .command('verify')
    .description('does the page, in any language or revision, still say what the clauses say?')
    .argument('<pages...>', PAGES)
    .option('--strict', 'defects and places for review count as divergences')
    .option('--baseline <file>', 'a block is for review unless it stands as spec accept kept it')
    .option('--original <page>', 'the page that these were translated from, to compare them with')
    .option('--fix', 'mend names and the spaces about them in the files, and never words')
    .option('--patch', 'print what --fix would write as a unified diff, and write nothing')
    .option(...JSON_OPTION)
    .option('--markdown <file>', 'write the locale by clause table with the defects as Markdown')
    .option('--html <file>', 'write the same as HTML')
    .option(...SARIF_OPTION)
    .option(...GITHUB_OPTION)
    .option('--no-github')
    .action(async (paths: string[], flags: VerifyFlags) => {
      process.exitCode = await verify(paths, flags, output);
    });
  spec
    .command('accept')
    .description('keep the words of pages as a person has reviewed them, as fingerprints')
    .argument('<pages...>', PAGES)
    .option('--baseline <file>', 'where they are kept, for version control', 'msiconform-spec.json')
    .option('--words', 'accept also words that read as a contradiction: the reviewer answers for them')
    .action(async (paths: string[], flags: AcceptFlags) => {
      process.exitCode = await accept(paths, flags, output);
    });
  spec
    .command('diff')
    .description('what changed between two revisions or languages of the page, clause by clause')
    .argument('<old>', 'a page, or a folder of pages')
    .argument('<new>', 'a page, or a folder of pages')
    .option('--strict', 'a rewording counts as a divergence')
    .option(...JSON_OPTION)
    .option('--markdown <file>', 'write what changed as Markdown')
    .option(...SARIF_OPTION)
    .option(...GITHUB_OPTION)
    .option('--no-github')
    .action(async (old: string, current: string, flags: DiffFlags) => {
      process.exitCode = await diff(old, current, flags, output);
    });
  spec
    .command('watch')
    .description('every revision of the page in the history of documentation repositories, in every locale')
    .argument('<repositories...>', 'git repositories, cloned with their history; bare ones too')
    .option('--since <file>', 'a run that --output wrote: what is worse than then is a regression')
    .option('--output <file>', 'write the run, for the next --since')
    .option('--baseline <file>', 'a block is for review unless it stands as spec accept kept it')
    .option(...JSON_OPTION)
    .option('--html <file>', 'write the timeline as a page')
    .addHelpText(
      'after',
      '\nExit codes: 0 no regression, 1 a regression since the last run, 2 no page was found',
    )
    .action(async (repositories: string[], flags: WatchFlags) => {
      process.exitCode = await watch(repositories, flags, output);
    });
};
