import { readHistory, resultOf } from '../reports/index.ts';
import type { HistoryHead, HistoryTail, Result } from '../reports/index.ts';
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
  for await (const part of readHistory(file, { events: 'dropped' })) {
    if (part.part === 'head') {
      head = part.head;
      tally = new Tally(readings, head.implementation.windowsInstaller);
    } else if (part.part === 'case') {
      drawn ||= part.head.phase === 'random' || part.head.phase === 'tour';
      if (part.calls === undefined) tally?.add(part.head, part.observed);
      else tally?.addRace(part.head, part.calls);
    } else if (part.part === 'tail') {
      tail = part.tail;
    } else {
      const message = `${part.place}: the history ends in the middle of a line; what stands before it was judged`;
      tail = { end: 'error', failures: [{ case: 0, message }], durationMs: 0 };
    }
  }
  if (head === undefined || tally === undefined) throw new BadInputError('the history has no head', file);
  return resultOf({ head, tally, tail, readings, reading: decisive, drawn });
};
