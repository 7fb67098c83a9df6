import { Compile } from 'typebox/compile';
import { observedIn } from '../../oracle/index.ts';
import type { HistoryEvent } from '../../oracle/index.ts';
import type { CaseHead } from '../../properties/index.ts';
import { CaseHeadSchema, CompletionSchema, InvocationSchema } from '../schema/history.ts';
import type { DivergenceReport } from '../schema/result.ts';
import { proseOf } from './explain.ts';
import { layOut } from '../timeline/index.ts';
import type { Timeline } from '../timeline/index.ts';

const caseHead = Compile(CaseHeadSchema);
const invocation = Compile(InvocationSchema);
const completion = Compile(CompletionSchema);

/** The timeline of a divergence; `undefined` when its history is not of the history format. */
export const timelineOf = ({ history }: Pick<DivergenceReport, 'history'>): Timeline | undefined => {
  const [head, ...rest] = history;
  const events = rest.filter(isEvent);
  if (!caseHead.Check(head) || events.length === 0 || events.length !== rest.length) return undefined;
  const { processes } = head as CaseHead;
  if (events.some((event) => event.process > processes)) return undefined;
  try {
    observedIn(events);
  } catch {
    return undefined;
  }
  return layOut(events, processes);
};

const isEvent = (line: unknown): line is HistoryEvent => invocation.Check(line) || completion.Check(line);

/** Why, without the table and the command around it; empty in a result of an older release. */
export const proseOfReport = ({
  reason,
  operations,
}: Pick<DivergenceReport, 'reason' | 'operations'>): string =>
  reason === undefined ? '' : proseOf(reason, operations);
