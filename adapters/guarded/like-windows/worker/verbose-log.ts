/** The few lines of a verbose log that tell of the mutex, as Windows Installer 5.0 writes them. */
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';

export interface VerboseLog {
  /** Keeps the log of this process there from now on; null ends it. */
  keep(path: string | null): void;
  /** A call of the installer begins, and ends: each has a header and a footer. */
  begins(): void;
  ends(): void;
  client(text: string): void;
  server(text: string): void;
  plain(text: string): void;
}

const two = (number: number): string => String(number).padStart(2, '0');

export const verboseLog = (pid: number): VerboseLog => {
  let file: string | null = null;
  const write = (text: string): void => {
    if (file === null) return;
    if (!existsSync(file)) writeFileSync(file, Buffer.from('\uFEFF', 'utf16le'));
    appendFileSync(file, Buffer.from(`${text}\r\n`, 'utf16le'));
  };
  const time = (now: Date): string =>
    `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  const moment = (): string => {
    const now = new Date();
    return `${now.getMonth() + 1}/${now.getDate()}/${now.getFullYear()}  ${time(now)}`;
  };
  const line = (side: 'c' | 's', text: string): void => {
    const now = new Date();
    const stamp = `${time(now)}:${String(now.getMilliseconds()).padStart(3, '0')}`;
    write(
      `MSI (${side}) (${(pid & 0xff).toString(16).toUpperCase().padStart(2, '0')}:48) [${stamp}]: ${text}`,
    );
  };
  return {
    keep: (path) => {
      file = path;
    },
    begins: () => {
      const calling = 'Calling process: C:\\Windows\\system32\\msiexec.exe';
      write(
        `=== Verbose logging started: ${moment()}  Build type: SHIP UNICODE 5.00.10011.00  ${calling} ===`,
      );
    },
    ends: () => write(`=== Verbose logging stopped: ${moment()} ===`),
    client: (text) => line('c', text),
    server: (text) => line('s', text),
    plain: write,
  };
};
