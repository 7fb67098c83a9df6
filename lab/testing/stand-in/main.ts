/**
 * A stand-in for the agent, for a lab without a Windows: the reference installer behind the agent's own ways.
 *
 *   node dist/lab/stand-in/main.js serial DEVICE|SOCKET | listen HOST:PORT | stdio
 *     --fault ID                    a faulty installer, as `msiconform power` lists them
 *     --every NUMBER                the fault shows in each case of so many only
 *     --trouble KIND[:NUMBER|:SUM]  what becomes of the machine (troubles.ts); may be given again
 *     --windows-installer VERSION, --name NAME, --measures
 */
import { openSync, statSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { Duplex } from 'node:stream';
import { ReadStream, WriteStream } from 'node:tty';
import { parseArgs } from 'node:util';
import { serveFrames, serveLines, sometimes, standInInstaller } from './serve.ts';
import type { StandIn } from './serve.ts';
import { never, stopClock, troubleAt } from './troubles.ts';
import type { TroubleAtTheStart } from './troubles.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    fault: { type: 'string' },
    every: { type: 'string', default: '1' },
    trouble: { type: 'string', multiple: true, default: [] },
    'windows-installer': { type: 'string' },
    name: { type: 'string' },
    measures: { type: 'boolean', default: false },
  },
});
const [by, where = ''] = positionals;
const starts = (kind: TroubleAtTheStart): boolean => values.trouble.includes(kind);
const token = by === 'listen' ? process.env['MSICONFORM_TOKEN'] : undefined;
const installer = standInInstaller(values.fault, values['windows-installer'], values.name);
const standIn: StandIn = {
  installer: sometimes(installer, Number(values.every)),
  trouble: troubleAt(values.trouble),
  floods: starts('flood'),
  measures: values.measures,
  ...(starts('full-disk')
    ? { refusal: 'the packages cannot be written: there is not enough space on the disk' }
    : {}),
  ...(token === undefined ? {} : { token }),
};

const opened = (path: string): Duplex => {
  if (statSync(path).isSocket()) return createConnection(path);
  const readable = new ReadStream(openSync(path, 'r+'));
  readable.setRawMode(true);
  return Duplex.from({ readable, writable: new WriteStream(openSync(path, 'r+')) });
};

if (starts('mute')) await never();
if (starts('stopped-clock')) stopClock();
switch (by) {
  case 'serial':
    serveFrames(opened(where), standIn);
    break;
  case 'listen': {
    const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(where) ?? [];
    createServer((socket) => serveLines(socket, socket, standIn)).listen(Number(port), host);
    break;
  }
  case 'stdio':
    serveLines(process.stdin, process.stdout, standIn);
    break;
  default:
    throw new RangeError('name serial DEVICE, listen HOST:PORT or stdio');
}
