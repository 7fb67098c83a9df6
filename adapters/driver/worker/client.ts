/** A client process of the installer: calls msi.dll and is held inside its external user interface. */
import { win32 } from 'node:path';
import { executeTableOf, uiTableOf } from '../../../spec/constants.ts';
import type { Action, SequenceTable } from '../../../spec/constants.ts';
import type { CallCommand, Command, Message, StartCommand } from '../protocol.ts';
import { callApi } from './calls.ts';
import { readCommand, send } from './channel.ts';
import { NO_GUARD } from './guard.ts';
import type { Guard } from './guard.ts';
import type { Library } from './library.ts';
import { BY_SEQUENCE, tableAtExecute, tableEntered, tableLeft } from './markers.ts';
import { answerTo, CANCEL, GO_ON, INSTALLMESSAGE_ACTIONSTART, kindOf, MESSAGE_FILTER } from './messages.ts';

const INSTALLUILEVEL_NONE = 2;

/** An installation that this process runs. */
interface Running {
  readonly command: StartCommand;
  /** The command that gets the next answer. */
  pending: number;
  holding: boolean;
  /** The package handle of the route by MsiSequence. */
  handle: number;
  readonly tables: SequenceTable[];
  readonly messages: Message[];
}

/** The command line that makes a top-level action. An administrative installation wants a target. */
const commandLine = (action: Action, path: string): string =>
  action === 'INSTALL'
    ? ''
    : `ACTION=${action}${action === 'ADMIN' ? ` TARGETDIR="${win32.dirname(path)}"` : ''}`;

const EXIT_CONTROLLER_GONE = 9;

/**
 * The controller is gone, so nobody waits for this process any more. `process.exit` alone would wait for the
 * pool's thread, and that for the answer of the handler we stand in.
 */
const end = (): never => {
  process.kill(process.pid, 'SIGKILL');
  return process.exit(EXIT_CONTROLLER_GONE);
};

export class Client {
  private readonly library: Library;
  private readonly rules: Guard;
  /** The rules, or none for a plain call. */
  private guard: Guard;
  private readonly other: (command: Command) => void;
  private readonly handler: unknown;
  private readonly handles = new Map<string, number>();
  private running: Running | undefined;

  /** @param other - carries out the commands that have nothing to do with an installation */
  constructor(library: Library, guard: Guard, other: (command: Command) => void) {
    this.library = library;
    this.rules = guard;
    this.guard = guard;
    this.other = other;
    this.handler = library.handler((_, message, record) => this.handle(message, record));
  }

  /** Reads and carries out commands until the controller is gone. */
  async serve(): Promise<void> {
    for (let command = readCommand(); command !== null; command = readCommand()) {
      if (command.do === 'start') await this.start(command, command.id);
      else this.carryOut(command);
    }
  }

  private carryOut(command: Command): void {
    if (command.do === 'call') this.call(command, command.id);
    else this.other(command);
  }

  private async start(command: StartCommand, id: number): Promise<void> {
    const running: Running = {
      command,
      pending: id,
      holding: command.hold,
      handle: 0,
      tables: [],
      messages: [],
    };
    this.listen(command.level, true);
    this.guard = this.guardFor(command, this.rules);
    const refused = this.guard.begin(command);
    if (refused !== undefined) return send({ id, type: 'returned', code: refused, tables: [], messages: [] });
    this.running = running;
    const code = this.guard.end(await this.process(running));
    this.running = undefined;
    this.guard = this.rules;
    send({ id: running.pending, type: 'returned', code, tables: running.tables, messages: running.messages });
  }

  private async process(running: Running): Promise<number> {
    const { msi, wine } = this.library;
    const { action, withUi, package: path } = running.command;
    const route = this.guard.routeOf?.(running.command) ?? running.command.route;
    const line = commandLine(action, path);
    const sameThread = running.command.sameThread ?? wine !== undefined;
    if (route === 'natural') {
      if (sameThread) return msi.MsiInstallProductW(path, line);
      return onPool((done) => msi.MsiInstallProductW.async(path, line, done));
    }
    const opened = this.open(path);
    if (typeof opened !== 'number') return opened.code;
    running.handle = opened;
    const table = (withUi ? uiTableOf[action] : undefined) ?? executeTableOf[action];
    if (sameThread) return msi.MsiSequenceW(opened, table, 0);
    const code = await onPool((done) => msi.MsiSequenceW.async(opened, table, 0, done));
    // Windows lets a process have one package open, and MsiOpenPackage is itself asked; it closes on its own thread.
    msi.MsiCloseHandle(opened);
    this.handles.delete(path);
    return code;
  }

