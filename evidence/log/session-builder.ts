import { match } from 'ts-pattern';
import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import type { Action } from '../../spec/index.ts';
import { DayClock } from '../dates/day-clock.ts';
import type { Clock, Mark, MarkKind, Nested, Returned, Session, Side, Written } from '../story.ts';
import type { ActionLine } from './action-line.ts';
import { busyOf } from './busy.ts';
import { CallFacts } from './call-facts.ts';
import { Capped } from './capped.ts';
import { CauseFinder } from './cause.ts';
import type { EngineText } from './engine-text.ts';
import type { HeaderLine } from './header-line.ts';
import { MutexLines } from './mutex-lines.ts';
import { isTopLevelAction, Sequences } from './sequences.ts';

/** Builds the story of one call while its lines go by. */
export class SessionBuilder {
  readonly line: number;
  /** The engine tells its actions itself. A log that is not verbose has some engine lines too, but not these. */
  verbose = false;
  clientReturned = false;
  stopped = false;
  /** Another call began in the same log before this one had ended. */
  suspended = false;
  lastLine: number;
  /** The threads of the service that wrote its lines. */
  readonly serverThreads = new Set<string>();
  #serverThread = '';
  #action: Action | undefined;
  #runEngineSide: Side | undefined;
  #nestedPending: Nested | undefined;
  #began: Clock | undefined;
  #ended: Clock | undefined;
  #last: Clock | null = null;
  #executeAction = false;
  #record: Written | null = null;
  #message1500: Written | null = null;
  readonly #facts = new CallFacts();
  readonly #mutex = new MutexLines();
  readonly #clock = new DayClock();
  readonly #sequences = new Sequences();
  readonly #cause = new CauseFinder();
  readonly #actionsDone = { client: 0, server: 0 };
  readonly #doing = new Capped<string>();
  readonly #started = new Capped<string>();
  readonly #returned = new Capped<Returned>();
  readonly #nested = new Capped<Nested>();
  readonly #customActions = new Capped<Written>();
  readonly #marks = new Capped<Mark>();

  constructor(line: number) {
    this.line = line;
    this.lastLine = line;
  }

  /** Low byte of the client's process id, once a line of it was seen. */
  get clientProcess(): string | undefined {
    return this.#facts.lowByte;
  }

  /** The client has taken the mutex, as far as its lines tell. */
  get hasMutex(): boolean {
    return this.#mutex.grabs.some(({ side }) => side === 'client');
  }

