import { OBSERVER } from '../../spec/index.ts';
import { operationOf } from '../../oracle/index.ts';
import type { UnstampedEvent } from '../../oracle/index.ts';
import type { Interleaving } from './interleaving.ts';
import type { CaseHead } from './case-head.ts';
import type { Fault } from './fault.ts';

/**
 * An interleaving whose processes run at the same time: each does its own steps in order, and the order
 * between processes is left to the race. A fault strikes after so many events of the case.
 */
export interface Race extends Interleaving {
  readonly faults: readonly Fault[];
  /** From which an implementation that can be scheduled gets its schedule. */
  readonly schedule?: number;
}

/** The race that a history's case came from, so that it can be run again. */
export const raceOf = (
  head: Pick<CaseHead, 'processes' | 'windowsInstaller' | 'faults' | 'schedule'>,
  events: readonly UnstampedEvent[],
): Race => {
  const { processes, windowsInstaller, faults = [], schedule } = head;
  const inCall = new Set<number>();
  const kills: Fault[] = [];
  const steps = events.flatMap((event, after) => {
    const { process } = event;
    if (event.kind !== 'invoke') {
      if (event.op !== 'kill') inCall.delete(process);
      return [];
    }
    // A process cannot kill itself in the middle of its own call: that came from outside.
    if (event.op === 'kill' && inCall.has(process)) {
      kills.push({ fault: 'kill', process, after });
      return [];
    }
    if (event.op !== 'kill' && process !== OBSERVER) inCall.add(process);
    return [{ process, operation: operationOf(event) }];
  });
  return {
    processes,
    ...(windowsInstaller === undefined ? {} : { windowsInstaller }),
    steps,
    faults: [...kills, ...faults.filter(({ fault }) => fault !== 'kill')],
    ...(schedule === undefined ? {} : { schedule }),
  };
};