  /** Opens a package once, where it may stay open: opening costs more than processing a table. */
  private open(path: string): number | { readonly code: number } {
    const { msi } = this.library;
    const known = this.handles.get(path);
    if (known !== undefined) return known;
    const out = Buffer.alloc(4);
    const code = msi.MsiOpenPackageW(path, out);
    if (code !== 0) return { code };
    const handle = out.readUInt32LE(0);
    msi.MsiSetPropertyW(handle, BY_SEQUENCE, '1');
    this.handles.set(path, handle);
    return handle;
  }

  /** Calls the API, also from inside a hold. No handler is needed then, and on Windows none could answer. */
  private call(command: CallCommand, id: number): void {
    const { running } = this;
    this.running = undefined;
    this.listen(INSTALLUILEVEL_NONE, this.library.wine !== undefined);
    const { guard } = this;
    this.guard = this.guardFor(command, guard);
    try {
      const code = this.guard.begin(command) ?? this.guard.end(callApi(this.library.msi, command));
      send({ id, type: 'returned', code, tables: [], messages: [] });
    } finally {
      this.guard = guard;
      this.running = running;
      if (running !== undefined) this.listen(running.command.level, true);
    }
  }

  private listen(level: number, listening: boolean): void {
    const { msi } = this.library;
    msi.MsiSetInternalUI(level, null);
    msi.MsiSetExternalUIRecord(listening ? this.handler : null, listening ? MESSAGE_FILTER : 0, null, null);
  }

  private handle(message: number, record: number): number {
    try {
      if (kindOf(message) === INSTALLMESSAGE_ACTIONSTART) return this.atAction(this.text(record, 1));
      return this.answer(message, this.library.msi.MsiRecordGetInteger(record, 1));
    } catch (error) {
      // An exception must not reach msi.dll: it would be lost, and the installation would go on.
      if (this.running === undefined) throw error;
      send({ id: this.running.pending, type: 'error', message: String(error) });
      return CANCEL;
    }
  }

  private answer(message: number, number: number): number {
    const answer = this.button(number) ?? answerTo(message, number);
    this.running?.messages.push({ message, number, answer });
    return answer;
  }

  /** A plain call goes past the guard, unless that plays msi.dll itself. */
  private guardFor({ plain }: { readonly plain?: boolean }, guard: Guard): Guard {
    return plain === true && guard.isPartOfMsi !== true ? NO_GUARD : guard;
  }

  /** The button that the command wants for this error, if it names one. */
  private button(error: number): number | undefined {
    const { command, messages } = this.running ?? {};
    const buttons = command?.buttons?.[error] ?? [];
    const pressed = messages?.filter(({ number }) => number === error).length ?? 0;
    return buttons[Math.min(pressed, buttons.length - 1)];
  }

  private atAction(name: string): number {
    const left = tableLeft(name);
    if (left !== undefined) this.guard.leaves(left);
    const entered = tableEntered(name) ?? this.advertising(name);
    if (entered !== undefined) {
      if (!this.guard.enters(entered, (message, number) => this.answer(message, number))) return CANCEL;
      return this.atTable(entered);
    }
    const { running } = this;
    if (running === undefined || tableAtExecute(name) === undefined) return GO_ON;
    const table = executeTableOf[running.command.action];
    return this.library.msi.MsiSequenceW(running.handle, table, 0) === 0 ? GO_ON : CANCEL;
  }

  /** AdvtExecuteSequence allows no marker; at CostFinalize it is well under way. */
  private advertising(action: string): SequenceTable | undefined {
    const { running } = this;
    const isFirst = running?.command.action === 'ADVERTISE' && running.tables.length === 0;
    return isFirst && action === 'CostFinalize' ? 'AdvtExecuteSequence' : undefined;
  }

  private atTable(table: SequenceTable): number {
    const { running } = this;
    if (running === undefined) return GO_ON;
    running.tables.push(table);
    if (!running.holding) return running.command.hold ? CANCEL : GO_ON;
    send({ id: running.pending, type: 'held', table });
    for (;;) {
      const command = readCommand();
      if (command === null) return end();
      if (command.do === 'advance' || command.do === 'cancel') {
        running.pending = command.id;
        if (command.do === 'advance') return GO_ON;
        running.holding = false;
        return CANCEL;
      }
      this.carryOut(command);
    }
  }

  private text(record: number, field: number): string {
    this.size.writeUInt32LE(this.buffer.length / 2);
    if (this.library.msi.MsiRecordGetStringW(record, field, this.buffer, this.size) !== 0) return '';
    return this.buffer.toString('utf16le', 0, this.size.readUInt32LE(0) * 2);
  }

  private readonly buffer = Buffer.alloc(1024);
  private readonly size = Buffer.alloc(4);
}

const onPool = (call: (done: (error: unknown, code: number) => void) => void): Promise<number> =>
  new Promise((resolve, reject) => {
    call((error, code) => (error === null || error === undefined ? resolve(code) : reject(error as Error)));
  });
