/** How many machines run at once: as many as memory and cores of this host hold, in the order of the file. */
import { availableParallelism, totalmem } from 'node:os';
import type { Lab, MachineDefinition } from './definition/schema.ts';
import { DEFAULT_MEMORY } from './machine/qemu.ts';

export interface Load {
  /** MiB. */
  readonly memory: number;
  readonly cores: number;
}

export const loadOf = ({ kind, memory, cores }: MachineDefinition): Load => ({
  memory: memory ?? (kind === 'qemu' ? DEFAULT_MEMORY : 0),
  cores: cores ?? (kind === 'qemu' ? 1 : 0),
});

export const limitsOf = ({ limits }: Lab): Load => ({
  memory: limits?.memory ?? Math.floor((totalmem() / 2 ** 20) * 0.75),
  cores: limits?.cores ?? availableParallelism(),
});

export const fits = (load: Load, taken: Load, limits: Load): boolean =>
  load.memory + taken.memory <= limits.memory && load.cores + taken.cores <= limits.cores;

/** Runs all of them, never more at once than the limits hold. One that is too big for them runs alone. */
export const runWithin = async <T, R>(
  wanted: readonly T[],
  loadFor: (each: T) => Load,
  limits: Load,
  run: (each: T) => Promise<R>,
): Promise<readonly R[]> => {
  const results: R[] = [];
  let taken: Load = { memory: 0, cores: 0 };
  const waiting = wanted.map((each, index) => ({ each, index }));
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  while (waiting.length > 0 || running.size > 0) {
    // After a fault of our own nothing more is started, and what runs comes to its end.
    if (failures.length > 0) waiting.length = 0;
    const at = waiting.findIndex(({ each }) => running.size === 0 || fits(loadFor(each), taken, limits));
    const [begun] = at < 0 ? [] : waiting.splice(at, 1);
    if (begun === undefined) {
      await Promise.race(running);
      continue;
    }
    const load = loadFor(begun.each);
    taken = { memory: taken.memory + load.memory, cores: taken.cores + load.cores };
    const ending: Promise<void> = run(begun.each)
      .then(
        (result) => void (results[begun.index] = result),
        (error: unknown) => void failures.push(error),
      )
      .finally(() => {
        taken = { memory: taken.memory - load.memory, cores: taken.cores - load.cores };
        running.delete(ending);
      });
    running.add(ending);
  }
  if (failures.length > 0) throw failures[0];
  return results;
};
