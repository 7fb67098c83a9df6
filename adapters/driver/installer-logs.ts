import type { Host } from './host.ts';
import type { WorkerProcess } from './worker-process.ts';

/** The installer's own verbose logs, one for each client and each name. Hosts without a folder for them keep none. */
export class InstallerLogs {
  readonly #folder: string | undefined;
  /** Where each worker writes now. */
  readonly #files = new WeakMap<WorkerProcess, string>();
  /** What the names of the files begin with; nothing is logged without it. */
  name: string | undefined;

  constructor({ logs }: Pick<Host, 'logs'>) {
    this.#folder = logs;
  }

  /** The name of the file that a worker's next call goes to. */
  fileOf(worker: WorkerProcess): string | undefined {
    const path = this.#files.get(worker);
    return this.#folder === undefined ? undefined : path?.slice(this.#folder.length);
  }

  /** Tells a client that stands idle where its next call is to be logged. What cannot be logged is left so. */
  async follow(client: number, worker: WorkerProcess): Promise<void> {
    const wanted =
      this.#folder === undefined || this.name === undefined
        ? undefined
        : `${this.#folder}${this.name}-client-${client}.log`;
    if (wanted === this.#files.get(worker)) return;
    if (wanted === undefined) this.#files.delete(worker);
    else this.#files.set(worker, wanted);
    await worker.ask({ do: 'log', path: wanted ?? null });
  }
}
