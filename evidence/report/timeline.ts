import { match } from 'ts-pattern';
import { shown } from './text.ts';
import type { Grab, Sequence, Session, Side, Written } from '../index.ts';

/** One row of a call's timeline. */
export interface TimelineRow {
  readonly line: number;
  readonly clock: number | null;
  readonly side: Side | null;
  readonly text: string;
  /** What the reader came for: grabs, refusals, returns. */
  readonly weight: 'mutex' | 'refused' | 'sequence' | 'plain';
}

const OUTCOME: ReadonlyMap<number, string> = new Map([
  [0, 'skipped'],
  [1, 'success'],
  [2, 'cancelled'],
  [3, 'failed'],
]);

/** Everything of a call that matters to the mutex, in the order of its lines. */
export const timelineOf = (session: Session): readonly TimelineRow[] =>
  [
    ...session.marks.map(({ line, clock, side, text }): TimelineRow => ({
      line,
      clock,
      side,
      text: shown(text),
      weight: 'plain',
    })),
    ...session.sequences.flatMap(sequenceRows),
    ...session.grabs.map((grab) => row(grab, grab.side, `grabs the mutex${placeText(grab)}`, 'mutex')),
    ...session.refusals.map((refusal) =>
      row(
        refusal,
        refusal.side,
        `cannot grab the mutex${refusal.systemError === null ? '' : ` (system error ${refusal.systemError}${refusal.systemError === 258 ? ', timed out' : ''})`}`,
        'refused',
      ),
    ),
    ...session.busy
      .filter(({ shape }) => shape === 'custom-action')
      .map((busy) => row(busy, null, 'a custom action comes back with 1618', 'refused')),
    ...session.busy
      .filter(({ shape }) => shape === 'message-1500')
      .map((busy) => row(busy, 'client', 'meets another installation (message 1500)', 'refused')),
    ...session.nested.map((nested) =>
      row(nested, 'server', `begins an installation inside: ${shown(nested.product)}`, 'sequence'),
    ),
    ...session.returned.map((returned) =>
      row(returned, returned.side, `returns ${returned.code}`, returned.code === 1618 ? 'refused' : 'plain'),
    ),
  ].toSorted((a, b) => a.line - b.line);

const row = (
  { line, clock }: Written,
  side: Side | null,
  text: string,
  weight: TimelineRow['weight'],
): TimelineRow => ({ line, clock, side, text, weight });

const sequenceRows = ({
  table,
  side,
  started,
  ended,
  returnValue,
  nested,
}: Sequence): readonly TimelineRow[] => {
  const name = `${table}${nested ? ' (of the installation inside)' : ''}`;
  const outcome =
    returnValue === null ? '' : `: ${OUTCOME.get(returnValue) ?? `return value ${returnValue}`}`;
  return [
    ...(started === null ? [] : [row(started, side, `begins ${name}`, 'sequence')]),
    ...(ended === null ? [] : [row(ended, side, `ends ${name}${outcome}`, 'sequence')]),
  ];
};

const placeText = ({ place }: Grab): string =>
  match(place)
    .with('client-before-server', () => ', before it calls the service')
    .with('client-at-execute-action', () => ', at ExecuteAction')
    .with('client-clean-up', () => ', to clean up at the end')
    .with('server-before-package', () => ', before it opens the package')
    .with('elsewhere', () => '')
    .exhaustive();
