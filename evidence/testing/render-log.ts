import { dateText, engineTime, shortTime } from './locales.ts';
import type { Locale } from './locales.ts';
import type { Plan, PlannedCall } from './plan.ts';

/** Windows' log of a call, as far as the reader has to do with it, in what order and form it is written. */
export const renderLog = (
  call: PlannedCall,
  { locale, computer, noise }: Pick<Plan, 'locale' | 'computer' | 'noise'>,
): readonly string[] => {
  const log = new LogWriter(call, locale, noise);
  const withUi = call.ui === 'full' || call.ui === 'reduced';
  log.header(
    'Verbose logging started',
    call.began,
    '  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\system32\\msiexec.exe',
  );
  log.client(call.began, '******* RunEngine:');
  log.plain(
    '           ******* Product: ' + call.package,
    '           ******* Action: ',
    '           ******* CommandLine: **********',
  );
  if (withUi) log.beginUi(call.began);
  else log.client(call.began, 'Client-side and UI is none or basic: Running entire install on the server.');
  const { fate } = call;
  if (fate.type === 'cancelled') {
    log.endUi(fate.cleanedUp, 2);
    log.dump('C', computer);
    log.client(fate.cleanedUp, 'Grabbed execution mutex.');
    log.client(fate.cleanedUp, 'Cleaning up uninstalled install packages, if any exist');
    log.client(call.ended, 'MainEngineThread is returning 1602');
  } else if (fate.type === 'refused') {
    const asked = fate.at - fate.waited;
    if (withUi) {
      log.client(asked, 'Doing action: ExecuteAction');
      log.action('start', asked, 'ExecuteAction');
      log.client(asked, "PROPERTY CHANGE: Adding SECONDSEQUENCE property. Its value is '1'.");
    }
    if (fate.by === 'client') log.client(fate.at, 'Failed to grab execution mutex. System error 258.');
    else {
      log.client(asked, 'Grabbed execution mutex.');
      log.client(asked, 'Incrementing counter to disable shutdown. Counter after increment: 0');
      log.client(
        fate.at,
        'Decrementing counter to disable shutdown. If counter >= 0, shutdown will be denied.  Counter after decrement: -1',
      );
    }
    if (withUi) {
      log.action('ended', fate.at, 'ExecuteAction', 3);
      log.endUi(fate.at, 3);
    }
    log.client(fate.at, 'MainEngineThread is returning 1618');
  } else {
    if (withUi) {
      log.client(fate.grabbed, 'Doing action: ExecuteAction');
      log.action('start', fate.grabbed, 'ExecuteAction');
      log.client(fate.grabbed, "PROPERTY CHANGE: Adding SECONDSEQUENCE property. Its value is '1'.");
    }
    log.client(fate.grabbed, 'Grabbed execution mutex.');
    if (withUi) log.client(fate.grabbed, 'Switching to server: ADDLOCAL=Main');
    installOnServer(log, call, fate, computer);
    log.client(fate.serverEnded, `Back from server. Return value: ${fate.code}`);
    if (withUi) {
      log.action('ended', fate.serverEnded, 'ExecuteAction', 1);
      log.endUi(fate.serverEnded, 1);
      log.client(call.ended, 'Grabbed execution mutex.');
      log.client(call.ended, 'Cleaning up uninstalled install packages, if any exist');
    }
    log.client(call.ended, `MainEngineThread is returning ${fate.code}`);
  }
  log.header('Verbose logging stopped', call.ended);
  return log.lines;
};

type Installs = Extract<PlannedCall['fate'], { type: 'installs' }>;

