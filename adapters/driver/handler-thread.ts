import { attempt, describeAnswer, NO_ANSWER } from './answers.ts';
import { clientFixture } from './fixtures.ts';
import type { Host } from './host.ts';
import { MOST_CLIENTS } from './installer.ts';
import type { Request } from './protocol.ts';
import type { Workers } from './workers.ts';

export const CALLERS_THREAD = "the caller's";

type Clients = Pick<Workers, 'client' | 'kill'>;
/** INSTALLUILEVEL: without UI, and with a UI sequence. */
const [NONE, REDUCED] = [2, 4];
/** Neither is used for the first time: to start a client takes longer than all of this. */
const [HOLDER, CALLER] = [1, MOST_CLIENTS];

/**
 * On Windows: whether msi.dll calls the handler on its caller's thread, without UI, with it, and with the message
 * that another installation is in progress. A deadlock says that it does not.
 */
export const handlerThread = async (host: Host, workers: Clients): Promise<string> => {
  if (host.isOurs) return CALLERS_THREAD;
  for (const level of [NONE, REDUCED]) {
    const thread = await threadAt(host, workers, level, 'of a call');
    if (thread !== CALLERS_THREAD) return thread;
  }
  const held = await attempt(workers, HOLDER, installation(host, HOLDER, NONE, true));
  try {
    if (held.type !== 'held') return `not known of a refused call: ${describeAnswer(held)}`;
    return await threadAt(host, workers, REDUCED, 'of a refused call');
  } finally {
    if (held.type !== 'held' || (await attempt(workers, HOLDER, { do: 'advance' })).type !== 'returned') {
      await workers.kill(HOLDER);
    }
  }
};

const threadAt = async (host: Host, workers: Clients, level: number, what: string): Promise<string> => {
  const answer = await attempt(workers, CALLER, installation(host, CALLER, level, false));
  if (answer.type !== 'returned') await workers.kill(CALLER);
  if (answer.type === 'gone' && answer.reason === NO_ANSWER) {
    return `not the caller's ${what}: one that ran the handler on its own thread did not come back`;
  }
  // A call that was refused may have come back without a message.
  const wasCalled = answer.type === 'returned' && answer.tables.length + answer.messages.length > 0;
  if (!wasCalled) return `not known ${what}: ${describeAnswer(answer)}`;
  return answer.otherThread === true
    ? `not the caller's ${what}: the agent's handler was called on another`
    : CALLERS_THREAD;
};

/** On the thread that runs the handler, except that a held one cannot wait for whether that works. */
const installation = (host: Host, client: number, level: number, hold: boolean): Request => ({
  do: 'start',
  action: 'INSTALL',
  level,
  withUi: level === REDUCED,
  package: clientFixture(host, client).path,
  route: 'natural',
  hold,
  sameThread: !hold,
});
