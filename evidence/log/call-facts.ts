import type { UiLevel } from '../../spec/index.ts';
import type { Session, Side } from './story.ts';
import { hasOtherCalendar } from '../dates/calendars.ts';
import type { HeaderDate } from '../dates/header-date.ts';
import type { HeaderLine } from './header-line.ts';

const UI_OF_LEVEL: ReadonlyMap<string, UiLevel> = new Map([
  ['2', 'none'],
  ['3', 'basic'],
  ['4', 'reduced'],
  ['5', 'full'],
]);
/** CLIENTUILEVEL counts the other way round. */
const UI_OF_CLIENT_LEVEL: ReadonlyMap<string, UiLevel> = new Map([
  ['0', 'full'],
  ['1', 'reduced'],
  ['2', 'basic'],
  ['3', 'none'],
]);

type Facts = Pick<
  Session,
  | 'date'
  | 'stoppedDate'
  | 'build'
  | 'windowsInstaller'
  | 'callingProcess'
  | 'package'
  | 'transaction'
  | 'productName'
  | 'productCode'
  | 'processId'
  | 'processIdLowByte'
  | 'computer'
  | 'userLanguage'
>;

/** Who called, for what, on which machine: said once in a log, or several times alike. */
export class CallFacts {
  started: HeaderLine | undefined;
  stopped: HeaderLine | undefined;
  /** Of the client's process id. */
  lowByte: string | undefined;
  #ui: UiLevel | undefined;
  #clientUi: UiLevel | undefined;
  #clientPackage: string | undefined;
  #serverPackage: string | undefined;
  #transaction: string | undefined;
  #productCode: string | undefined;
  #message: string | undefined;
  readonly #properties = new Map<string, string>();

  property(name: string, value: string): void {
    this.#properties.set(name, value);
    if (name === 'UILevel') this.#ui ??= UI_OF_LEVEL.get(value);
    if (name === 'CLIENTUILEVEL') this.#clientUi ??= UI_OF_CLIENT_LEVEL.get(value);
  }

  clientProcess(lowByte: string): void {
    this.lowByte ??= lowByte;
  }

  productCode(code: string): void {
    this.#productCode ??= code;
  }

  /** What the service runs it in: a call by itself has its package's path here, one of several the name of them all. */
  transaction(name: string): void {
    this.#transaction ??= name;
    if (isOwnTransaction(name)) this.package('server', name);
  }

  /** As one side's engine names it; the service gives the full path. */
  package(side: Side | undefined, path: string): void {
    if (side === 'client') this.#clientPackage ??= path;
    else this.#serverPackage ??= path;
  }

  uiLevel(isNoneOrBasic: boolean, clientSequence: boolean): Session['ui'] {
    const known = this.#ui ?? this.#clientUi;
    if (known !== undefined) return known;
    if (isNoneOrBasic) return 'none or basic';
    return clientSequence ? 'reduced or full' : null;
  }

  /** What a message about the installation calls its product. */
  productMessage(product: string): void {
    this.#message = product;
  }

  /** @param recorded the product as the record of the outcome names it */
  all(recorded: string | null): Facts {
    const header = this.started?.type === 'verbose-started' ? this.started : undefined;
    const userLanguage = numberOf(this.#properties.get('UserLanguageID'));
    return {
      date: inCalendarOf(userLanguage, dateOf(this.started)),
      stoppedDate: inCalendarOf(userLanguage, dateOf(this.stopped)),
      build: header?.build ?? null,
      windowsInstaller: versionOf(header?.build),
      callingProcess: header?.callingProcess ?? null,
      package:
        this.#serverPackage ??
        this.#clientPackage ??
        this.#properties.get('OriginalDatabase') ??
        this.#transaction ??
        null,
      transaction: this.#transaction ?? null,
      productName: this.#properties.get('ProductName') ?? recorded ?? this.#message ?? null,
      productCode: this.#properties.get('ProductCode') ?? this.#productCode ?? null,
      processId: numberOf(this.#properties.get('CLIENTPROCESSID')),
      processIdLowByte: this.lowByte ?? null,
      computer: this.#properties.get('ComputerName') ?? null,
      userLanguage,
    };
  }
}

const dateOf = (header: HeaderLine | undefined): Session['date'] =>
  header === undefined || header.type === 'log-lock-lost' ? null : header.date;

/** A year of two digits, where the user's own calendar is another one by default. */
const inCalendarOf = (userLanguage: number | null, date: HeaderDate | null): HeaderDate | null =>
  date !== null && hasOtherCalendar(userLanguage) && !/\p{L}|\p{Nd}{3}/u.test(date.text)
    ? { ...date, isCalendarOpen: true }
    : date;

const numberOf = (text: string | undefined): number | null => {
  const number = Number.parseInt(text ?? '', 10);
  return Number.isNaN(number) ? null : number;
};

/** `SHIP UNICODE 5.00.10011.00` is Windows Installer 5.0. */
const versionOf = (build: string | null | undefined): string | null => {
  const found = /(\d+)\.(\d+)\.\d+/.exec(build ?? '');
  return found === null ? null : `${Number(found[1])}.${Number(found[2]?.replace(/0+$/, '') || 0)}`;
};

/** A path, a URL or a product code, as the service calls the transaction of one package. */
const isOwnTransaction = (name: string): boolean =>
  /^(?:[a-z]:[\\/]|\\\\|\w+:\/\/|\{[\da-f-]{36}\}$)|\.ms[ip]$/i.test(name);
