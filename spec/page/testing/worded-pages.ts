import type { ClauseId } from '../../clause.ts';
import { CLAUSE_OF_BLOCK } from '../finding.ts';
import type { WordKind } from '../words/lexicon.ts';

/**
 * A page in a few sentences of our own for each language that has a lexicon. `[kind:good|good=wrong=wrong]` is a
 * place with harmless wordings before the first `=` and wrong ones behind; c stands for the count of the cases.
 * `{M}` and the like are names, `<…>` is the link to the event log.
 */
export interface Sentences {
  readonly locale: string;
  readonly p1: string;
  readonly p2: string;
  readonly item1: string;
  readonly item2: string;
  readonly p3: string;
  readonly p4: string;
  readonly p5: string;
}

const FUNCTION = '[**QueryServiceStatusEx**](/windows/desktop/api/winsvc/nf-winsvc-queryservicestatusex)';
const tableLink = (name: string): string => `[${name}](${name.toLowerCase()}-table.md)`;

const NAMES: Readonly<Record<string, string>> = {
  '{M}': '\\_MSIExecute',
  '{E}': 'ERROR\\_INSTALL\\_ALREADY\\_RUNNING (1618)',
  '{C}': 'ERROR\\_INSTALL\\_ALREADY\\_RUNNING',
  '{T1}': tableLink('InstallExecuteSequence'),
  '{T2}': tableLink('AdminExecuteSequence'),
  '{T3}': tableLink('AdvtExecuteSequence'),
  '{U1}': tableLink('InstallUISequence'),
  '{U2}': tableLink('AdminUISequence'),
  '{F}': FUNCTION,
  '{D}': '**dwControlsAccepted**',
  '{S}': '[**SERVICE\\_STATUS\\_PROCESS**](/windows/desktop/api/winsvc/ns-winsvc-service_status_process)',
  '{V}': '**SERVICE\\_ACCEPT\\_SHUTDOWN**',
};

const BLOCK_NAMES = ['p1', 'p2', 'item1', 'item2', 'p3', 'p4', 'p5'] as const;
type BlockName = (typeof BLOCK_NAMES)[number];

const KINDS: Readonly<Record<string, WordKind>> = {
  p: 'polarity',
  q: 'quantity',
  t: 'time',
  a: 'agency',
  c: 'quantity',
};

/** A page with one place worded otherwise. */
export interface WordedPage {
  readonly locale: string;
  readonly text: string;
  readonly clause: ClauseId;
  readonly kind: WordKind;
  readonly block: BlockName;
  readonly words: string;
}

const PLACE = /\[([pqtac]):([^\]]*)\]/g;

const pageOf = (sentences: Sentences, at?: { block: BlockName; nth: number; words: string }): string => {
  const worded = (block: BlockName): string => {
    let nth = -1;
    return sentences[block]
      .replace(PLACE, (_, __, choices: string) => {
        nth++;
        return at?.block === block && at.nth === nth ? at.words : (choices.split(/[|=]/)[0] ?? '');
      })
      .replace(/\{\w+\}/g, (name) => NAMES[name] ?? name)
      .replace(/<([^<>]+)>/, '[$1](event-logging.md)')
      .replace(/ {2,}/g, ' ');
  };
  return [
    `---\ntitle: _MSIExecute\nms.assetid: 2186422d-ccb2-4f7e-8c6d-326c00e0d9a9\nms.contentlocale: ${sentences.locale}\n---`,
    '# \\_MSIExecute',
    worded('p1'),
    worded('p2'),
    `- ${worded('item1')}\n- ${worded('item2')}`,
    worded('p3'),
    worded('p4'),
    worded('p5'),
    '',
  ].join('\n\n');
};

/** A page as it should be worded. */
export const goodPage = (sentences: Sentences): { readonly locale: string; readonly text: string } => ({
  locale: sentences.locale,
  text: pageOf(sentences),
});

/** Every page with one of its places worded otherwise: each harmless word, or each wrong one. */
export const wordedPages = (
  pages: readonly Sentences[],
  wanted: 'harmless' | 'wrong',
): readonly WordedPage[] =>
  pages.flatMap((sentences) =>
    BLOCK_NAMES.flatMap((block) =>
      [...sentences[block].matchAll(PLACE)].flatMap(([, kind = '', choices = ''], nth) => {
        const [good = '', ...wrong] = choices.split('=');
        const words = wanted === 'harmless' ? good.split('|').slice(1) : wrong;
        return words.map((each) => ({
          locale: sentences.locale,
          text: pageOf(sentences, { block, nth, words: each }),
          clause: kind === 'c' ? ('1618-only' as const) : CLAUSE_OF_BLOCK[block],
          kind: KINDS[kind] ?? 'polarity',
          block,
          words: each,
        }));
      }),
    ),
  );
