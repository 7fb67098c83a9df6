import { initialState } from '../spec/index.ts';
import type { ClauseId, Context, Observed, State } from '../spec/index.ts';
import { step } from './step.ts';

/** One clause broken by one event. */
export interface Finding {
  readonly clause: ClauseId;
  /** The place of the event in the history, from 0. */
  readonly index: number;
  readonly event: Observed;
  /** The states the implementation may have been in just before the event; never empty. */
  readonly before: readonly State[];
}

/** What a whole history says under one reading. */
export interface Judgement {
  /** In the order of the history. Empty: the history conforms. */
  readonly findings: readonly Finding[];
  /** How often each clause had something to say. */
  readonly exercised: ReadonlyMap<ClauseId, number>;
}

/** Judges a lockstep history (each response follows its invocation) of so many client processes. */
export const check = (history: readonly Observed[], processes: number, context: Context): Judgement => {
  const findings: Finding[] = [];
  const exercised = new Map<ClauseId, number>();
  let states: readonly State[] = [initialState(processes)];
  for (const [index, event] of history.entries()) {
    const stepped = step(states, event, context);
    for (const clause of stepped.applies) exercised.set(clause, (exercised.get(clause) ?? 0) + 1);
    for (const clause of stepped.violates) findings.push({ clause, index, event, before: states });
    states = stepped.states;
  }
  return { findings, exercised };
};
