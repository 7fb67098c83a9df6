import type { Capabilities, ClientOperation, Step } from '../../spec/index.ts';
import type { Random } from 'fast-check';
import { beginsWithUi } from '../../spec/index.ts';

export type Start = Extract<ClientOperation, { op: 'start' }>;

/** Every way to start. */
export const startsOf = ({
  actions,
  uiLevels,
}: Pick<Capabilities, 'actions' | 'uiLevels'>): readonly Start[] =>
  actions.flatMap((action) => uiLevels.map((ui) => ({ op: 'start', action, ui }) as const));

/** What a client does from idle to idle again, without a look at what came back. */
type Round = readonly ClientOperation[];

/** The rounds that an implementation can be asked for, those that install more often than others. */
export const roundsOf = (
  capabilities: Pick<Capabilities, 'actions' | 'uiLevels' | 'apis'>,
): readonly (readonly Round[])[] => {
  const starts = startsOf(capabilities);
  const [advance, cancel, kill] = [{ op: 'advance' }, { op: 'cancel' }, { op: 'kill' }] as const;
  const silent = starts.filter(({ action, ui }) => !beginsWithUi(action, ui));
  const shown = starts.filter(({ action, ui }) => beginsWithUi(action, ui));
  const installs = silent.map((start): Round => [start, advance]);
  const kinds: readonly (readonly Round[])[] = [
    installs,
    installs,
    installs,
    shown.map((start): Round => [start, advance, advance]),
    shown.map((start): Round => [start, cancel]),
    starts.map((start): Round => [start, kill]),
    capabilities.apis.map((api): Round => [{ op: 'call', api }]),
  ];
  return kinds.filter((rounds) => rounds.length > 0);
};

/**
 * What happened before: rounds of one client or of several, all alike or not, of so many steps at most. A
 * fault may come with the third installation, or the fifth; a walk seldom gets there.
 */
export const drawPast = (
  mrng: Random,
  kinds: readonly (readonly Round[])[],
  processes: number,
  most: number,
): readonly Step[] => {
  const draw = drawFrom(mrng);
  const alike = mrng.nextInt(0, 1) === 1;
  const steps: Step[] = [];
  let drawn: readonly Step[] = [];
  for (;;) {
    if (!alike || drawn.length === 0) {
      const process = mrng.nextInt(1, processes);
      drawn = (draw(draw(kinds) ?? []) ?? []).map((operation) => ({ process, operation }));
    }
    if (drawn.length === 0 || steps.length + drawn.length > most) return steps;
    steps.push(...drawn);
  }
};

/**
 * Every client in a call at once: in UI sequences, the last of them perhaps in its execute table. Where only
 * one kind of start is offered it is that.
 */
export const drawCrowd = (mrng: Random, starts: readonly Start[], processes: number): readonly Step[] => {
  const draw = drawFrom(mrng);
  const shown = starts.filter(({ action, ui }) => beginsWithUi(action, ui));
  const silent = starts.filter(({ action, ui }) => !beginsWithUi(action, ui));
  const last = mrng.nextInt(0, 1) === 1 ? silent : shown;
  return Array.from({ length: processes }, (_, index) => index + 1).flatMap((process) => {
    const start = draw(process === processes ? last : shown) ?? draw(starts);
    return start === undefined ? [] : [{ process, operation: start }];
  });
};

const drawFrom =
  (mrng: Random) =>
  <T>(among: readonly T[]): T | undefined =>
    among.length === 0 ? undefined : among[mrng.nextInt(0, among.length - 1)];
