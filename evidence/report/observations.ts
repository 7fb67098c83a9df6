import type { ClauseId } from '../../spec/index.ts';
import { ERROR_INSTALL_ALREADY_RUNNING, isExecuteTable } from '../../spec/index.ts';
import type { Explanation, Session } from '../index.ts';

/** Something that Windows did and the page does not speak of: a finding about the documentation, not a verdict. */
export interface Observation {
  readonly clause: ClauseId;
  readonly what: string;
  readonly places: readonly { readonly file: string; readonly line: number }[];
}

interface Kind {
  readonly clause: ClauseId;
  readonly what: string;
  /** The line to look at, or nothing. */
  readonly of: (session: Session) => number | undefined;
}

/** The UI sequence is shown from its begin on, and nothing of the service is: an excerpt may lack the middle. */
export const isUiOnly = ({ sequences, grabs, returned, marks }: Session): boolean =>
  sequences.some(({ table, started }) => !isExecuteTable(table) && started !== null) &&
  !sequences.some(({ table }) => isExecuteTable(table)) &&
  !grabs.some(({ side }) => side === 'server') &&
  !returned.some(({ side }) => side === 'server') &&
  !marks.some(({ kind }) => kind === 'server-called' || kind === 'back-from-server');

const KINDS: readonly Kind[] = [
  {
    clause: '1618-mutex',
    what: 'the service refuses with 1618 after the client has taken the mutex: the page knows one mutex, and does not say who sets it',
    of: ({ busy }) => busy.find(({ shape }) => shape === 'server-refused-after-grab')?.line,
  },
  {
    clause: 'mutex-scope',
    what: 'a call fails with the mutex taken and without any execute table processed',
    of: ({ grabs, returned, sequences }) => {
      const last = returned.findLast(({ side }) => side === 'client');
      const failed = last !== undefined && last.code !== 0 && last.code !== ERROR_INSTALL_ALREADY_RUNNING;
      const taken = grabs.some(({ place }) => place !== 'client-clean-up');
      return failed && taken && !sequences.some(({ table }) => isExecuteTable(table)) ? last.line : undefined;
    },
  },
  {
    clause: 'mutex-scope',
    what: 'the mutex is taken at the end of a call that processed a UI sequence only, such as one that the user cancelled',
    of: (session) =>
      isUiOnly(session) ? session.grabs.find(({ place }) => place === 'client-clean-up')?.line : undefined,
  },
  {
    clause: '1618-mutex',
    what: 'a client waits for the mutex before it is refused: the page does not speak of waiting',
    of: ({ refusals }) => refusals.find(({ waited }) => waited !== null && waited > 0)?.line,
  },
  {
    clause: 'mutex-held',
    what: 'an installation inside another one (RemoveExistingProducts) does not take the mutex again',
    of: ({ nested, grabs, sequences }) => {
      const inner = sequences.find((sequence) => sequence.nested);
      const again = grabs.some(
        ({ line }) => line > (inner?.started?.line ?? 0) && line < (inner?.ended?.line ?? 0),
      );
      return nested.length > 0 && inner !== undefined && !again ? nested[0]?.line : undefined;
    },
  },
];

/** Everything of the kinds above that the files show. A call that stands in two files counts once. */
export const observationsOf = ({ machines }: Pick<Explanation, 'machines'>): readonly Observation[] => {
  const sessions = machines.flatMap(({ machine }) => [...machine.calls, ...machine.undated]);
  return KINDS.flatMap(({ clause, what, of }) => {
    const places = sessions.flatMap(({ file, session }) => {
      const line = of(session);
      return line === undefined ? [] : [{ file, line }];
    });
    return places.length === 0 ? [] : [{ clause, what, places }];
  });
};
