/** A machine that is open already, as one that is measured first. */
import { ImplementationError } from './implementation.ts';
import type { Measurement, OpenedImplementation, PreparedMachine } from './implementation.ts';

/** What was tried when it was opened stays as it is: nothing is tried anew. */
export const measurable = (machine: OpenedImplementation): PreparedMachine => {
  let isOpened = false;
  return {
    identity: machine.identity,
    capabilities: machine.capabilities,
    isShared: machine.intruder !== undefined,
    measurements: machine.measurementNames ?? [],
    measure: (signal) => measureEach(machine, signal),
    open: async () => {
      isOpened = true;
      return machine;
    },
    [Symbol.asyncDispose]: async () => {
      if (!isOpened) await machine[Symbol.asyncDispose]();
    },
  };
};

async function* measureEach(
  machine: OpenedImplementation,
  signal = new AbortController().signal,
): AsyncGenerator<Measurement> {
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  for (const name of machine.measurementNames ?? []) {
    if (signal.aborted) return;
    const made = await Promise.race([measured(machine, name), aborted]);
    // What the signal cut short is no measurement.
    if (made === undefined || signal.aborted) return;
    yield made;
  }
}

const measured = async (machine: OpenedImplementation, name: string): Promise<Measurement | undefined> => {
  const began = performance.now();
  try {
    return await machine.measureOne?.(name);
  } catch (error) {
    if (!(error instanceof ImplementationError)) throw error;
    return { name, durationMs: Math.round(performance.now() - began), failed: error.message };
  }
};
