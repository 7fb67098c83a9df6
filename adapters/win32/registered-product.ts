import { setTimeout as delay } from 'node:timers/promises';
import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import { ImplementationError } from '../implementation.ts';
import { CONTROL_DEADLINE_MS, describeAnswer, within } from './answers.ts';
import { registeredFixture } from './fixtures.ts';
import type { Host } from './host.ts';
import type { WorkerProcess } from './worker-process.ts';

/** So long may an installer that was cut short still be busy. */
const BUSY_MS = 15_000;
const INTERVAL_MS = 500;

/**
 * Leaves no product of ours on a real machine.
 * @throws {ImplementationError} when it cannot be removed, with the command that does
 */
export const removeProduct = async (worker: WorkerProcess, host: Host): Promise<void> => {
  const { productCode: product, productName } = registeredFixture(host);
  const end = performance.now() + BUSY_MS;
  for (;;) {
    const answer = await within(worker.ask({ do: 'remove', product }), CONTROL_DEADLINE_MS, 'remove');
    const code = answer.type === 'done' ? answer.code : undefined;
    if (code === 0) return;
    if (code !== ERROR_INSTALL_ALREADY_RUNNING || performance.now() > end) {
      throw new ImplementationError(
        `${productName} is still registered on this machine: ${describeAnswer(answer)}`,
        { hint: `Remove it with \`msiexec /x ${product} /qn\`.` },
      );
    }
    await delay(INTERVAL_MS);
  }
};
