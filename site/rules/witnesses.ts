import { answersOf } from '../../oracle/explore/index.ts';
import { outcomes } from '../../oracle/rules.ts';
import { executing, initialState, inUiSequence, isRefusal, keyOf } from '../../spec/index.ts';
import type { ClauseId, Context, Observed, Reading, State } from '../../spec/index.ts';
import type { Walk } from './walk.ts';

/** What a step of a witness leads from and to. */
interface Taken {
  readonly before: State;
  readonly event: Observed;
  readonly after: State;
  readonly applies: readonly ClauseId[];
}

export interface Goal {
  readonly id: string;
  readonly title: string;
  readonly isMet: (taken: Taken) => boolean;
}

const client = ({ before, event }: Taken): State['clients'][number] | undefined =>
  before.clients[event.process - 1];
const refused = ({ event }: Taken): boolean => isRefusal(event.response);

/** What people ask whether it can happen. */
export const GOALS: readonly Goal[] = [
  {
    id: 'refused-by-mutex',
    title: 'a 1618 because another process has the mutex set',
    isMet: (taken) =>
      refused(taken) &&
      taken.applies.includes('1618-mutex') &&
      executing(taken.before) !== undefined &&
      executing(taken.before) !== taken.event.process,
  },
  {
    id: 'refused-in-own-ui',
    title: 'a 1618 in one’s own UI sequence',
    isMet: (taken) => {
      const own = client(taken);
      return refused(taken) && own?.at === 'ui' && taken.applies.includes('1618-ui');
    },
  },
  {
    id: 'refused-by-nobody',
    title: 'a refusal with nobody in an execute table and no UI of its own',
    isMet: (taken) => {
      const own = client(taken);
      return (
        refused(taken) && executing(taken.before) === undefined && own !== undefined && !inUiSequence(own)
      );
    },
  },
  {
    id: 'two-in-ui',
    title: 'two processes in their UI sequences at once',
    isMet: ({ after }) => after.clients.filter(({ at }) => at === 'ui').length > 1,
  },
  {
    id: 'ui-loses-the-race',
    title: 'a UI sequence that comes too late: refused at its ExecuteAction',
    isMet: (taken) => refused(taken) && taken.event.operation.op === 'advance' && client(taken)?.at === 'ui',
  },
  {
    id: 'one-installs-in-the-others-ui',
    title: 'one installs while the other is in its UI sequence',
    isMet: ({ after }) => executing(after) !== undefined && after.clients.some(({ at }) => at === 'ui'),
  },
];

/** As many steps as are looked for. */
const MOST_STEPS = 8;

/** The shortest way to a goal that breaks no rule, by search; `undefined` when none of few steps leads there. */
export const witnessOf = (
  goal: Goal,
  { processes, windowsInstaller }: Omit<Walk, 'events'>,
  reading: Reading,
): Walk | undefined => {
  const context: Context = { reading, windowsInstaller };
  const first = initialState(processes);
  const seen = new Set([keyOf(first)]);
  let frontier: readonly { readonly state: State; readonly events: readonly Observed[] }[] = [
    { state: first, events: [] },
  ];
  for (let depth = 0; depth < MOST_STEPS && frontier.length > 0; depth++) {
    const next: { state: State; events: readonly Observed[] }[] = [];
    for (const { state, events } of frontier) {
      for (const [event, after] of stepsFrom(state, processes, context)) {
        const { applies = [] } =
          outcomes(state, event, context).find((outcome) => outcome.violates.length === 0) ?? {};
        const longer = [...events, event];
        if (goal.isMet({ before: state, event, after, applies }))
          return { processes, windowsInstaller, events: longer };
        const key = keyOf(after);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ state: after, events: longer });
      }
    }
    frontier = next;
  }
  return undefined;
};

function* stepsFrom(
  state: State,
  processes: number,
  context: Context,
): Generator<readonly [Observed, State]> {
  for (let process = 1; process <= processes; process++)
    for (const { operation, response, allowed } of answersOf(state, process, context))
      for (const after of allowed) yield [{ process, operation, response }, after];
}
