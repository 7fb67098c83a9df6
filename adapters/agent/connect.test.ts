/** Longer than 250 lines: what each way to an agent is sent that it must refuse, and one agent that all of it goes to. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { MEASUREMENT_NAMES } from '../driver/measure/index.ts';
import { ImplementationError } from '../implementation.ts';
import type { OpenedImplementation } from '../implementation.ts';
import { findWine } from '../wine/index.ts';
import { providePrefix } from '../wine/prefix.ts';
import type { Prefix } from '../wine/prefix.ts';
import { AGENT_REVISION } from '../announcement.ts';
import { openRemote } from './connect/remote.ts';
import { parseWay } from './connect/way.ts';
import { agentProgram } from './programs.ts';
import { whyNoAgent } from './testing/available.ts';
import { freePort } from '../../testing/free-port.ts';
import { byNight, firstByDay, IN_CI } from '../../testing/bounds.ts';

const why = await whyNoAgent();
if (why !== undefined) process.stderr.write(`skipped: ways to the agent (${why})\n`);
const hasPython = spawnSync('python3', ['--version']).status === 0;

const CONTROLLERS = byNight(15, 100);
const ROUND_TRIPS = Number(process.env['MSICONFORM_ROUND_TRIPS'] ?? byNight(100, 10_000));
const TOKEN = 'a secret of this test';

it.each(['tcp://', 'tcp://host', 'tcp://host:0', 'tcp://host:70000', 'serial:', 'http://host:1', 'ssh host'])(
  '%j is no way, and the message says which there are',
  (text) => expect(() => parseWay(text)).toThrow(/is no way to an agent: name exec:COMMAND/),
);

describe('what is no agent', () => {
  let server: Server;
  let greeting: string | undefined = '';
  const sockets: Socket[] = [];
  beforeAll(async () => {
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      if (greeting !== undefined) socket.end(greeting);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const open = (): Promise<OpenedImplementation> =>
    openRemote({ by: 'tcp', host: '127.0.0.1', port: (server.address() as AddressInfo).port });

  afterEach(() => vi.useRealTimers());

  it('is told for a peer that says nothing, after 20 seconds', async () => {
    greeting = undefined;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const refused = vi.fn<(error: Error) => void>();
    const opening = open().then(() => undefined, refused);
    while (refused.mock.calls.length === 0) {
      vi.advanceTimersByTime(sockets.at(-1)?.destroyed === false ? 1_000 : 0);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await opening;
    expect(refused.mock.calls[0]?.[0].message).toBe('the agent did not tell who it is within 20 seconds');
  });

  it.each(
    firstByDay(4, [
      ['an ssh banner', 'SSH-2.0-OpenSSH_9.2\r\n', /SSH-2\.0-OpenSSH_9\.2.*which is no agent/],
      ['a login prompt', 'Debian GNU/Linux 12 host ttyS0\n\nlogin: \n', /Debian.*which is no agent/],
      ['nothing', '', /the agent is gone/],
      [
        'another revision',
        '{"type":"agent","agent":{"version":"9.9.9","revision":9}}\n',
        /9\.9\.9 speaks revision 9/,
      ],
      ['a line of 10 MB', 'x'.repeat(10_000_000), /it sent a line of more than \d+ characters/],
    ]),
  )('is told for %s', async (_, said, sentence) => {
    greeting = said;
    await expect(open()).rejects.toThrow(sentence);
    await expect(open()).rejects.toBeInstanceOf(ImplementationError);
  });
});

describe.skipIf(why !== undefined)('an agent under Wine', { timeout: 300_000 }, () => {
  let prefix: Prefix;
  let program = '';
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    const wine = await findWine();
    program = wine.program;
    prefix = await providePrefix(wine, () => undefined);
    process.env['MSICONFORM_TOKEN'] = TOKEN;
  }, 180_000);
  afterAll(async () => {
    delete process.env['MSICONFORM_TOKEN'];
    for (const child of children) child.kill('SIGKILL');
    await prefix?.[Symbol.asyncDispose]();
  });
  const start = (where: Prefix, ...args: readonly string[]): ChildProcess => {
    const env = { ...where.environment, MSICONFORM_TOKEN: TOKEN };
    const child = spawn(program, [agentProgram('x64'), ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    return child;
  };
  const steps = [
    { process: 1, operation: { op: 'start', action: 'INSTALL', ui: 'reduced' } },
    { process: 1, operation: { op: 'call', api: 'MsiInstallProduct' } },
    { process: 1, operation: { op: 'advance' } },
    { process: 0, operation: { op: 'probe' } },
    { process: 1, operation: { op: 'advance' } },
  ] as const;
  const answers = ['held', 'returned', 'held', 'mutex', 'returned'];
  const runsACase = async (machine: OpenedImplementation): Promise<void> => {
    const observed = await machine.performAll?.({ processes: 1, steps, deadline: 30_000 });
    expect(observed?.map(({ response }) => response.type)).toEqual(answers);
  };

  describe('that listens', () => {
    let port = 0;
    const way = () => ({ by: 'tcp', host: '127.0.0.1', port }) as const;
    const connected = async (): Promise<Socket> => {
      for (let tries = 0; ; tries++) {
        const socket = createConnection(port, '127.0.0.1');
        try {
          await once(socket, 'connect');
          socket.on('error', () => undefined);
          return socket;
        } catch (error) {
          socket.destroy();
          if (tries > 200) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    };
    /** What the agent says first, and what it answers to a line. */
    const exchange = async (line: string): Promise<readonly string[]> => {
      const socket = await connected();
      const said: string[] = [];
      const lines = createInterface({ input: socket });
      // What it does not want to read it may also reset; a reader of lines says that once more.
      lines.on('error', () => undefined);
      lines.on('line', (text) => said.push(text));
      socket.write(line);
      await new Promise((resolve) => socket.once('close', resolve));
      return said;
    };
    beforeAll(async () => {
      port = await freePort();
      start(prefix, 'listen', `127.0.0.1:${port}`);
      (await connected()).destroy();
    });

    it('runs a case in one round trip, and refuses a second controller meanwhile', async () => {
      await using machine = await openRemote(way());
      await runsACase(machine);
      await expect(openRemote(way())).rejects.toThrow(/another controller is connected/);
      await runsACase(machine);
    });

    it.runIf(IN_CI)(
      'measures what it is asked, by the names of the other driver, and runs cases afterwards',
      async () => {
        await using machine = await openRemote(way());
        expect(machine.measurementNames).toEqual(MEASUREMENT_NAMES);
        expect(await machine.measureOne?.('machine')).toMatchObject({ values: { isAdministrator: true } });
        expect(await machine.measureOne?.('afterKill')).toMatchObject({
          values: { held: { type: 'held' }, next: { type: 'returned', code: 0 } },
        });
        expect(await machine.measureOne?.('the weather')).toMatchObject({
          failed: 'this agent has no such measurement',
        });
        await runsACase(machine);
      },
    );

    it('refuses a wrong token, and none, before it does anything', async () => {
      await expect(openRemote(way(), undefined, { MSICONFORM_TOKEN: 'wrong' })).rejects.toThrow(/token/);
      await expect(openRemote(way(), undefined, {})).rejects.toThrow(/token/);
    });

    it.each([
      ['garbled', '{"op":"hel\u0000lo"}\n', /no JSON object/],
      [
        'of another revision',
        `{"id":1,"op":"hello","token":"${TOKEN}","revision":7}\n`,
        new RegExp(`revision 7.*revision ${AGENT_REVISION}`),
      ],
      ['without a greeting', '{"id":1,"op":"probe","process":0}\n', /must be hello/],
    ])('answers a first line that is %s with a sentence', async (_, line, sentence) => {
      expect((await exchange(line)).join('\n')).toMatch(sentence);
    });

    it('drops whoever sends 10 MB without an end of line', async () => {
      expect(await exchange('x'.repeat(10_000_000))).toHaveLength(1);
    });

    it.runIf(IN_CI)('drops whoever comes and says nothing, and serves the next one', async () => {
      const silent = await connected();
      const dropped = once(silent, 'close');
      silent.resume();
      await dropped;
      await using machine = await openRemote(way());
      await runsACase(machine);
    });

    it(`takes ${CONTROLLERS} controllers one after the other, of which each just goes`, async () => {
      for (let count = 0; count < CONTROLLERS; count++) {
        const socket = await connected();
        if (count % 2 === 0) socket.write('{"id":1,');
        socket.on('error', () => undefined);
        socket.resetAndDestroy();
      }
      await using machine = await openRemote(way());
      await runsACase(machine);
    });
  });

  it.runIf(IN_CI).each([
    [
      'listen 127.0.0.1:4711',
      { MSICONFORM_TOKEN: '' },
      254,
      /TCP needs a secret.*set the variable MSICONFORM_TOKEN\./,
    ],
    ['dial nowhere', { MSICONFORM_TOKEN: TOKEN }, 254, /nowhere is no address: name a host and a port/],
    ['serial', {}, 254, /serial needs a place: say dial HOST:PORT/],
    ['serial COM77', {}, 254, /COM77.*name a serial port that is there/],
    ['wander', {}, 254, /say what to be: plan/],
    ['worker', { MSICONFORM_AGENT_WITHOUT: 'msi.dll' }, 2, /no msi\.dll/],
  ])(
    'that is started as %j, in an environment of %j, ends with %d and a sentence',
    async (words, more, code, said) => {
      const child = spawn(program, [agentProgram('x64'), ...words.split(' ')], {
        env: { ...prefix.environment, ...more },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let output = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
      const [ended] = (await once(child, 'close')) as [number];
      expect({ ended, output: output.trim() }).toEqual({ ended: code, output: expect.stringMatching(said) });
    },
  );

  it('dials out to a controller that waits for it', async () => {
    const port = await freePort();
    const opening = openRemote({ by: 'tcp-listen', host: '127.0.0.1', port });
    const agent = start(prefix, 'dial', `127.0.0.1:${port}`);
    await using machine = await opening;
    await runsACase(machine);
    await machine[Symbol.asyncDispose]();
    if (agent.exitCode === null) await once(agent, 'exit');
  });

  it.skipIf(!hasPython || !IN_CI)(
    `answers ${ROUND_TRIPS} times over a serial line that spoils 1 % of the bytes, each time rightly`,
    { timeout: 120_000 + ROUND_TRIPS * 400 },
    async () => {
      const script = join(import.meta.dirname, 'testing', 'lossy-line.py');
      const line = spawn('python3', [script, '0.01', '1618'], { stdio: ['pipe', 'pipe', 'inherit'] });
      children.push(line);
      const paths = createInterface({ input: line.stdout })[Symbol.asyncIterator]();
      const [ours, theirs] = [(await paths.next()).value as string, (await paths.next()).value as string];
      await using serial = await providePrefix(await findWine(), () => undefined);
      // Wine reads its table of ports when its server starts.
      const ports = String.raw`[Software\\Wine\\Ports]`;
      appendFileSync(join(serial.folder, 'system.reg'), `\n${ports} 1700000000\n"COM1"="${theirs}"\n`);
      start(serial, 'serial', 'COM1');
      await using machine = await openRemote({ by: 'serial', path: ours });
      await runsACase(machine);
      await machine.reset({ processes: 1 });
      for (let count = 0; count < ROUND_TRIPS; count++) {
        expect(await machine.perform(0, { op: 'probe' })).toEqual({ type: 'mutex', state: 'absent' });
        if (count % 100 === 0) await runsACase(machine);
      }
    },
  );
});
