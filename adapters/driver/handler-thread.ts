import { ImplementationError } from '../implementation.ts';
import { describeAnswer, within } from './answers.ts';
import { clientFixture } from './fixtures.ts';
import type { Host } from './host.ts';
import { MOST_CLIENTS } from './implementation.ts';
import type { Workers } from './workers.ts';

const DEADLINE_MS = 15_000;

/** On Windows: whether msi.dll calls the handler on its caller's thread. A deadlock says that it does not. */
export const handlerThread = async (
  host: Host,
  workers: Pick<Workers, 'client' | 'kill'>,
): Promise<string> => {
  if (host.isOurs) return "the caller's";
  const client = await workers.client(MOST_CLIENTS);
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
  try {
    const answer = await within(client.ask(command), DEADLINE_MS, 'an installation');
    // A call that was refused may have come back without a message.
    const wasCalled = answer.type === 'returned' && answer.tables.length > 0;
    if (wasCalled && answer.otherThread === true)
      return "not the caller's: the agent's handler was called on another";
    return wasCalled ? "the caller's" : `not known: ${describeAnswer(answer)}`;
  } catch (error) {
    if (!(error instanceof ImplementationError)) throw error;
    return "not the caller's: a call that ran the handler on its own thread did not come back";
  } finally {
    await workers.kill(MOST_CLIENTS);
  }
};
