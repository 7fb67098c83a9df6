import { CLAUSE_IDS } from '../../spec/index.ts';
import { judgePage } from '../../spec/page/index.ts';
import type { DocumentationPage, Finding, JudgeOptions, JudgedPage } from '../../spec/page/index.ts';
import type { DefectRow, PageReport, SpecReport } from './schema.ts';

/** How one page stands to our clauses. */
export const pageReport = (file: string, page: DocumentationPage, options: JudgeOptions = {}): PageReport => {
  const judged = judgePage(page, options);
  const { revision } = page.facts;
  return {
    file,
    locale: page.facts.locale,
    agrees: judged.contradictions.length === 0,
    words: judged.words,
    translatedFrom: {
      hash: revision['ms.openlocfilehash'] ?? null,
      commit: revision['ms.sourcegitcommit'] ?? null,
      handedOff: revision['ms.lasthandoff'] ?? null,
    },
    // The schema has no read-only arrays.
    facts: structuredClone(page.facts) as PageReport['facts'],
    blocks: judged.blocks.map(({ because, ...rest }) => ({ ...rest, because: [...because] })),
    clauses: CLAUSE_IDS.map((id) => ({ id, status: judged.clauses[id] })),
    ...rowsOf(file, judged),
  };
};

/** The rows of a judged page, one a place. */
export const rowsOf = (
  file: string,
  { contradictions, reviews, defects }: Pick<JudgedPage, 'contradictions' | 'reviews' | 'defects'>,
): Pick<PageReport, 'contradictions' | 'reviews' | 'defects'> => {
  const row = <Kind extends Finding>({ place, ...rest }: Kind) => ({
    ...rest,
    at: `${file}:${place.line}:${place.column}`,
    start: place,
  });
  const merged = new Map<string, DefectRow>();
  for (const defect of defects) {
    const key = JSON.stringify([defect.place, defect.end, defect.expected]);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { ...row(defect), kinds: [defect.kind] });
    else {
      if (!known.kinds.includes(defect.kind)) known.kinds.push(defect.kind);
      if (defect.mend === 'fix') known.mend = 'fix';
    }
  }
  return {
    contradictions: contradictions.map(row),
    reviews: reviews.map(row),
    defects: [...merged.values()],
  };
};

export const specReport = (pages: readonly PageReport[]): SpecReport => ({
  format: 'msiconform-spec',
  version: 1,
  pages: [...pages],
});

/** What a page is called in a table: its language, and its file where languages repeat. */
export const pageLabel = (page: PageReport, pages: readonly PageReport[]): string => {
  const name = page.file.split(/[\\/]/).at(-1) ?? page.file;
  const alone = pages.filter(({ locale }) => locale === page.locale).length === 1;
  return page.locale !== null && alone ? page.locale : name;
};

/** What a table says of a clause in a page. */
export interface Cell {
  readonly status: PageReport['clauses'][number]['status'];
  readonly defects: number;
  /** The kinds of its defects, each once. */
  readonly kinds: readonly string[];
}

export const cellOf = (page: PageReport, id: PageReport['clauses'][number]['id']): Cell => {
  const defects = page.defects.filter(({ clause }) => clause === id);
  return {
    status: page.clauses.find((clause) => clause.id === id)?.status ?? 'agrees',
    defects: defects.length,
    kinds: [...new Set(defects.flatMap(({ kinds }) => kinds))],
  };
};

/** `agrees, 3 defects` */
export const describeCell = ({ status, defects }: Cell): string =>
  defects === 0 ? status : `${status}, ${defects} defect${defects === 1 ? '' : 's'}`;

/** A list below the table: what is wrong in the pages, a row for each place. */
interface List {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: (page: PageReport) => readonly (readonly string[])[];
}

export const LISTS: readonly List[] = [
  {
    title: 'Contradictions',
    head: ['clause', 'at', 'expected', 'found'],
    rows: ({ contradictions }) =>
      contradictions.map(({ clause, at, expected, found }) => [clause, at, expected, found]),
  },
  {
    title: 'For review',
    head: ['clause', 'kind', 'at', 'due', 'reads'],
    rows: ({ reviews }) =>
      reviews.map(({ clause, kind, at, expected, found }) => [clause, kind, at, expected, found]),
  },
  {
    title: 'Defects',
    head: ['clause', 'kind', 'at', 'should read', 'reads'],
    rows: ({ defects }) =>
      defects.map(({ clause, kinds, at, expected, found }) => [
        clause,
        kinds.join(', '),
        at,
        expected,
        found,
      ]),
  },
];
