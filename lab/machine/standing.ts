/** A machine that runs already, and that nobody here can start or stop. */
import { parseWay } from '../../adapters/agent/connect/way.ts';
import type { Way } from '../../adapters/agent/connect/way.ts';
import type { MachineDefinition } from '../definition/schema.ts';
import type { Machine } from './machine.ts';

export class StandingMachine implements Machine {
  readonly way: Way;
  readonly ended = new Promise<string>(() => undefined);

  constructor({ agent }: MachineDefinition, number: number) {
    this.way = parseWay(agent.replaceAll('{n}', String(number)));
  }

  async start(): Promise<void> {
    // It runs.
  }

  /** It may come back by itself, as after a crash: its agent is awaited. */
  async reset(): Promise<void> {
    // Nothing can be done.
  }

  async stop(): Promise<void> {
    // It goes on.
  }

  async booted(): Promise<void> {
    // Nobody tells of its restarts.
  }

  async screenshot(): Promise<string> {
    return 'nobody here can look at its screen';
  }

  console(): undefined {
    return undefined;
  }
}
