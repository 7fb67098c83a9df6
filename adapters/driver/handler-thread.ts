import { attempt, describeAnswer, NO_ANSWER } from './answers.ts';
import { clientFixture } from './fixtures.ts';
import type { Host } from './host.ts';
import { MOST_CLIENTS } from './installer.ts';
import type { Workers } from './workers.ts';

export const CALLERS_THREAD = "the caller's";

/** On Windows: whether msi.dll calls the handler on its caller's thread. A deadlock says that it does not. */
export const handlerThread = async (
  host: Host,
  workers: Pick<Workers, 'client' | 'kill'>,
): Promise<string> => {
  if (host.isOurs) return CALLERS_THREAD;
  const command = {
    do: 'start',
    action: 'INSTALL',
    level: 2,
    withUi: false,
    package: clientFixture(host, MOST_CLIENTS).path,
    route: 'natural',
    hold: false,
    sameThread: true,
  } as const;
  const answer = await attempt(workers, MOST_CLIENTS, command);
  await workers.kill(MOST_CLIENTS);
  if (answer.type === 'gone' && answer.reason === NO_ANSWER) {
    return "not the caller's: a call that ran the handler on its own thread did not come back";
  }
  // A call that was refused may have come back without a message.
  const wasCalled = answer.type === 'returned' && answer.tables.length > 0;
  if (wasCalled && answer.otherThread === true) {
    return "not the caller's: the agent's handler was called on another";
  }
  if (wasCalled && answer.otherThread === true) {
    return "not the caller's: the agent's handler was called on another";
  }
  return wasCalled ? CALLERS_THREAD : `not known: ${describeAnswer(answer)}`;
};
