import type { Observation, Response } from '../../spec/index.ts';
import { win32 } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ImplementationError } from '../implementation.ts';
import { CONTROL_DEADLINE_MS, describeAnswer, within } from './answers.ts';
import type { Host } from './host.ts';
import type { Measurements } from './measurements.ts';
import type { Answer, EventRecord, MutexReply } from './protocol.ts';
import type { Gone } from './worker-process.ts';
import type { Workers } from './workers.ts';

const BEGINNING_TRANSACTION = 1040;
const POLL_MS = 50;
const LOG_DELAY_MS = 2_000;
/** Milliseconds for the records that are new. */
const EVENTS_DEADLINE_MS = 15_000;

/** The process that looks at the machine and is no client. */
export class Observer {
  private readonly host: Host;
  private readonly workers: Workers;
  private readonly measurements: Measurements;
  /** The newest event when the case began, or why that could not be read. */
  private lastEvent: number | string = 0;
  /** Why the event log is not read any more. */
  private unreadable: string | undefined;
  /** Who owned the mutex and is none of us. */
  private strangerPid: number | undefined;

  constructor(host: Host, workers: Workers, measurements: Measurements) {
    this.host = host;
    this.workers = workers;
    this.measurements = measurements;
  }

  /**
   * @param situation - where the clients stand, for the notes
   * @param executing - the applications of the clients in an execute table
   */
  async observe(
    { op }: Observation,
    situation: string,
    executing: readonly string[] = [],
  ): Promise<Response> {
    if (op === 'events') return this.events(executing);
    const answer = await this.ask({ do: op });
    if (answer.type === 'mutex') {
      await this.noteOwner(answer.ownerPid);
      return this.mutex(answer, situation);
    }
    if (answer.type !== 'service') throw unexpected(op, answer);
    const { state, controlsAccepted, pid } = answer;
    this.measurements.see('service', situation, { state, controlsAccepted, hasProcess: pid !== 0 });
    return { type: 'service', state, controlsAccepted };
  }

  /** Remembers what the event log holds before a case. */
  async begin(): Promise<void> {
    this.strangerPid = undefined;
    if (this.host.withoutEvents !== undefined) return;
    const newest = await this.records(null);
    this.lastEvent = typeof newest === 'string' ? newest : (newest.at(-1)?.record ?? 0);
  }

  /**
   * Whether somebody else installed since the case began: the event log tells whose a transaction is, and
   * where that cannot be read, whoever owned the mutex when it was looked at.
   */
  async intruder(): Promise<string | undefined> {
    const records = this.host.withoutEvents === undefined ? await this.newRecords() : [];
    const foreign = Array.isArray(records) ? records.find((record) => this.isForeign(record)) : undefined;
    if (foreign !== undefined) {
      return `another installation was on this machine: ${foreign.data[0]}, by process ${foreign.data[1]}`;
    }
    const last = await this.ask({ do: 'probe' });
    if (last.type === 'mutex') await this.noteOwner(last.ownerPid);
    return this.strangerPid === undefined
      ? undefined
      : `the mutex was owned by process ${this.strangerPid}, which is none of the suite's`;
  }

  private isForeign({ data: [path = '', pid = ''] }: EventRecord): boolean {
    return (
      !path.toLowerCase().startsWith(this.host.fixtures.toLowerCase()) && !this.workers.isOurs(Number(pid))
    );
  }

  /** The service itself owns the mutex for its clients. */
  private async noteOwner(pid: number | null): Promise<void> {
    if (pid === null || this.workers.isOurs(pid) || this.strangerPid !== undefined) return;
    const service = await this.ask({ do: 'service' });
    if (service.type === 'service' && service.pid === pid) return;
    this.strangerPid = pid;
  }

  /**
   * Waits for it, and ends the clients where they may be what keeps it from being so.
   * @throws {ImplementationError} when somebody else does
   */
  async becomeQuiet(milliseconds: number): Promise<void> {
    if (await this.quiet(this.host.isOurs ? 0 : milliseconds)) return;
    await this.workers.killClients();
    if (await this.quiet(milliseconds)) return;
    throw new ImplementationError('another installation is in progress on this machine', {
      hint: 'Wait until Windows has finished its own installations and run again.',
    });
  }

