/** What public logs show Windows doing, put before a msi.dll that does none of it. */
import { ERROR_INSTALL_ALREADY_RUNNING, INSTALLING_APIS, isUiTable } from '../../../../spec/constants.ts';
import type { CallCommand, StartCommand } from '../../../driver/protocol.ts';
import type { Guard } from '../../../driver/worker/guard.ts';
import type { Switch, WorkerOptions } from '../switches.ts';
import type { StandInLog } from './event-log.ts';
import type { VerboseLog } from './verbose-log.ts';
import { pause } from '../../worker/pause.ts';
import type { WaitMutex } from './wait-mutex.ts';

const ERROR_INSTALL_USEREXIT = 1602;
const ERROR_INSTALL_PACKAGE_REJECTED = 1625;
/** INSTALLMESSAGE_ERROR with the buttons Retry and Cancel. */
const BUSY_MESSAGE = 0x01000000 | 0x5;
const ERROR_ANOTHER_INSTALLATION = 1500;
const IDCANCEL = 2;
const IDRETRY = 4;
/** The next try after Retry comes so soon. */
const RETRY_MS = 200;

/** One call that was let through. */
interface Frame {
  readonly path: string;
  /** Takes no part in any of this: a query, or the route by MsiSequence. */
  readonly isApart: boolean;
  uiTables: number;
  owns: boolean;
  hasBegun: boolean;
  /** What the call gives when it was refused at its ExecuteAction. */
  refusal: number | undefined;
}

export interface Surroundings {
  readonly mutex: WaitMutex;
  readonly events: StandInLog;
  readonly log: VerboseLog;
  readonly pid: number;
  /** Starts the service when it does not run. */
  readonly demandService: () => void;
}

export const likeWindows = (
  { mutex, events, log, pid, demandService }: Surroundings,
  { switches, pace }: WorkerOptions,
): Guard => {
  const has = (name: Switch): boolean => switches.includes(name);
  const frames: Frame[] = [];
  const grab = (frame: Frame, milliseconds: number): boolean => {
    frame.owns = mutex.take(milliseconds);
    log.client(frame.owns ? 'Grabbed execution mutex.' : 'Failed to grab execution mutex. System error 258.');
    return frame.owns;
  };
  const letGo = (frame: Frame): void => {
    if (frame.hasBegun) events.end(frame.path, pid);
    if (frame.owns) mutex.release();
    frame.hasBegun = false;
    frame.owns = false;
  };
  const returned = (code: number): number => {
    log.client(`MainEngineThread is returning ${code}`);
    // A call from inside another one is in its log.
    if (frames.every(({ isApart }) => isApart)) log.ends();
    return code;
  };
  return {
    isPartOfMsi: true,
    // Wine knows no ACTION=ADMIN; by this route it processes the same tables.
    routeOf: ({ action, route }) => (action === 'INSTALL' ? route : 'sequence'),
    begin: (command) => {
      if (isHung(command, has)) for (;;) pause(60_000);
      const path = command?.package ?? '';
      const isApart = isQuery(command) || (command?.do === 'start' && command.route === 'sequence');
      if (!isApart) {
        if (frames.every((each) => each.isApart)) log.begins();
        log.client('******* RunEngine:');
        log.plain(`           ******* Product: ${path}`);
        log.plain('           ******* Action: ');
        log.plain('           ******* CommandLine: **********');
        if (has('policy-refuses')) return returned(ERROR_INSTALL_PACKAGE_REJECTED);
        if (frames.some(({ uiTables }) => uiTables > 0)) return returned(ERROR_INSTALL_ALREADY_RUNNING);
      }
      const frame: Frame = { path, isApart, uiTables: 0, owns: false, hasBegun: false, refusal: undefined };
      const isDeferred = command?.do === 'start' && command.withUi;
      if (!isApart && !isDeferred) {
        log.client('Client-side and UI is none or basic: Running entire install on the server.');
        if (!grab(frame, pace.wait)) return returned(ERROR_INSTALL_ALREADY_RUNNING);
      }
      frames.push(frame);
      return undefined;
    },
    end: (code) => {
      const frame = frames.pop();
      if (frame === undefined) throw new Error('a call ended that did not begin');
      letGo(frame);
      return frame.isApart ? code : returned(frame.refusal ?? code);
    },
    enters: (table, ask) => {
      const frame = frames.at(-1);
      if (frame === undefined || frame.isApart) return true;
      if (isUiTable(table)) {
        frame.uiTables++;
        return true;
      }
      if (!frame.owns) {
        log.client('Doing action: ExecuteAction');
        while (!grab(frame, RETRY_MS)) {
          const button = ask?.(BUSY_MESSAGE, ERROR_ANOTHER_INSTALLATION) ?? IDCANCEL;
          if (button === IDRETRY) continue;
          frame.refusal = button === IDCANCEL ? ERROR_INSTALL_USEREXIT : ERROR_INSTALL_ALREADY_RUNNING;
          return false;
        }
        log.client('Switching to server: ');
      }
      demandService();
      log.server(`Running installation inside multi-package transaction ${frame.path}`);
      log.server('Grabbed execution mutex.');
      events.begin(frame.path, pid);
      frame.hasBegun = true;
      return true;
    },
    leaves: (table) => {
      const frame = frames.at(-1);
      if (frame === undefined || frame.isApart) return;
      if (isUiTable(table)) frame.uiTables = Math.max(0, frame.uiTables - 1);
      // Without UI the client has it until the call returns.
      else if (frame.uiTables > 0) letGo(frame);
    },
  };
};

const isQuery = (command: StartCommand | CallCommand | undefined): boolean =>
  command?.do === 'call' && !(INSTALLING_APIS as readonly string[]).includes(command.api);

const isHung = (command: StartCommand | CallCommand | undefined, has: (name: Switch) => boolean): boolean => {
  if (command?.do === 'call') return has('shows-dialog') && command.api === 'MsiReinstallProduct';
  if (command === undefined) return false;
  if (has('route-hangs') && command.action === 'ADMIN' && command.withUi) return true;
  // A handler on another thread waits for the thread that waits for the call.
  return has('handler-elsewhere') && command.sameThread !== false;
};
