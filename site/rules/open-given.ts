import type { GivenFile } from '../log/given-file.ts';
import { Desk } from '../log/desk.ts';
import { givenSource, unpackedSources } from '../log/sources.ts';
import { RefusedError } from '../../evidence/text/refused-error.ts';
import type { Source } from '../../evidence/text/source.ts';
import { counted, oneLine } from '../../reports/text.ts';
import { BadInputError } from '../../spec/index.ts';
import { isOurs, openText } from './open.ts';
import { openCases } from './opened.ts';
import type { Opening } from './opened.ts';

/** No history that a person looks through is longer; `msiconform check` judges any. */
const MOST_BYTES = 200_000_000;
const TOO_LONG =
  'it is longer than 200 MB: judge it with "msiconform check FILE --json", and open the result that this prints';
/** Enough to tell what a file is by. */
const HEAD = 4096;

/** What was in files, and what was wrong with those that could not be opened. */
export interface GivenOpening extends Opening {
  readonly problems: readonly string[];
}

/**
 * Everything that was given at once: each history and result by itself, and the logs and exports of events together,
 * for each may show what another one lacks. In an archive each file is one of them.
 */
export const openGiven = async (files: readonly GivenFile[]): Promise<GivenOpening> => {
  const openings: Opening[] = [];
  const problems: string[] = [];
  const evidence: Source[] = [];
  for (const file of files)
    for (const source of await sourcesOf(givenSource(file))) {
      try {
        const { text: head } = await textOf(source, HEAD);
        if (!isOurs(head)) {
          evidence.push(source);
          continue;
        }
        const called = oneLine(source.name, 120);
        const { text, isWhole } = await textOf(source, MOST_BYTES);
        if (!isWhole) throw new BadInputError(TOO_LONG, called);
        openings.push(openText(called, text));
      } catch (error) {
        if (error instanceof RefusedError) evidence.push(source);
        else problems.push(error instanceof Error ? error.message : String(error));
      }
    }
  if (evidence.length > 0) {
    const { opening, refused } = await openEvidence(evidence);
    problems.push(...refused);
    if (opening !== undefined) openings.push(opening);
  }
  return {
    opened: openings.flatMap(({ opened }) => opened),
    notes: openings.flatMap(({ notes }) => notes),
    problems,
  };
};

/** An archive with nothing in it that may be opened is left to the reader of evidence, which says so. */
const sourcesOf = async (given: Source): Promise<readonly Source[]> => {
  const inside = await unpackedSources(given);
  return inside.length === 0 ? [given] : inside;
};

const openEvidence = async (
  sources: readonly Source[],
): Promise<{ readonly opening: Opening | undefined; readonly refused: readonly string[] }> => {
  const desk = new Desk();
  await desk.add(sources, () => {});
  const refused = desk.refused.map(
    ({ file, reason }) =>
      `${oneLine(file, 120)} is not a history, or a result that --json printed; and as evidence it ${oneLine(reason)}.`,
  );
  if (refused.length === sources.length) return { opening: undefined, refused };
  const cases = desk.cases();
  const name = sources.length === 1 ? oneLine(sources[0]?.name ?? '', 120) : counted(sources.length, 'file');
  if (cases.length === 0)
    return {
      opening: undefined,
      refused: [...refused, `${name}: nothing in it bears on a rule, so there is nothing to walk through.`],
    };
  const opening = openCases(
    name,
    cases.map(({ head, events }, index) => ({
      title: `${name}, part ${index + 1} of ${cases.length}`,
      head,
      events,
      place: name,
    })),
    { mode: 'evidence', version: cases[0]?.head.windowsInstaller ?? '5.0', bail: undefined },
  );
  return { opening, refused };
};

/** At most so many bytes of it, in the encoding that its first ones tell: Windows PowerShell writes UTF-16. */
const textOf = async (
  source: Source,
  most: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> => {
  let decoder: TextDecoder | undefined;
  let text = '';
  let length = 0;
  for await (const chunk of source.open()) {
    const isWide = (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] !== 0 && chunk[1] === 0);
    decoder ??= new TextDecoder(isWide ? 'utf-16le' : 'utf-8');
    text += decoder.decode(chunk, { stream: true });
    length += chunk.length;
    if (length >= most) return { text, isWhole: false };
  }
  return { text, isWhole: true };
};
