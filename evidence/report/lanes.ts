import type { Answer } from '../answer/answers.ts';
import type { BusyCall } from '../machine/busy-call.ts';
import { shown } from './text.ts';

/** A row of the picture: what happened, and in whose lane. */
interface Row {
  readonly at: string;
  readonly holder: string;
  readonly mutex: string;
  readonly refused: string;
}

/** The two installations with the mutex between them, a lane each; time goes down and is not to scale. */
export const lanesOf = (busy: BusyCall, { at, refused, blockedBy }: Answer): readonly string[] => {
  if (at === null || blockedBy.since === null || blockedBy.own) return [];
  const [holder, other] = [shortName(blockedBy), shortName(refused)];
  const asked = busy.busy.waited === null || busy.at === null ? null : earlier(at, busy.busy.waited);
  const rows: readonly Row[] = [
    { at: blockedBy.since, holder: 'begins', mutex: `held by ${holder}`, refused: '' },
    ...(asked === null
      ? []
      : [{ at: asked, holder: '', mutex: `held by ${holder}`, refused: 'asks, and waits' }]),
    {
      at,
      holder: '',
      mutex: blockedBy.status === 'named' ? `held by ${holder}` : 'not shown',
      refused: 'refused: 1618',
    },
    blockedBy.until === null
      ? { at: '', holder: 'end not shown', mutex: '', refused: '' }
      : { at: blockedBy.until, holder: 'ends', mutex: 'free', refused: '' },
  ];
  return tableOf([
    { at: '', holder, mutex: 'mutex', refused: other },
    ...rows.map((row) => ({ ...row, at: timeOf(row.at) })),
  ]);
};

/** Of a date with a time, of one without its year, or of a time alone. */
const timeOf = (at: string): string => /\d\d:\d\d:\d\d\.\d{3}/.exec(at)?.[0] ?? '';

const earlier = (at: string, milliseconds: number): string => {
  const time = Date.parse(`2000-01-01T${timeOf(at)}Z`);
  return Number.isNaN(time) ? at : new Date(time - milliseconds).toISOString();
};

/** The file's name alone: the path stands above. */
const shortName = ({ product, package: path }: Answer['refused']): string =>
  shown((path?.split(/[/\\]/).at(-1) || product) ?? 'the other').slice(0, 40);

const tableOf = (rows: readonly Row[]): readonly string[] => {
  const width = (key: keyof Row): number => Math.max(...rows.map((row) => row[key].length));
  const [at, holder, mutex] = [width('at'), width('holder'), width('mutex')];
  return rows.map((row) =>
    `    ${row.at.padEnd(at)} | ${row.holder.padEnd(holder)} | ${row.mutex.padEnd(mutex)} | ${row.refused}`.trimEnd(),
  );
};
