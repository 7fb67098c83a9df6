import { match } from 'ts-pattern';
import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import type { Action } from '../../spec/index.ts';
import { CallFacts } from './call-facts.ts';
import { Capped } from './capped.ts';
import { CauseFinder } from './cause.ts';
import type { EngineText } from './engine-text.ts';
import { InnerEngines } from './inner-engines.ts';
import { MutexLines } from './mutex-lines.ts';
import { NestedList } from './nested-list.ts';
import { isTopLevelAction, Sequences } from './sequences.ts';
import { SessionClock } from './session-clock.ts';
import type { Mark, MarkKind, Returned, Session, Side, Written } from './story.ts';

/** What is gathered of a session while its lines go by, and what each text of an engine line adds to it. */
export class SessionParts {
  /** The engine tells its actions itself. A log that is not verbose has some engine lines too, but not these. */
  verbose = false;
  clientReturned = false;
  executeAction = false;
  action: Action | undefined;
  record: Session['record'] = null;
  answer: Session['answer'] = null;
  message1500: Written | null = null;
  readonly facts = new CallFacts();
  readonly mutex = new MutexLines();
  readonly clock = new SessionClock();
  readonly sequences = new Sequences();
  readonly cause = new CauseFinder();
  readonly nested = new NestedList();
  readonly actionsDone = { client: 0, server: 0 };
  readonly doing = new Capped<string>();
  readonly returned = new Capped<Returned>();
  readonly customActions = new Capped<Written>();
  readonly marks = new Capped<Mark>();
  #runEngineSide: Side | undefined;
  readonly #inner = new InnerEngines();

  mark(kind: MarkKind, side: Side | null, line: number, text: string): void {
    this.marks.push({ line, clock: this.clock.last, kind, side, text });
  }

  /** Message 1500: the first time it is said is when it was met. */
  isBusy(written: Written): void {
    if (this.message1500 !== null) return;
    this.message1500 = written;
    this.cause.message(written, 'another installation is in progress (message 1500)');
  }

  /** A `******* Product:` line under `RunEngine:`. */
  runEngineProduct(product: string): void {
    if (!this.nested.product(product)) this.facts.package(this.#runEngineSide, product);
  }

  /** A custom action's code. */
  customActionCode(written: Written, name: string, code: number, isIgnored: boolean): void {
    // What an engine inside of it was refused for is told already.
    if (code === ERROR_INSTALL_ALREADY_RUNNING && !this.#inner.takeRefused())
      this.customActions.push(written);
    this.cause.customAction(written, name, code, isIgnored);
  }

  /** The sentence of a 1033, 1034 or 1035: the last one is the call's own, since what is inside ends before. */
  status(written: Written, product: string, status: number): void {
    this.record = { ...written, product, status };
  }

  say(written: Written, side: Side, thread: string, said: EngineText): void {
    if (side === 'client' && this.#inner.owns(thread, said)) {
      if (this.#inner.isRefusal(thread, said)) this.customActions.push(written);
      return;
    }
    const mark = (kind: MarkKind, text: string): void => this.mark(kind, side, written.line, text);
    match(said)
      .with({ type: 'grabbed' }, () => this.mutex.grabbed(written, side))
      .with({ type: 'could-not-grab' }, ({ systemError }) =>
        this.mutex.couldNotGrab(written, side, systemError),
      )
      .with({ type: 'none-or-basic' }, () => {
        this.mutex.noneOrBasic(written);
        mark('server-called', 'hands the whole installation to the service (none or basic UI)');
      })
      .with({ type: 'server-transaction' }, (transaction) => {
        this.facts.transaction(transaction.package);
        this.mutex.serverTransaction();
        mark('server-began', 'the service begins');
      })
      .with({ type: 'running-sequence' }, ({ ui }) => {
        this.verbose = true;
        if (side === 'client') this.#inner.sequenceRuns(thread, ui);
        this.sequences.begin(this.action ?? 'INSTALL', ui, side, thread, written);
      })
      .with({ type: 'doing-action' }, ({ name }) => this.#doingAction(written, side, name))
      .with({ type: 'returning' }, ({ code }) => {
        this.returned.push({ ...written, side, code });
        this.sequences.endSide(side, written);
        if (side === 'client') {
          this.clientReturned = true;
          this.#inner.returned();
        } else this.mutex.serverEngineReturned();
      })
      .with({ type: 'run-engine' }, () => this.#runEngine(written, side))
      .with({ type: 'property' }, ({ name, value }) => this.facts.property(name, value))
      .with({ type: 'second-sequence' }, () => {
        if (side === 'client') this.mutex.secondSequence(written);
      })
      .with({ type: 'switching' }, () => {
        this.mutex.serverCalled();
        mark('server-called', 'hands the execute sequence to the service');
      })
      .with({ type: 'back' }, ({ code }) => {
        mark(
          'back-from-server',
          code === null ? 'the service has answered' : `the service has answered ${code}`,
        );
        if (code !== null) this.answer = { ...written, code };
      })
      .with({ type: 'clean-up' }, () => {
        this.mutex.cleanUp(side);
        mark('clean-up', 'cleans up uninstalled packages');
      })
      .with({ type: 'package-opened' }, (opened) => {
        this.mutex.packageOpened();
        if (side === 'server') this.facts.package('server', opened.package);
        mark('package-opened', `opens the package ${opened.package}`);
      })
      .with({ type: 'product-code' }, ({ code }) => {
        if (this.nested.entries.length === 0) this.facts.productCode(code);
      })
      .with({ type: 'restore-point' }, () => mark('restore-point', 'asks for a restore point'))
      .with({ type: 'restore-point-done' }, () => mark('restore-point', 'has its restore point'))
      .with({ type: 'script' }, () => mark('script', 'runs the installation script'))
      .with({ type: 'message-1500' }, ({ product }) => {
        if (product !== null) this.facts.productMessage(product);
        this.isBusy(written);
      })
      .with({ type: 'status-record' }, ({ product, status }) => this.status(written, product, status))
      .with({ type: 'product-message' }, ({ product }) => this.facts.productMessage(product))
      .with({ type: 'custom-action-code' }, ({ name, code, isIgnored }) =>
        this.customActionCode(written, name, code, isIgnored),
      )
      .exhaustive();
  }

  #doingAction(written: Written, side: Side, name: string): void {
    this.verbose = true;
    this.actionsDone[side]++;
    if (isTopLevelAction(name)) {
      this.doing.push(name);
      this.action ??= name;
      return;
    }
    if (name === 'ExecuteAction') {
      this.executeAction = true;
      this.mark('execute-action', side, written.line, 'ExecuteAction');
    }
    this.sequences.ensure(this.action ?? 'INSTALL', side, name);
  }

  #runEngine(written: Written, side: Side): void {
    this.#runEngineSide = side;
    this.mark('engine-started', side, written.line, 'the engine starts');
    if (side === 'client') return;
    if (this.mutex.serverEngineStarted()) this.nested.begins(written);
  }
}
