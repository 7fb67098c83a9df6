import cliProgress from 'cli-progress';
import pc from 'picocolors';
import type { Colors } from 'picocolors/types.js';
import { commandless } from '../reports/text.ts';

/** Where a command writes: machine output and results to stdout, everything else to stderr. */
export interface Output {
  readonly colors: Colors;
  /** How wide the terminal is that stdout goes to, where it goes to one. */
  readonly columns?: number | undefined;
  print(text: string): void;
  /** A remark beside the result, on stderr. */
  note(text: string): void;
  /** What a long step is at: on a terminal only. */
  status(text: string): void;
  /** A bar on a terminal, and off it a line a minute on stderr. */
  progress(): ProgressBar;
}

export interface ProgressBar {
  update(phase: string, done: number, total: number): void;
  stop(): void;
}

/** A result in a file has no colours unless they are asked for; picocolors knows NO_COLOR and the terminal. */
const wantsColors = (): boolean => {
  const forced = process.env['FORCE_COLOR'] ?? '0';
  return pc.isColorSupported && (process.stdout.isTTY === true || !['', '0', 'false'].includes(forced));
};

export const createOutput = (): Output => ({
  colors: pc.createColors(wantsColors()),
  ...(process.stdout.isTTY ? { columns: process.stdout.columns } : {}),
  print: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${commandless(text)}\n`),
  status: (text) => void (process.stderr.isTTY && process.stderr.write(`${text}\n`)),
  progress: () => (process.stderr.isTTY ? terminalBar() : lineAMinute()),
});

const LINE_EVERY_MS = 60_000;

/** For a log: whoever reads it wants to know how far it is, where it stands still too, and no more. */
const lineAMinute = (): ProgressBar => {
  const began = performance.now();
  let at = 'begun';
  let last = began;
  const tell = (): void => {
    last = performance.now();
    process.stderr.write(`${at} after ${Math.round((last - began) / 60_000)} min\n`);
  };
  // What computes without a pause lets no timer run, so each update looks at the clock too.
  const tellWhenDue = (): void => {
    if (performance.now() - last >= LINE_EVERY_MS) tell();
  };
  const timer = setInterval(tellWhenDue, LINE_EVERY_MS / 4).unref();
  return {
    update: (phase, done, total) => {
      at = `${phase} ${done}/${total}`;
      tellWhenDue();
    },
    stop: () => clearInterval(timer),
  };
};

const terminalBar = (): ProgressBar => {
  const bar = new cliProgress.SingleBar({
    format: '{phase} {bar} {value}/{total} {eta_formatted}',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let phase: string | undefined;
  // A second Ctrl-C ends the program at once, and the cursor is hidden while there is a bar.
  const end = (): void => bar.stop();
  process.on('exit', end);
  return {
    update: (next, done, total) => {
      if (next !== phase) {
        phase = next;
        bar.start(total, done, { phase });
      }
      bar.setTotal(total);
      bar.update(done, { phase });
    },
    stop: () => {
      process.off('exit', end);
      bar.stop();
    },
  };
};
