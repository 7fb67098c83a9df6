import type { EvidenceReport } from '../../evidence/report/schema.ts';
import { oneLine } from '../../reports/text.ts';

export type Answer = EvidenceReport['answers'][number];
type Status = Answer['blockedBy']['status'];

/** How sure an answer is, in a word and in a sentence. */
export const CERTAINTY: Readonly<Record<Status, { readonly word: string; readonly sentence: string }>> = {
  named: {
    word: 'shown',
    sentence: 'The files show that this installation had the mutex at that moment.',
  },
  'open-end': {
    word: 'likely',
    sentence:
      'It took the mutex before, and the files do not show its end. So it probably still had it; that it had is not shown.',
  },
  'clock-not-joined': {
    word: 'not known',
    sentence:
      'The log is in local time and the events are in UTC. Nothing in the files tells the difference, so it cannot be said who it was.',
  },
  'machine-unknown': {
    word: 'not known',
    sentence: 'The files are of several machines, and this log does not say of which one it is.',
  },
  'no-date': {
    word: 'not known',
    sentence: 'The refusal bears no date or no time that can be read, so it meets nothing else in the files.',
  },
  'none-overlaps': {
    word: 'not shown',
    sentence:
      'Nothing in these files was installing at that moment. The one that blocked is in another file.',
  },
};

export const RETRY: Readonly<Record<Answer['retry'], string>> = {
  'after-holder': 'Try again when it has ended.',
  now: 'Try again now.',
  never: 'Trying again cannot help.',
  unknown: 'Whether trying again helps is not known.',
};

/** `Foo 1.2 (C:\foo.msi)`, as far as it is known. */
export const partyText = ({
  product,
  package: path,
}: {
  readonly product: string | null;
  readonly package: string | null;
}): string => {
  if (product === null || path === null || product === path)
    return oneLine(product ?? path ?? 'an installation that is not named');
  return oneLine(`${product} (${path})`);
};

/** `2026-03-24 05:17:50.574`, `… UTC`. */
export const timeText = (at: string | null): string =>
  at === null ? 'at a time that is not known' : at.replace('T', ' ').replace(/Z$/, ' UTC');

/** Who blocked, in one line: the headline of an answer. */
export const headlineOf = ({ refused, blockedBy }: Answer): string => {
  const who = partyText(refused);
  if (blockedBy.own) return `${who} was refused from inside of ${partyText(blockedBy)}`;
  if (blockedBy.status === 'named') return `${partyText(blockedBy)} blocked ${who}`;
  if (blockedBy.status === 'open-end' && blockedBy.file !== null)
    return `${partyText(blockedBy)} probably blocked ${who}`;
  return `${who} was refused; these files do not show by whom`;
};

/** `since …, until …`. */
export const spanText = ({ since, until }: Answer['blockedBy']): string => {
  if (since === null && until === null) return '';
  const from = since === null ? '' : `since ${timeText(since)}, `;
  return `${from}${until === null ? 'until a time that these files do not show' : `until ${timeText(until)}`}`;
};
