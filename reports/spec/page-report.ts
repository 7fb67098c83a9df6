import { CLAUSE_IDS } from '../../spec/index.ts';
import { findContradictions, findDefects, judgeClauses } from '../../spec/page/index.ts';
import type { DocumentationPage, Place } from '../../spec/page/index.ts';
import type { PageReport, SpecReport } from './schema.ts';

/** How one page stands to our clauses. */
export const pageReport = (file: string, page: DocumentationPage): PageReport => {
  const at = ({ line, column }: Place): string => `${file}:${line}:${column}`;
  const statuses = judgeClauses(page);
  const contradictions = findContradictions(page).map(({ place, ...rest }) => ({ ...rest, at: at(place) }));
  return {
    file,
    locale: page.facts.locale,
    agrees: contradictions.length === 0,
    // The schema has no read-only arrays.
    facts: structuredClone(page.facts) as PageReport['facts'],
    clauses: CLAUSE_IDS.map((id) => ({ id, status: statuses[id] })),
    contradictions,
    defects: findDefects(page).map(({ place, ...rest }) => ({ ...rest, at: at(place) })),
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
    kinds: [...new Set(defects.map(({ kind }) => kind))],
  };
};

/** `agrees, 3 defects` */
export const describeCell = ({ status, defects }: Cell): string =>
  defects === 0 ? status : `${status}, ${defects} defect${defects === 1 ? '' : 's'}`;
