import { excerpt } from '../../evidence/excerpt.ts';
import type { FileLine } from '../../evidence/excerpt.ts';
import { evidenceCases } from '../../evidence/judge/history.ts';
import type { EvidenceCase } from '../../evidence/judge/history.ts';
import { explainFiles } from '../../evidence/explain.ts';
import type { ExplainOptions } from '../../evidence/explain.ts';
import type { FileReading } from '../../evidence/read/read-source.ts';
import { readSource } from '../../evidence/read/read-source.ts';
import type { Source } from '../../evidence/text/source.ts';
import { evidenceReport } from '../../evidence/report/json.ts';
import type { EvidenceReport } from '../../evidence/report/schema.ts';
import { lenient } from '../../spec/index.ts';
import { pictureOf } from './picture.ts';
import type { MachinePicture } from './picture.ts';
import { unpackedSources } from './sources.ts';

/** What the page shows of all files together. */
export interface Told {
  readonly report: EvidenceReport;
  readonly machines: readonly MachinePicture[];
}

export interface Progress {
  readonly file: string;
  readonly bytes: number;
}

/** The files of one visitor. They stay where they are; what is kept is what they tell. */
export class Desk {
  readonly #sources = new Map<string, Source>();
  readonly #readings: FileReading[] = [];

  /** Reads more files, an archive as the files in it. */
  async add(files: readonly Source[], onProgress: (progress: Progress) => void): Promise<void> {
    let bytes = 0;
    for (const given of files) {
      const sources = await unpackedSources(given);
      if (sources.length === 0)
        this.#readings.push({
          kind: 'refused',
          file: this.#freeName(given.name),
          reason: 'is a zip archive without a .log, .txt, .xml, .csv or .json file in it',
        });
      for (const source of sources) {
        const named = { ...source, name: this.#freeName(source.name) };
        this.#sources.set(named.name, named);
        this.#readings.push(
          await readSource(named, (count) => {
            bytes += count;
            onProgress({ file: named.name, bytes });
          }),
        );
      }
    }
  }

  /** The same report as `msiconform explain --json`, and what the timelines are drawn of. */
  explain(options: ExplainOptions): Told {
    const explanation = explainFiles(this.#readings, options);
    return { report: evidenceReport(explanation, lenient.name), machines: pictureOf(explanation) };
  }

  /** What the files show of the rules, as cases of a history. */
  cases(): readonly EvidenceCase[] {
    return evidenceCases(explainFiles(this.#readings).machines);
  }

  /** Why a file could not be read, as the end of a sentence that its name begins. */
  get refused(): readonly Extract<FileReading, { readonly kind: 'refused' }>[] {
    return this.#readings.filter((reading) => reading.kind === 'refused');
  }

  /** The lines around one that the report names. */
  async excerpt(file: string, line: number, around: number): Promise<readonly FileLine[]> {
    const source = this.#sources.get(file);
    return source === undefined ? [] : await excerpt(source, line, around);
  }

  clear(): void {
    this.#sources.clear();
    this.#readings.length = 0;
  }

  /** Two files of one name are two files. */
  #freeName(name: string): string {
    const taken = (candidate: string): boolean => this.#readings.some(({ file }) => file === candidate);
    if (!taken(name)) return name;
    let count = 2;
    while (taken(`${name} (${count})`)) count++;
    return `${name} (${count})`;
  }
}
