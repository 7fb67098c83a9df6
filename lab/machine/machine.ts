/** A machine as the lab handles it, whatever starts it: all side effects on it are here, so that fakes test the rest. */
import type { Way } from '../../adapters/agent/connect/way.ts';

export interface Machine {
  /** Starts it. Resolves when it was told to boot; its agent is awaited by whoever called. @throws {MachineError} */
  start(signal: AbortSignal): Promise<void>;
  /** A fresh boot, in the state of the first one. @throws {MachineError} */
  reset(signal: AbortSignal): Promise<void>;
  /** Ends it; it is called once, whatever came before. @throws {MachineError} when it may still run */
  stop(): Promise<void>;
  /** How its agent is reached, since the last start or reset. */
  readonly way: Way;
  /** From here on a machine that starts anew has crashed: its agent has said hello. */
  booted(): Promise<void>;
  /** Resolves with a sentence when the machine is seen to end by itself, since the last start or reset. */
  readonly ended: Promise<string>;
  /** Keeps what its screen shows. @returns why there is none */
  screenshot(file: string): Promise<string | undefined>;
  /** Where a person can look at its screen, when no window shows it. */
  screen?(): Promise<string | undefined>;
  /** The last that it said on its console; `undefined` where it has none. */
  console(): Buffer | undefined;
}

/** What stands in the way, as a sentence that begins with a verb or a noun: the label goes before it. */
export class MachineError extends Error {
  override readonly name = 'MachineError';
}
