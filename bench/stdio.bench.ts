/**
 * The reference in this process, behind the stdio protocol in a child process, and the floor of it: a child
 * that only gives each line back.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { openReference } from '../adapters/index.ts';
import type { Implementation } from '../adapters/index.ts';
import { programPath } from '../adapters/package-root.ts';
import { openStdio } from '../adapters/stdio/index.ts';
import { measure, report } from './measure.ts';

const CASES = 300;

/** A case of ten operations and a reset, in lockstep. */
const play = async (implementation: Implementation): Promise<number> => {
  for (let index = 0; index < CASES; index++) {
    await implementation.reset({ processes: 2 });
    await implementation.perform(1, { op: 'start', action: 'INSTALL', ui: 'full' });
    await implementation.perform(1, { op: 'call', api: 'MsiInstallProduct' });
    await implementation.perform(0, { op: 'probe' });
    await implementation.perform(1, { op: 'advance' });
    await implementation.perform(0, { op: 'probe' });
    await implementation.perform(0, { op: 'service' });
    await implementation.perform(2, { op: 'start', action: 'ADMIN', ui: 'none' });
    await implementation.perform(2, { op: 'call', api: 'MsiConfigureProduct' });
    await implementation.perform(1, { op: 'advance' });
    await implementation.perform(0, { op: 'events' });
  }
  return CASES * 10;
};

const child = await openStdio({
  command: [process.execPath, programPath('cli/main'), 'serve'],
});
const parrot = spawn(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const lines = createInterface({ input: parrot.stdout })[Symbol.asyncIterator]();
const echo = async (): Promise<number> => {
  for (let index = 0; index < CASES * 10; index++) {
    parrot.stdin.write('{"id":1,"op":"start","process":1,"action":"INSTALL","ui":"full"}\n');
    await lines.next();
  }
  return CASES * 10;
};

const reference = openReference();
const measured = await measure([
  { name: 'a line to a child and back', run: echo },
  { name: 'the reference in this process', run: () => play(reference) },
  { name: 'the reference behind the protocol', run: () => play(child) },
]);
parrot.stdin.end();
await once(parrot, 'exit');
await child[Symbol.asyncDispose]();
const [, , behind] = measured;
await report({
  id: 'stdio',
  title: 'One operation, answered by the reference',
  unit: 'operations',
  measured,
  against: 'a line to a child and back',
  facts: { microsecondsPerOperationBehind: 1e6 / (behind?.unitsPerSecond ?? 1) },
});
