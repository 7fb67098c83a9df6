import { BadInputError, DEFAULT_READING } from '../spec/index.ts';
import { readDocuments } from '../site/documents.ts';
import type { ReportDocument } from '../site/documents.ts';
import { beginsAsHistory } from '../reports/history/lines.ts';
import type { Result } from '../reports/index.ts';
import { checkHistory } from './check-history.ts';

/** A document from the command line, with the label it was given as `LABEL=FILE`. */
export interface NamedDocument {
  readonly file: string;
  readonly label: string | undefined;
  readonly document: ReportDocument;
}

/** @throws {BadInputError} for a file that is no result, naming it */
export const readNamed = async (texts: readonly string[]): Promise<NamedDocument[]> => {
  const named: NamedDocument[] = [];
  for (const text of texts) {
    // A label has no slash, so that a path may hold an equals sign.
    const [, label, rest] = /^([^/\\=]{1,80})=(.+)$/s.exec(text) ?? [];
    const file = rest ?? text;
    for (const document of await readDocuments(file)) named.push({ file, label, document });
  }
  return named;
};

/** The results in these files, and what histories among them come to; other reports are refused. */
export const readResults = async (files: readonly string[]): Promise<Result[]> => {
  const results: Result[] = [];
  for (const file of files) {
    if (await beginsAsHistory(file)) {
      results.push(await checkHistory(file, DEFAULT_READING));
      continue;
    }
    for (const document of await readDocuments(file)) {
      if (document.format !== 'msiconform-result') {
        throw new BadInputError(
          `a result of run or check was expected, and this is ${document.format}`,
          file,
        );
      }
      results.push(document);
    }
  }
  return results;
};
