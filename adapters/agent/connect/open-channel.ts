/** Opens the way that `--connect` names. */
import { spawn } from 'node:child_process';
import { closeSync, createReadStream, createWriteStream, openSync, statSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Readable, Writable } from 'node:stream';
import { isatty, ReadStream, WriteStream } from 'node:tty';
import { ImplementationError } from '../../implementation.ts';
import { parseCommandLine } from '../../stdio/command-line.ts';
import type { Channel } from './channel.ts';
import { lineChannel, socketChannel } from './lines.ts';
import { SerialChannel } from './serial.ts';
import type { Way } from './way.ts';

const [CONNECT_MS, DIALLED_MS, SESSION_MS, GOODBYE_MS] = [10_000, 120_000, 30_000, 5_000];
const GIVEN_UP = 'it is not wanted any more';

/** @throws {ImplementationError} when nobody is there, or the signal comes before anybody is */
export const openChannel = async (
  way: Way,
  onProgress: (message: string) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<Channel> => {
  switch (way.by) {
    case 'exec':
      return programChannel(way.command);
    case 'tcp':
      return socketChannel(await connected(way.host, way.port, signal));
    case 'tcp-listen':
      onProgress(`waiting for an agent that dials ${way.host}:${way.port}`);
      return socketChannel(await dialled(way.host, way.port, signal));
    case 'serial':
      return serialChannel(way.path, signal);
  }
};

const programChannel = (command: string): Channel => {
  const [file, ...args] = parseCommandLine(command);
  const child = spawn(file, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const { stdin, stdout } = child;
  child.once('error', (error) => stdout.destroy(error));
  return lineChannel({
    input: stdout,
    output: stdin,
    end: async () => {
      stdin.end();
      const late = setTimeout(() => child.kill('SIGKILL'), GOODBYE_MS);
      await ended;
      clearTimeout(late);
      stdout.destroy();
    },
  });
};

const connected = (host: string, port: number, signal: AbortSignal): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, noDelay: true, keepAlive: true });
    const fail = (reason: string): void => {
      socket.destroy();
      reject(
        new ImplementationError(`no agent can be reached at tcp://${host}:${port}: ${reason}`, {
          hint: 'Start one there with `msiconform-agent-x86.exe listen ADDRESS:PORT`.',
        }),
      );
    };
    const late = setTimeout(() => fail(`no answer within ${CONNECT_MS / 1000} seconds`), CONNECT_MS);
    const onError = (error: Error): void => {
      clearTimeout(late);
      fail(error.message);
    };
    const onAbort = (): void => onError(new Error(GIVEN_UP));
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError);
    socket.once('connect', () => {
      clearTimeout(late);
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      resolve(socket);
    });
  });

/** Listens for one agent, at this address alone. */
const dialled = (host: string, port: number, signal: AbortSignal): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true, keepAlive: true });
    const fail = (reason: string): void => {
      server.close();
      reject(new ImplementationError(`no agent dialled ${host}:${port}: ${reason}`));
    };
    const late = setTimeout(() => fail(`none came within ${DIALLED_MS / 1000} seconds`), DIALLED_MS);
    const onAbort = (): void => {
      clearTimeout(late);
      fail(GIVEN_UP);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    server.once('error', (error) => {
      clearTimeout(late);
      fail(error.message);
    });
    server.once('connection', (socket) => {
      clearTimeout(late);
      signal.removeEventListener('abort', onAbort);
      // One agent is enough: whoever comes later finds nobody.
      server.close();
      resolve(socket);
    });
    server.listen(port, host);
  });

const serialChannel = async (path: string, signal: AbortSignal): Promise<Channel> => {
  const line = openLine(path);
  const channel = new SerialChannel(line, async () => void line.destroy());
  let late: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    const fail = (reason: string): void =>
      reject(
        new ImplementationError(`no agent answers on serial:${path}: ${reason}`, {
          hint: 'Start one at the other end with `msiconform-agent-x86.exe serial COM1`.',
        }),
      );
    late = setTimeout(() => fail(`nothing that was ours within ${SESSION_MS / 1000} seconds`), SESSION_MS);
    channel.onEnd(fail);
    signal.addEventListener('abort', () => fail(GIVEN_UP), { once: true });
    if (signal.aborted) fail(GIVEN_UP);
  });
  try {
    await Promise.race([channel.begin(), silence]);
    return channel;
  } catch (error) {
    await channel[Symbol.asyncDispose]();
    throw error;
  } finally {
    clearTimeout(late);
  }
};

/** A Unix socket is connected to; a terminal is polled, so that nothing hangs on it; a port is opened as a file. */
const openLine = (path: string): Duplex => {
  const isPort = /^COM\d+$/i.test(path);
  try {
    if (isPort) return fileLine(String.raw`\\.\${path}`);
    if (statSync(path).isSocket()) return createConnection(path);
    const line = openSync(path, 'r+');
    if (!isatty(line)) {
      closeSync(line);
      return fileLine(path);
    }
    const reads = new ReadStream(line);
    reads.setRawMode(true);
    return joined(reads, new WriteStream(openSync(path, 'r+')));
  } catch (error) {
    throw new ImplementationError(`serial:${path} cannot be opened: ${(error as Error).message}`, {
      hint: 'Name a terminal, a serial port or a Unix socket that is there.',
    });
  }
};

const fileLine = (file: string): Duplex =>
  joined(createReadStream(file), createWriteStream(file, { flags: 'r+' }));

const joined = (readable: Readable, writable: Writable): Duplex => {
  const line = Duplex.from({ readable, writable });
  line.once('close', () => {
    readable.destroy();
    writable.destroy();
  });
  return line;
};
