import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import type { Busy, Grab, Refusal, Returned, Session, Written } from './story.ts';

/** What a session shows of being refused. */
export interface BusySigns {
  readonly refusals: readonly Refusal[];
  readonly returned: readonly Returned[];
  readonly grabs: readonly Grab[];
  readonly customActions: readonly Written[];
  readonly message1500: Written | null;
  readonly answer: Session['answer'];
  readonly record: Session['record'];
}

/** One entry for each occasion, however many lines bear witness to it. */
export const busyOf = (signs: BusySigns): readonly Busy[] => {
  const own = ownRefusals(signs);
  const inner = signs.customActions.map((written): Busy => ({
    ...written,
    shape: 'custom-action',
    waited: null,
  }));
  return [...own, ...inner].toSorted((a, b) => a.line - b.line);
};

const ownRefusals = ({
  refusals,
  returned,
  grabs,
  message1500,
  answer,
  record,
}: BusySigns): readonly Busy[] => {
  if (refusals.length > 0) {
    return refusals.map(({ line, clock, waited }) => ({ line, clock, waited, shape: 'could-not-grab' }));
  }
  if (message1500 !== null) return [{ ...message1500, waited: null, shape: 'message-1500' }];
  const own = returned.find(({ code }) => code === ERROR_INSTALL_ALREADY_RUNNING);
  const told = own ?? (answer?.code === ERROR_INSTALL_ALREADY_RUNNING ? answer : undefined);
  if (told !== undefined) {
    const grabbed = grabs.some((grab) => grab.side === 'client' && grab.line < told.line);
    const { line, clock } = told;
    return [{ line, clock, waited: null, shape: grabbed ? 'server-refused-after-grab' : 'returned' }];
  }
  if (record?.status !== ERROR_INSTALL_ALREADY_RUNNING) return [];
  return [{ line: record.line, clock: record.clock, waited: null, shape: 'record' }];
};