  header(line: number, header: HeaderLine): void {
    this.lastLine = line;
    if (header.type === 'log-lock-lost') {
      this.#mark('log-lock-lost', null, line, 'a writer lost the lock of the log: some lines may be missing');
      return;
    }
    if (header.time !== null) this.#tick(header.time, true);
    if (header.type === 'verbose-started') {
      this.verbose = true;
      this.#facts.started = header;
      return;
    }
    const stops =
      header.type === 'verbose-stopped' ||
      header.type === 'stopped' ||
      (header.type === 'dated' && this.#facts.started !== undefined);
    if (stops) {
      this.#facts.stopped = header;
      if (header.type === 'verbose-stopped' || !this.verbose) this.stopped = true;
    } else {
      this.#facts.started ??= header;
    }
  }

  /** An engine line; `said` is what of it bears on the story. */
  engine(
    line: number,
    who: string,
    process: string,
    thread: string,
    time: number,
    said: EngineText | undefined,
  ): void {
    this.lastLine = line;
    this.#tick(time, false);
    const side: Side | undefined = who === 'c' ? 'client' : who === 's' ? 'server' : undefined;
    if (side === 'client') this.#facts.clientProcess(process);
    else if (thread !== this.#serverThread) {
      this.#serverThread = thread;
      this.serverThreads.add(thread);
    }
    if (said === undefined || side === undefined) return;
    this.#say(this.#written(line), side, thread, said);
  }

  action(line: number, action: ActionLine): void {
    this.lastLine = line;
    this.#tick(action.time, true);
    const written = this.#written(line);
    if (action.type === 'start') {
      if (action.name === 'ExecuteAction') {
        this.#executeAction = true;
        this.#sequences.revealUi();
      }
      if (isTopLevelAction(action.name)) {
        this.#started.push(action.name);
        this.#action ??= action.name;
        if (!this.verbose) this.#sequences.beginUnknown(action.name, written);
      }
    } else if (action.type === 'end') {
      if (isTopLevelAction(action.name)) {
        this.#action ??= action.name;
        const open = this.#sequences.end(written, action.returnValue);
        if (open?.nested === true) this.#closeNested(action.returnValue);
        if (open === undefined) {
          const text = `${action.name} ends with ${action.returnValue}; which table it was stands above this excerpt`;
          this.#mark('ended', null, line, text);
        }
      } else {
        this.#cause.actionEnded(written, action.name, action.returnValue);
      }
    } else if (!this.verbose && action.name.endsWith('Dlg')) {
      this.#sequences.revealUi();
    }
  }

  property(name: string, value: string): void {
    this.#facts.property(name, value);
  }

  /** A `******* Product:` line under `RunEngine:`. */
  runEngineProduct(product: string): void {
    if (this.#nestedPending !== undefined) {
      this.#nested.push({ ...this.#nestedPending, product });
      this.#nestedPending = undefined;
    } else {
      this.#facts.package(this.#runEngineSide, product);
    }
  }

  /** A custom action's code, on a line without prefix. */
  customActionCode(line: number, name: string, code: number): void {
    const written = this.#written(line);
    if (code === ERROR_INSTALL_ALREADY_RUNNING) this.#customActions.push(written);
    this.#cause.customAction(written, name, code);
  }

  /** An `Error 1925. …` line. */
  message(line: number, text: string): void {
    this.#cause.message(this.#written(line), text);
  }

  /** Another installation is in progress: as a note, a record or the message itself. */
  message1500(line: number): void {
    this.#message1500 ??= this.#written(line);
  }

  /** The status at the end of a 1033, 1034 or 1035 sentence. */
  status(line: number, status: number): void {
    if (status === ERROR_INSTALL_ALREADY_RUNNING) this.#record ??= this.#written(line);
  }

  finish(endLine: number): Session {
    const sequences = this.#sequences.finish();
    const returned = this.#returned.entries;
    return {
      line: this.line,
      endLine,
      verbose: this.verbose,
      ...this.#facts.all(),
      action: this.#action ?? null,
      ui: this.#facts.uiLevel(
        this.#mutex.isNoneOrBasic,
        sequences.some(({ side }) => side === 'client'),
      ),
      began: this.#began ?? null,
      ended: this.#ended ?? null,
      closed: this.stopped,
      topActions: this.verbose ? this.#doing.entries : this.#started.entries,
      actionsDone: this.#actionsDone,
      executeAction: this.#executeAction,
      sequences,
      grabs: this.#mutex.grabs,
      refusals: this.#mutex.refusals,
      returned,
      nested: this.#nested.entries,
      busy: busyOf({
        refusals: this.#mutex.refusals,
        returned,
        grabs: this.#mutex.grabs,
        customActions: this.#customActions.entries,
        message1500: this.#message1500,
        record: this.#record,
      }),
      marks: this.#marks.entries,
      cause: returned.some(({ code }) => code !== 0) || returned.length === 0 ? this.#cause.found() : null,
      notes: this.#notes(),
    };
  }

