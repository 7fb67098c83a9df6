import { lenient } from '../spec/index.ts';
import { explainFiles, readSources } from './explain.ts';
import type { ExplainOptions } from './explain.ts';
import type { Source } from './text/source.ts';
import { evidenceReport } from './report/json.ts';
import type { EvidenceReport } from './report/schema.ts';

/**
 * Reads MSI logs and exports of the event log and tells what happened: the answer to each 1618 (`answers`),
 * the calls and records, and what they show of the rules. The same as `msiconform explain --json`.
 *
 * Nothing here is of Node, so it runs in a browser too: make sources with {@link memorySource}. A source that
 * cannot be read stands among the files as refused, with the reason; nothing is thrown for what a file holds.
 *
 * @param options.reading the name of the reading that decides the verdict; `lenient` when none is named
 */
export const explain = async (
  sources: readonly Source[],
  options: ExplainOptions & { readonly reading?: string } = {},
): Promise<EvidenceReport> => {
  const { reading = lenient.name, ...rest } = options;
  return evidenceReport(explainFiles(await readSources(sources), rest), reading);
};
