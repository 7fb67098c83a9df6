import { CLAUSE_IDS, READINGS } from '../spec/index.ts';
import type { ClauseId } from '../spec/index.ts';
import type { ReportDocument } from './documents.ts';
import type { EvidenceReport } from '../evidence/report/index.ts';
import type { PowerResult } from '../reports/power/index.ts';
import type { ClauseVerdict, Result } from '../reports/schema/result.ts';
import type { CellVerdict } from '../reports/symbols.ts';

export interface Cell {
  readonly clause: ClauseId;
  /** By the name of the reading. */
  readonly readings: ReadonlyMap<string, CellVerdict>;
  readonly exercised: number;
}

interface RowHead {
  /** Unique in the page; fit for a fragment of an address. */
  readonly anchor: string;
  readonly title: string;
  readonly cells: readonly Cell[];
}

/** One row of the matrix: somebody who was tested, real Windows as its logs show it, or nobody yet. */
export type Row =
  | (RowHead & { readonly kind: 'run'; readonly result: Result })
  | (RowHead & { readonly kind: 'evidence'; readonly report: EvidenceReport })
  | (RowHead & { readonly kind: 'never-run' });

export interface Labelled {
  /** What the row is called instead of the implementation's name, like `windows-2025`. */
  readonly label: string | undefined;
  readonly document: ReportDocument;
}

export interface Site {
  readonly rows: readonly Row[];
  readonly readings: readonly string[];
  readonly evidence: readonly EvidenceReport[];
  readonly power: readonly PowerResult[];
}

/**
 * @param planned labels that get a row even when no document applies them
 */
export const siteOf = (documents: readonly Labelled[], planned: readonly string[]): Site => {
  const anchor = anchors();
  const runs = documents.flatMap(({ label, document }): Row[] => {
    if (document.format === 'msiconform-result') {
      const title = label ?? document.implementation.name;
      return [
        { kind: 'run', anchor: anchor(title), title, result: document, cells: cellsOf(document.clauses) },
      ];
    }
    if (document.format === 'msiconform-evidence') {
      const title = label ?? 'real Windows, from logs';
      return [
        {
          kind: 'evidence',
          anchor: anchor(title),
          title,
          report: document,
          cells: cellsOf(document.clauses),
        },
      ];
    }
    return [];
  });
  const borne = new Set(documents.map(({ label }) => label));
  const never = planned
    .filter((label) => !borne.has(label))
    .map((label): Row => ({ kind: 'never-run', anchor: anchor(label), title: label, cells: neverRun() }));
  const rows = [...runs, ...never];
  const all = documents.map(({ document }) => document);
  return {
    rows,
    readings: readingsOf(rows),
    evidence: all.flatMap((document) => (document.format === 'msiconform-evidence' ? [document] : [])),
    power: all.flatMap((document) => (document.format === 'msiconform-power' ? [document] : [])),
  };
};

/** Ids of the page's own, or what they begin with. */
const TAKEN = ['main', 'matrix', 'matrix-hint', 'versions', 'clauses', 'clause', 'cell'];

/** Two hyphens stand between the parts of an id, so a name has none. */
const anchors = (): ((text: string) => string) => {
  const taken = new Set(TAKEN);
  return (text) => {
    const slug = text.replace(/\W+/g, '-').slice(0, 40);
    let anchor = slug;
    for (let count = 2; taken.has(anchor); count++) anchor = `${slug}-${count}`;
    taken.add(anchor);
    return anchor;
  };
};

interface Judged {
  readonly id: ClauseId;
  readonly readings: Readonly<Record<string, ClauseVerdict>>;
  readonly exercised: number;
}

const cellsOf = (clauses: readonly Judged[]): Cell[] =>
  CLAUSE_IDS.map((clause) => {
    const judged = clauses.find(({ id }) => id === clause);
    return {
      clause,
      readings: new Map(Object.entries(judged?.readings ?? {})),
      exercised: judged?.exercised ?? 0,
    };
  });

const neverRun = (): Cell[] =>
  CLAUSE_IDS.map((clause) => ({
    clause,
    readings: new Map(READINGS.map(({ name }) => [name, 'never-run'])),
    exercised: 0,
  }));

/** The readings of all rows, the house's own first. */
const readingsOf = (rows: readonly Row[]): string[] => {
  const named = new Set(READINGS.map(({ name }) => name));
  for (const { cells } of rows) for (const name of cells[0]?.readings.keys() ?? []) named.add(name);
  return [...named];
};

/** The id of the section with what a row shows of a clause. */
export const sectionId = (row: Row, clause: ClauseId): string => `${row.anchor}--${clause}`;

/** The id of one counterexample of a clause, and the name of its picture; they count from 1. */
export const counterexampleId = (row: Row, clause: ClauseId, number: number): string =>
  `${sectionId(row, clause)}--${number}`;

/** The id of the matrix's cell, to come back to. */
export const cellId = (row: Row, clause: ClauseId, reading: string): string =>
  `cell--${row.anchor}--${clause}--${reading.replace(/[^\w-]+/g, '-')}`;

/** Whether there is something to show of a cell. */
export const hasDivergences = (row: Row, clause: ClauseId): boolean => {
  if (row.kind === 'never-run') return false;
  const judged: readonly { readonly id: ClauseId; readonly divergences: readonly unknown[] }[] =
    row.kind === 'run' ? row.result.clauses : row.report.clauses;
  return (judged.find(({ id }) => id === clause)?.divergences.length ?? 0) > 0;
};