  #say(written: Written, side: Side, thread: string, said: EngineText): void {
    const mark = (kind: MarkKind, text: string): void => this.#mark(kind, side, written.line, text);
    match(said)
      .with({ type: 'grabbed' }, () => this.#mutex.grabbed(written, side))
      .with({ type: 'could-not-grab' }, ({ systemError }) =>
        this.#mutex.couldNotGrab(written, side, systemError),
      )
      .with({ type: 'none-or-basic' }, () => {
        this.#mutex.noneOrBasic(written);
        mark('server-called', 'hands the whole installation to the service (none or basic UI)');
      })
      .with({ type: 'server-transaction' }, (transaction) => {
        this.#facts.package('server', transaction.package);
        this.#mutex.serverTransaction();
        mark('server-began', 'the service begins');
      })
      .with({ type: 'running-sequence' }, ({ ui }) => {
        this.verbose = true;
        this.#sequences.begin(this.#action ?? 'INSTALL', ui, side, thread, written);
      })
      .with({ type: 'doing-action' }, ({ name }) => this.#doingAction(written, side, name))
      .with({ type: 'returning' }, ({ code }) => {
        this.#returned.push({ ...written, side, code });
        this.#sequences.endSide(side, written);
        if (side === 'client') this.clientReturned = true;
        else this.#mutex.serverEngineReturned();
      })
      .with({ type: 'run-engine' }, () => this.#runEngine(written, side))
      .with({ type: 'property' }, ({ name, value }) => this.property(name, value))
      .with({ type: 'second-sequence' }, () => {
        if (side === 'client') this.#mutex.secondSequence(written);
      })
      .with({ type: 'switching' }, () => {
        this.#mutex.serverCalled();
        mark('server-called', 'hands the execute sequence to the service');
      })
      .with({ type: 'back' }, () => mark('back-from-server', 'the service has answered'))
      .with({ type: 'clean-up' }, () => {
        this.#mutex.cleanUp(side);
        mark('clean-up', 'cleans up uninstalled packages');
      })
      .with({ type: 'package-opened' }, (opened) => {
        this.#mutex.packageOpened();
        if (side === 'server') this.#facts.package('server', opened.package);
        mark('package-opened', `opens the package ${opened.package}`);
      })
      .with({ type: 'product-code' }, ({ code }) => {
        if (this.#nested.entries.length === 0) this.#facts.productCode(code);
      })
      .with({ type: 'restore-point' }, () => mark('restore-point', 'asks for a restore point'))
      .with({ type: 'restore-point-done' }, () => mark('restore-point', 'has its restore point'))
      .with({ type: 'script' }, () => mark('script', 'runs the installation script'))
      .with({ type: 'message-1500' }, () => this.message1500(written.line))
      .with({ type: 'status-record' }, ({ status }) => this.status(written.line, status))
      .with({ type: 'custom-action-code' }, ({ name, code }) =>
        this.customActionCode(written.line, name, code),
      )
      .exhaustive();
  }

  #doingAction(written: Written, side: Side, name: string): void {
    this.verbose = true;
    this.#actionsDone[side]++;
    if (isTopLevelAction(name)) {
      this.#doing.push(name);
      this.#action ??= name;
      return;
    }
    if (name === 'ExecuteAction') {
      this.#executeAction = true;
      this.#mark('execute-action', side, written.line, 'ExecuteAction');
    }
    this.#sequences.ensure(this.#action ?? 'INSTALL', side, name);
  }

  #runEngine(written: Written, side: Side): void {
    this.#runEngineSide = side;
    this.#mark('engine-started', side, written.line, 'the engine starts');
    if (side === 'client') return;
    if (this.#mutex.serverEngineStarted())
      this.#nestedPending = { ...written, product: '', returnValue: null };
  }

  #closeNested(returnValue: number): void {
    const last = this.#nested.entries.findLastIndex((nested) => nested.returnValue === null);
    const nested = this.#nested.entries[last];
    if (nested !== undefined) this.#nested.entries.splice(last, 1, { ...nested, returnValue });
  }

  #mark(kind: MarkKind, side: Side | null, line: number, text: string): void {
    this.#marks.push({ line, clock: this.#last, kind, side, text });
  }

  #written(line: number): Written {
    return { line, clock: this.#last };
  }

  #tick(time: number, isWholeSecond: boolean): void {
    const clock = this.#clock.at(time);
    // Within the second of the line before it, that one's time is nearer than a whole second.
    const last = this.#last;
    this.#last = isWholeSecond && last !== null && clock < last && last - clock < 1_000 ? last : clock;
    this.#began ??= this.#last;
    this.#ended = Math.max(this.#ended ?? this.#last, this.#last);
  }

  #notes(): readonly string[] {
    const notes: string[] = [];
    if (this.#clock.setBack)
      notes.push('the clock goes back within the log, by less than would make it the next day');
    const dropped =
      this.#mutex.dropped + this.#returned.dropped + this.#marks.dropped + this.#sequences.dropped;
    if (dropped > 0) notes.push(`${dropped} more lines of the kinds that are kept were only counted`);
    return notes;
  }
}
