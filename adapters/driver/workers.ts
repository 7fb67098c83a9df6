import { OBSERVER } from '../../spec/index.ts';
import { CONTROL_DEADLINE_MS, within } from './answers.ts';
import type { Host } from './host.ts';
import { WorkerProcess } from './worker-process.ts';

const END_DEADLINE_MS = 5_000;
/** A worker takes longer to start than what is done between two kills of a covering tour. */
const SPARES = 2;

/** The worker processes of one machine: an observer, the clients, and spares for the next that are killed. */
export class Workers implements AsyncDisposable {
  private readonly host: Pick<Host, 'launch' | 'launchObserver'>;
  private readonly byNumber = new Map<number, Promise<WorkerProcess>>();
  private readonly alive = new Map<number, WorkerProcess>();
  private spares: Promise<WorkerProcess>[] = [];
  private readonly ending = new Set<Promise<void>>();
  private readonly ours = new Set<number>();
  private disposed = false;
  /** How many workers ended without being told to. */
  unexpectedEnds = 0;
  /** How many clients were killed, the ends between cases not counted. */
  kills = 0;

  constructor(host: Pick<Host, 'launch' | 'launchObserver'>) {
    this.host = host;
  }

  observer(): Promise<WorkerProcess> {
    return this.client(OBSERVER);
  }

  /** The worker of a client; a new one when there is none, or when it is gone. */
  async client(number: number): Promise<WorkerProcess> {
    const known = this.alive.get(number);
    if (known?.isAlive === true) return known;
    if (known !== undefined) {
      this.unexpectedEnds++;
      this.forget(number);
    }
    const starting = this.byNumber.get(number) ?? (number === OBSERVER ? this.freshObserver() : this.next());
    this.byNumber.set(number, starting);
    try {
      const worker = await starting;
      // Unless it was given up meanwhile.
      if (this.byNumber.get(number) === starting) this.alive.set(number, worker);
      return worker;
    } catch (error) {
      this.forget(number);
      throw error;
    }
  }

  /** The worker of a client, unless it is gone. */
  current(number: number): WorkerProcess | undefined {
    const worker = this.alive.get(number);
    return worker?.isAlive === true ? worker : undefined;
  }

  /** Whether the worker of a client ended without being told to. */
  hasEnded(number: number): boolean {
    return this.alive.get(number)?.isAlive === false;
  }

  /** Whether a process with this number, as Windows counts, is or was a worker. */
  isOurs(pid: number): boolean {
    return this.ours.has(pid);
  }

  /** The client with this process number, as Windows counts. */
  numberOf(pid: number): number | undefined {
    for (const [number, worker] of this.alive) if (worker.ready.pid === pid) return number;
    return undefined;
  }

  /** Ends a client at once and waits until Windows too knows it, so that what it owned is given up. */
  async kill(number: number): Promise<void> {
    const starting = this.byNumber.get(number);
    this.forget(number);
    if (starting === undefined) return;
    this.kills++;
    // The next one starts while the old one ends.
    this.provideSpares();
    const ending = starting.then(
      (worker) => this.end(worker),
      () => undefined,
    );
    this.ending.add(ending);
    await ending.finally(() => this.ending.delete(ending));
  }

  /** Ends all clients and the spares, so that nothing is left of what they had opened. */
  async killClients(): Promise<void> {
    const clients = [...this.alive.entries()].filter(([number]) => number !== OBSERVER);
    for (const [number] of clients) this.forget(number);
    const spares = await Promise.allSettled(this.spares.splice(0));
    const workers = [
      ...clients.map(([, worker]) => worker),
      ...spares.flatMap((spare) => (spare.status === 'fulfilled' ? [spare.value] : [])),
    ];
    await Promise.all(workers.map((worker) => this.end(worker)));
  }

  /** Waits for the ends that are under way. */
  async settle(): Promise<void> {
    await Promise.all(this.ending);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.disposed = true;
    await this.settle();
    const all = [...this.byNumber.values(), ...this.spares];
    const started = await Promise.allSettled(all);
    await Promise.all(
      started.map((each) => (each.status === 'fulfilled' ? each.value[Symbol.asyncDispose]() : undefined)),
    );
  }

  private async end(worker: WorkerProcess): Promise<void> {
    await worker.kill();
    const observer = this.current(OBSERVER);
    if (observer === undefined) return;
    const { pid } = worker.ready;
    const told = observer.ask({ do: 'await-end', pid, milliseconds: END_DEADLINE_MS });
    // One that does not answer has lost its Wine; a new one takes its place.
    await within(told, CONTROL_DEADLINE_MS, 'await-end').catch(() => observer.kill());
  }

  private forget(number: number): void {
    this.alive.delete(number);
    this.byNumber.delete(number);
  }

  /** Where one client was killed, another will be: the next spare starts when one is taken. */
  private next(): Promise<WorkerProcess> {
    const spare = this.spares.shift();
    if (spare === undefined) return this.fresh();
    this.provideSpares();
    return spare;
  }

  private provideSpares(): void {
    while (this.spares.length < SPARES) this.spares.push(this.fresh());
  }

  private freshObserver(): Promise<WorkerProcess> {
    return this.fresh(this.host.launchObserver ?? this.host.launch);
  }

  private fresh(launch = this.host.launch): Promise<WorkerProcess> {
    if (this.disposed) return Promise.reject(new Error('the workers are being ended'));
    const starting = WorkerProcess.start(launch).then((worker) => {
      this.ours.add(worker.ready.pid);
      return worker;
    });
    // Whoever takes it hears of a failure; until then it is nobody's.
    starting.catch(() => undefined);
    return starting;
  }
}
