import { match } from 'ts-pattern';
import {
  beginsWithUi,
  ERROR_INSTALL_ALREADY_RUNNING,
  ERROR_INSTALL_USEREXIT,
  ERROR_SUCCESS,
  executeTableOf,
  isUiTable,
  uiTableOf,
} from '../../spec/index.ts';
import type { Action, Api, ObservationName, Operation, Response, UiLevel } from '../../spec/index.ts';
import type { Behaviour } from './behaviour.ts';
import type { Machine, Session } from './machine.ts';

/** A point between two internal steps of a process, at which others may run. */
export type Pause = (process: number) => Promise<void> | undefined;

/** The process was killed in the middle of its call. */
class Killed extends Error {}

/**
 * An installer in memory. It knows a mutex, sessions and a service, and nothing of the oracle's rules,
 * so that their agreement means something.
 */
export class Installer {
  readonly #machine: Machine;
  readonly #behaviour: Behaviour;
  readonly #between: Pause | undefined;
  /** How often each process was killed, so that a call notices when it wakes up. */
  readonly #deaths = new Map<number, number>();

  /** @param between when given, awaited between internal steps, so that races can be scheduled */
  constructor(machine: Machine, behaviour: Behaviour, between?: Pause) {
    this.#machine = machine;
    this.#behaviour = behaviour;
    this.#between = between;
  }

  async perform(process: number, operation: Operation): Promise<Response> {
    const response = await this.#respond(process, operation).catch((error: unknown): Response => {
      if (error instanceof Killed) return { type: 'gone' };
      throw error;
    });
    this.#behaviour.afterwards(this.#machine);
    return response;
  }

  /** A `switch`, for `power` asks many millions of operations. */
  async #respond(process: number, operation: Operation): Promise<Response> {
    switch (operation.op) {
      case 'start':
        return this.#start(process, operation.action, operation.ui);
      case 'advance':
        return this.#advance(process);
      case 'call':
        return this.#call(process, operation.api);
      case 'cancel':
        return this.#end(process, this.#session(process), ERROR_INSTALL_USEREXIT);
      case 'kill':
        return this.#kill(process);
      case 'probe':
      case 'service':
      case 'events':
        return this.#observe(operation.op);
    }
  }

  /** @throws {Killed} when the process was killed meanwhile */
  async #pause(process: number): Promise<void> {
    const deaths = this.#deaths.get(process);
    await this.#between?.(process);
    if (this.#deaths.get(process) !== deaths) throw new Killed();
  }

  async #start(process: number, action: Action, level: UiLevel): Promise<Response> {
    if (this.#refuses(process)) return this.#returned(process, ERROR_INSTALL_ALREADY_RUNNING);
    await this.#pause(process);
    const execute = executeTableOf[action];
    const ui = beginsWithUi(action, level) ? uiTableOf[action] : undefined;
    if (ui === undefined) return this.#execute(process, { ui, execute, table: execute });
    this.#machine.sessions.set(process, { ui, execute, table: ui });
    this.#behaviour.enterUi(this.#machine, process, ui);
    return { type: 'held', table: ui };
  }

  async #advance(process: number): Promise<Response> {
    const session = this.#session(process);
    if (isUiTable(session.table)) return this.#execute(process, { ...session, table: session.execute });
    await this.#pause(process);
    this.#behaviour.leaveExecute(this.#machine, process, session.execute, 'finished');
    return this.#end(process, session, ERROR_SUCCESS);
  }

  /** Goes to the hold point in the execute table, or is refused at its door. */
  async #execute(process: number, session: Session): Promise<Response> {
    if (!this.#behaviour.enterExecute(this.#machine, process, session.execute)) {
      return this.#end(process, session, ERROR_INSTALL_ALREADY_RUNNING);
    }
    this.#machine.sessions.set(process, session);
    await this.#pause(process);
    return { type: 'held', table: session.table };
  }

  /** A second call, from inside a hold or from an idle process: a whole silent installation. */
  async #call(process: number, api: Api): Promise<Response> {
    if (!this.#behaviour.guards(api)) return { type: 'returned', code: ERROR_SUCCESS };
    if (this.#refuses(process)) return this.#returned(process, ERROR_INSTALL_ALREADY_RUNNING);
    await this.#pause(process);
    const table = executeTableOf.INSTALL;
    // Only an installer that let a nested call through comes here with a session; its table is not touched.
    const nested = this.#machine.sessions.has(process);
    if (nested) return this.#returned(process, ERROR_SUCCESS);
    if (!this.#behaviour.enterExecute(this.#machine, process, table)) {
      return this.#returned(process, ERROR_INSTALL_ALREADY_RUNNING);
    }
    this.#machine.sessions.set(process, { ui: undefined, execute: table, table });
    await this.#pause(process);
    this.#behaviour.leaveExecute(this.#machine, process, table, 'finished');
    this.#machine.sessions.delete(process);
    return this.#returned(process, ERROR_SUCCESS);
  }

  #kill(process: number): Response {
    const session = this.#machine.sessions.get(process);
    this.#deaths.set(process, (this.#deaths.get(process) ?? 0) + 1);
    this.#machine.sessions.delete(process);
    if (session !== undefined && !isUiTable(session.table)) {
      this.#behaviour.leaveExecute(this.#machine, process, session.execute, 'killed');
    }
    return { type: 'gone' };
  }

  #observe(op: ObservationName): Response {
    const [behaviour, machine] = [this.#behaviour, this.#machine];
    return match<ObservationName, Response>(op)
      .with('probe', () => {
        const [state, owner] = [behaviour.mutexState(machine), behaviour.mutexOwner(machine)];
        return { type: 'mutex', state, ...(owner === undefined ? {} : { owner }) };
      })
      .with('service', () =>
        behaviour.offersServiceQuery(machine)
          ? { type: 'service', ...behaviour.serviceStatus(machine) }
          : {
              type: 'unsupported',
              reason: `Windows Installer ${machine.windowsInstaller} has no such query`,
            },
      )
      .with('events', () => ({ type: 'events', installing: behaviour.applicationsInLog(machine) }))
      .exhaustive();
  }

  #refuses(process: number): boolean {
    return (
      this.#behaviour.seesMutexSet(this.#machine, process) ||
      this.#behaviour.seesOwnUiSequence(this.#machine, process)
    );
  }

  #end(process: number, session: Session, code: number): Response {
    this.#machine.sessions.delete(process);
    if (session.ui !== undefined) this.#behaviour.leaveUi(this.#machine, process, session.ui);
    return this.#returned(process, code);
  }

  #returned(process: number, code: number): Response {
    return { type: 'returned', code: this.#behaviour.returning(this.#machine, process, code) };
  }

  /** @throws {Killed} when the process was killed before it came to this */
  #session(process: number): Session {
    const session = this.#machine.sessions.get(process);
    if (session !== undefined) return session;
    if (this.#deaths.has(process)) throw new Killed();
    throw new Error(`process ${process} is in no call`);
  }
}