const installOnServer = (log: LogWriter, call: PlannedCall, fate: Installs, computer: string): void => {
  const { action } = call;
  log.server(
    fate.serverGrabbed,
    '30',
    `Running installation inside multi-package transaction ${call.package}`,
  );
  log.server(fate.serverGrabbed, '30', 'Grabbed execution mutex.');
  log.server(fate.serverGrabbed, '44', '******* RunEngine:');
  log.plain(
    '           ******* Product: ' + call.package,
    `           ******* Action: ${action}`,
    '           ******* CommandLine: **********',
  );
  log.server(fate.serverGrabbed, '44', `Original package ==> ${call.package}`);
  log.server(
    fate.sequenceBegan,
    '44',
    `PROPERTY CHANGE: Adding CLIENTPROCESSID property. Its value is '${call.processId}'.`,
  );
  log.header(log.locale.started, fate.sequenceBegan);
  log.server(
    fate.sequenceBegan,
    '44',
    `PROPERTY CHANGE: Adding UILevel property. Its value is '${LEVELS[call.ui]}'.`,
  );
  log.beginTop(fate.sequenceBegan, action);
  log.server(fate.sequenceBegan, '44', 'Running ExecuteSequence');
  log.someAction(fate.sequenceBegan, 'InstallValidate');
  if (fate.nested) {
    log.server(fate.sequenceBegan, '51', '******* RunEngine:');
    log.plain(
      '           ******* Product: {0688EA09-22E6-4905-9B74-06742011665C}',
      '           ******* Action: ',
    );
    log.beginTop(fate.sequenceBegan, 'INSTALL', '51');
    log.server(fate.sequenceBegan, '51', 'Running ExecuteSequence');
    log.action('ended', fate.sequenceBegan, 'INSTALL', 1);
  }
  log.action(
    'ended',
    fate.sequenceEnded,
    action,
    fate.code === 0 || fate.code === 3010 ? 1 : fate.code === 1602 ? 2 : 3,
  );
  log.dump('S', computer);
  log.server(fate.serverEnded, '44', `MainEngineThread is returning ${fate.code}`);
};

const LEVELS = { none: 2, basic: 3, reduced: 4, full: 5 } as const;

const NOISE = [
  "PROPERTY CHANGE: Adding INSTALLFOLDER property. Its value is 'C:\\目录\\'.",
  'Note: 1: 2262 2: \u0005DigitalSignature 3: -2147287038 ',
  "Machine policy value 'Debug' is 0",
];

/** Writes lines as the two engines do. */
class LogWriter {
  readonly lines: string[] = [];
  readonly locale: Locale;
  readonly #call: PlannedCall;
  readonly #noise: number;

  constructor(call: PlannedCall, locale: Locale, noise: number) {
    this.#call = call;
    this.locale = locale;
    this.#noise = noise;
  }

  plain(...lines: readonly string[]): void {
    this.lines.push(...lines);
  }

  header(words: string, at: number, behind = ''): void {
    this.plain(`=== ${words}: ${dateText(this.locale, at)}  ${shortTime(this.locale, at)}${behind} ===`);
  }

  client(at: number, text: string): void {
    const low = (this.#call.processId % 256).toString(16).toUpperCase().padStart(2, '0');
    this.#engine('c', low, '7C', at, text);
  }

  server(at: number, thread: string, text: string): void {
    this.#engine('s', 'F0', thread, at, text);
  }

  action(verb: 'start' | 'ended', at: number, name: string, returnValue?: number): void {
    this.plain(
      `Action ${verb} ${shortTime(this.locale, at)}: ${name}.${returnValue === undefined ? '' : ` Return value ${returnValue}.`}`,
    );
  }

  someAction(at: number, name: string): void {
    this.server(at, '44', `Doing action: ${name}`);
    this.action('start', at, name);
    this.action('ended', at, name, 1);
  }

  beginTop(at: number, action: string, thread = '44'): void {
    this.server(at, thread, `Doing action: ${action}`);
    this.action('start', at, action);
  }

  beginUi(at: number): void {
    const { action, ui, processId } = this.#call;
    this.client(at, `PROPERTY CHANGE: Adding CLIENTPROCESSID property. Its value is '${processId}'.`);
    this.client(at, `PROPERTY CHANGE: Adding UILevel property. Its value is '${LEVELS[ui]}'.`);
    this.client(at, `Doing action: ${action}`);
    this.action('start', at, action);
    this.client(at, 'Running UISequence');
  }

  endUi(at: number, returnValue: number): void {
    this.action('ended', at, this.#call.action, returnValue);
  }

  dump(letter: string, computer: string): void {
    this.plain(
      `Property(${letter}): ComputerName = ${computer}`,
      `Property(${letter}): UserLanguageID = ${this.locale.languageId}`,
      `Property(${letter}): ProductName = Ä product`,
    );
  }

  #engine(who: string, process: string, thread: string, at: number, text: string): void {
    for (let index = 0; index < this.#noise; index++)
      this.plain(`MSI (${who}) (${process}:${thread}) [${engineTime(at)}]: ${NOISE[index] ?? ''}`);
    this.plain(`MSI (${who}) (${process}:${thread}) [${engineTime(at)}]: ${text}`);
  }
}
