import type { Client, Operation, Response, Step } from '../../spec/index.ts';
import { canPerform } from '../../oracle/index.ts';
import { GONE, IDLE, isObservation, isUiTable, OBSERVER } from '../../spec/index.ts';

/**
 * An interleaving is data: who does what, in which order. A step that cannot be done where its client
 * stands is skipped when the interleaving is run, so every part of an interleaving is one too.
 */
export interface Interleaving {
  readonly processes: number;
  /** The Windows Installer version to play it on, for implementations that can choose. */
  readonly windowsInstaller?: string;
  readonly steps: readonly Step[];
}

/** Where each client stands, as the responses told; knows no rules. */
export class Whereabouts {
  readonly #clients: Client[];

  constructor(processes: number) {
    this.#clients = Array.from({ length: processes }, () => IDLE);
  }

  /** Whether the step can be done now. */
  allows({ process, operation }: Step): boolean {
    if (isObservation(operation)) return process === OBSERVER;
    const client = this.#clients[process - 1];
    return client !== undefined && canPerform(client, operation);
  }

  /** Takes note of what came back. */
  follow(process: number, operation: Operation, response: Response): void {
    if (response.type === 'gone' || response.type === 'open') this.#clients[process - 1] = GONE;
    if (response.type === 'returned' && operation.op !== 'call') this.#clients[process - 1] = IDLE;
    if (response.type === 'held') {
      const { table } = response;
      this.#clients[process - 1] = isUiTable(table)
        ? { at: 'ui', table }
        : { at: 'execute', table, within: null };
    }
  }
}

/** One line that a person can read: `P1 start INSTALL full; P2 call MsiInstallProduct; probe`. */
export const describeInterleaving = ({ steps }: Interleaving): string => steps.map(describeStep).join('; ');

export const describeStep = ({ process, operation }: Step): string =>
  (process === OBSERVER ? '' : `P${process} `) + describeOperation(operation);

export const describeOperation = (operation: Operation): string => {
  if (operation.op === 'start') return `start ${operation.action} ${operation.ui}`;
  return operation.op === 'call' ? `call ${operation.api}` : operation.op;
};
