import { setTimeout as delay } from 'node:timers/promises';
import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import { ImplementationError } from '../implementation.ts';
import { describeAnswer } from './answers.ts';
import { registeredFixture } from './fixtures.ts';
import type { Host } from './host.ts';
import type { Answer, Request } from './protocol.ts';
import type { Gone } from './worker-process.ts';

/** A client that is asked, and that is ended when it does not answer in time. */
export interface Asked {
  ask(request: Request): Promise<Answer | Gone>;
}

/** So long may an installer that was cut short, or a machine that has just started, still be busy. */
const BUSY_MS = 15_000;
const INTERVAL_MS = 500;
/** A policy, as DisableMSI is by default on a server, keeps others than administrators from installing. */
const ERROR_INSTALL_PACKAGE_REJECTED = 1625;

/**
 * Registers the product that functions with a product code are called for.
 * @throws {ImplementationError} when it cannot be installed, with what to do about it where that is known
 */
export const installProduct = async (client: Asked, host: Host): Promise<void> => {
  const { path, productName } = registeredFixture(host);
  const answer = await whenFree(client, { do: 'install', package: path });
  const code = codeOf(answer);
  if (code === 0) return;
  const hint = code === undefined ? undefined : hintFor(code);
  throw new ImplementationError(
    `${productName} could not be installed: ${describeAnswer(answer)}`,
    hint === undefined ? {} : { hint },
  );
};

/** What to do about a code that keeps everything from being installed. */
export const hintFor = (code: number): string | undefined => hints[code];

const hints: Readonly<Record<number, string>> = {
  [ERROR_INSTALL_ALREADY_RUNNING]:
    'Wait until this machine has finished its own installations and run again.',
  [ERROR_INSTALL_PACKAGE_REJECTED]: 'A policy of this machine forbids it: run as an administrator.',
};

/**
 * Leaves no product of ours on a real machine.
 * @throws {ImplementationError} when it cannot be removed, with the command that does
 */
export const removeProduct = async (client: Asked, host: Host): Promise<void> => {
  const { productCode: product, productName } = registeredFixture(host);
  const answer = await whenFree(client, { do: 'remove', product });
  if (codeOf(answer) === 0) return;
  throw new ImplementationError(
    `${productName} is still registered on this machine: ${describeAnswer(answer)}`,
    { hint: `Remove it with \`msiexec /x ${product} /qn\`.` },
  );
};

/** Asks again while another installation is in progress, but not for ever. */
const whenFree = async (client: Asked, request: Request): Promise<Answer | Gone> => {
  const end = performance.now() + BUSY_MS;
  for (;;) {
    const answer = await client.ask(request);
    if (codeOf(answer) !== ERROR_INSTALL_ALREADY_RUNNING || performance.now() > end) return answer;
    await delay(INTERVAL_MS);
  }
};

const codeOf = (answer: Answer | Gone): number | undefined =>
  answer.type === 'done' ? answer.code : undefined;
