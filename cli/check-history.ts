import { match } from 'ts-pattern';
import { readHistory, resultOf } from '../reports/index.ts';
import type { HistoryHead, HistoryTail, MeasurementInResult, Result } from '../reports/index.ts';
import { Tally } from '../properties/index.ts';
import { BadInputError } from '../spec/index.ts';
import type { Reading } from '../spec/index.ts';
import { readingsFrom } from './arguments.ts';

/** The result of a history file: the same as that of the run that wrote it. */
export const checkHistory = async (file: string, decisive: Reading): Promise<Result> => {
  const readings = readingsFrom(decisive);
  let head: HistoryHead | undefined;
  let tally: Tally | undefined;
  let tail: HistoryTail = { end: 'error', failures: [], durationMs: 0 };
  let drawn = false;
  let voidCases = 0;
  const stopped: HistoryTail['failures'] = [];
  const measurements: MeasurementInResult[] = [];
  for await (const part of readHistory(file, { events: 'dropped' })) {
    match(part)
      .with({ part: 'head' }, (first) => {
        head = first.head;
        tally = new Tally(readings, head.implementation.windowsInstaller, head.draw?.bail);
      })
      .with({ part: 'measurement' }, ({ measurement }) => void measurements.push(measurement))
      .with({ part: 'offered' }, ({ offered: { offered: capabilities, notOffered } }) => {
        if (head !== undefined) head = { ...head, capabilities, notOffered };
      })
      .with({ part: 'case' }, ({ head: caseHead, observed, calls, void: reason }) => {
        drawn ||= caseHead.phase === 'random' || caseHead.phase === 'tour';
        if (reason !== undefined) voidCases++;
        else if (calls === undefined) tally?.add(caseHead, observed);
        else tally?.addRace(caseHead, calls);
      })
      .with({ part: 'stopped' }, ({ stopped: { stopped: number, message } }) => {
        stopped.push({ case: number, message });
        tail = { ...tail, failures: stopped };
      })
      .with({ part: 'tail' }, (last) => void (tail = last.tail))
      .with({ part: 'altered' }, ({ message }) => {
        tail = { ...tail, failures: [...tail.failures, { case: 0, message }] };
      })
      .with({ part: 'cut' }, ({ place }) => {
        const message = `${place}: the history ends in the middle of a line; what stands before it was judged`;
        tail = { end: 'error', failures: [...stopped, { case: 0, message }], durationMs: 0 };
      })
      .exhaustive();
  }
  if (head === undefined || tally === undefined) throw new BadInputError('the history has no head', file);
  return resultOf({ head, tally, tail, readings, reading: decisive, drawn, measurements, voidCases });
};
