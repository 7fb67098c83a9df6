/** One machine from its start to its end, whatever it does: what it comes to is a result or a sentence. */
import { join } from 'node:path';
import { ImplementationError, told } from '../adapters/implementation.ts';
import { HistoryWriteError } from '../reports/index.ts';
import type { Result } from '../reports/index.ts';
import type { MachineDefinition } from './definition/schema.ts';
import type { Loss } from './evidence.ts';
import { noteCommand } from './leftovers.ts';
import type { LabFolder } from './leftovers.ts';
import { CommandMachine } from './machine/by-commands.ts';
import type { Machine } from './machine/machine.ts';
import { QemuMachine } from './machine/qemu.ts';
import { StandingMachine } from './machine/standing.ts';
import { TestedMachine } from './tested.ts';

/** One machine of a label. */
export interface WantedMachine {
  readonly definition: MachineDefinition;
  /** From 1, among those of its label. */
  readonly number: number;
  /** Its label, with its number where there are several. */
  readonly name: string;
}

export const machinesOf = (definitions: readonly MachineDefinition[]): readonly WantedMachine[] =>
  definitions.flatMap((definition) => {
    const { label, count = 1 } = definition;
    return Array.from({ length: count }, (_, index) => ({
      definition,
      number: index + 1,
      name: count === 1 ? label : `${label}-${index + 1}`,
    }));
  });

/** What became of a machine. */
export interface Outcome extends WantedMachine {
  readonly result?: Result;
  /** Why there is no result, or what went wrong beside it, in a sentence. */
  readonly why?: string;
  readonly boots: number;
  readonly losses: readonly Loss[];
}

export interface RunMachineOptions {
  /** Where `lab.yaml` lies. */
  readonly home: string;
  /** Sockets and notes. */
  readonly folder: LabFolder;
  /** Where results go. */
  readonly results: string;
  readonly signal: AbortSignal;
  readonly onNews: (sentence: string) => void;
  /** Runs the suite on it, and disposes of it. */
  readonly session: (machine: TestedMachine) => Promise<Result>;
}

/** @throws {BadInputError} for what no machine can help; all else is in the outcome */
export const runMachine = async (
  wanted: WantedMachine,
  { home, folder, results, signal, onNews, session }: RunMachineOptions,
): Promise<Outcome> => {
  const { definition, number, name } = wanted;
  const own = folder.begin(definition, number, home);
  const machine = machineOf(definition, number, home, own);
  const evidence = join(results, name);
  let tested: TestedMachine | undefined;
  let stays = false;
  const losses: Loss[] = [];
  const rest = (): Pick<Outcome, 'boots' | 'losses'> => ({ boots: tested?.boots ?? 1, losses });
  try {
    onNews(definition.kind === 'none' ? 'its agent is awaited' : 'starts');
    tested = await TestedMachine.boot({
      definition,
      machine,
      evidence,
      onNews,
      signal,
      onLoss: (loss) => losses.push(loss),
      onStays: () => (stays = true),
    });
    const result = await session(tested);
    return { ...wanted, result, ...rest() };
  } catch (error) {
    if (error instanceof HistoryWriteError) return { ...wanted, why: error.message, ...rest() };
    if (!(error instanceof ImplementationError)) throw error;
    return { ...wanted, why: told(error), ...rest() };
  } finally {
    // What may still run is tried again at the next start.
    if (!stays) folder.end(own);
  }
};

/** The machine of a definition, with the folder of its sockets. */
export const machineOf = (
  definition: MachineDefinition,
  number: number,
  home: string,
  folder: string,
): Machine => {
  switch (definition.kind) {
    case 'qemu':
      return new QemuMachine(definition, { folder, home, number });
    case 'command': {
      const onCommand = (pid: number): void => noteCommand(folder, pid);
      return new CommandMachine(definition, { folder, home, number, onCommand });
    }
    case 'none':
      return new StandingMachine(definition, number);
  }
};