  /** Waits until the mutex is as it has to be before a case; false when it is not in time. */
  async quiet(milliseconds: number): Promise<boolean> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const answer = await this.ask({ do: 'probe' });
      if (answer.type !== 'mutex') throw unexpected('probe', answer);
      if (isQuiet(answer, this.host.quietWhen)) return true;
      if (performance.now() > end) return false;
      await delay(POLL_MS);
    }
  }

  private mutex({ state, abandoned, ownerPid, count, by }: MutexReply, situation: string): Response {
    const owner = ownerPid === null ? undefined : (this.workers.numberOf(ownerPid) ?? 'other');
    this.measurements.see('mutex', situation, { state, count, abandoned, owner: owner ?? null, by });
    return {
      type: 'mutex',
      state,
      ...(owner === undefined ? {} : { owner }),
      ...(abandoned ? { abandoned } : {}),
    };
  }

  /** A record takes its time from the installer to whoever reads the log, so one that is missing is waited for. */
  private async events(executing: readonly string[]): Promise<Response> {
    const { withoutEvents } = this.host;
    if (withoutEvents !== undefined) return { type: 'unsupported', reason: withoutEvents };
    const end = performance.now() + LOG_DELAY_MS;
    for (;;) {
      const records = await this.newRecords();
      // A log that cannot be read is none, whatever else can be asked.
      if (typeof records === 'string') return { type: 'unsupported', reason: records };
      const installing = installingAfter(records);
      const isWhole = executing.every((application) => installing.includes(application));
      if (isWhole || performance.now() > end) return { type: 'events', installing };
      await delay(POLL_MS);
    }
  }

  /** Those of the case. What stood in the log before is not known when it could not be read then. */
  private async newRecords(): Promise<readonly EventRecord[] | string> {
    return typeof this.lastEvent === 'string' ? this.lastEvent : this.records(this.lastEvent);
  }

  /** @returns the records, or why they cannot be read: that fails no case */
  private async records(after: number | null): Promise<readonly EventRecord[] | string> {
    if (this.unreadable !== undefined) return this.unreadable;
    const observer = await this.workers.observer();
    const answer = await within(observer.ask({ do: 'events', after }), EVENTS_DEADLINE_MS, 'events').catch(
      () => undefined,
    );
    if (answer?.type === 'events') return answer.records;
    if (answer?.type === 'error') return `the event log cannot be read: ${answer.message}`;
    // What hung or ended the observer once is not asked again.
    await observer.kill();
    const came =
      answer === undefined ? `no answer within ${EVENTS_DEADLINE_MS / 1000} seconds` : describeAnswer(answer);
    return (this.unreadable = `the event log cannot be read: ${came}`);
  }

  private async ask(
    request: Parameters<Awaited<ReturnType<Workers['observer']>>['ask']>[0],
  ): Promise<Answer | Gone> {
    const observer = await this.workers.observer();
    return within(observer.ask(request), CONTROL_DEADLINE_MS, request.do);
  }
}

const isQuiet = ({ state, abandoned }: MutexReply, quietWhen: Host['quietWhen']): boolean =>
  state === 'absent' ||
  (quietWhen === 'free' && state === 'free' && !abandoned) ||
  (quietWhen === 'not owned' && state !== 'owned');

/** The applications whose transaction has begun and not ended, by the name of their package. */
export const installingAfter = (records: readonly EventRecord[]): readonly string[] => {
  const open: string[] = [];
  for (const { id, data } of records) {
    const key = `${data[0]}\n${data[1]}`;
    if (id === BEGINNING_TRANSACTION) open.push(key);
    else if (open.includes(key)) open.splice(open.indexOf(key), 1);
  }
  return open.map((key) => win32.basename(key.slice(0, key.indexOf('\n')), '.msi'));
};

const unexpected = (what: string, answer: Answer | Gone): ImplementationError =>
  new ImplementationError(`the observer could not ${what}: ${describeAnswer(answer)}`);
