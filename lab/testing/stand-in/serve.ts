/** The stand-in on its ways. */
import { createInterface } from 'node:readline';
import type { Duplex, Readable, Writable } from 'node:stream';
import { FAULTS } from '../../../adapters/reference/faults/index.ts';
import type { Implementation } from '../../../adapters/implementation.ts';
import { conforming, openReference, REFERENCE_CAPABILITIES } from '../../../adapters/reference/index.ts';
import { ANNOUNCEMENT, answerTo } from './answers.ts';
import type { Request, Trouble } from './answers.ts';
import { AgentLine } from './line.ts';
import { flood } from './troubles.ts';

export interface StandIn {
  readonly installer: Implementation;
  readonly trouble: Trouble;
  /** Why it wants no controller. */
  readonly refusal?: string;
  /** It writes without end, and hears nothing. */
  readonly floods?: boolean;
  readonly measures?: boolean;
  /** What a controller has to know, where one is asked for it. */
  readonly token?: string;
}

/** The installer that it has: the conforming one, or one with a fault that `msiconform power` lists. */
export const standInInstaller = (
  fault?: string,
  windowsInstaller = '5.0',
  name = 'stand-in for a Windows',
): Implementation => {
  const faulty = FAULTS.find(({ id }) => id === fault);
  if (fault !== undefined && faulty === undefined) throw new RangeError(`there is no fault "${fault}"`);
  return openReference({
    behaviour: faulty?.behaviour ?? conforming,
    identity: { id: 'stand-in', name },
    windowsInstaller,
    capabilities: { ...REFERENCE_CAPABILITIES, processes: 8, versions: [], concurrent: false },
  });
};

/** One with a fault that shows in each case of so many: what a person would call flaky. */
export const sometimes = (faulty: Implementation, every: number): Implementation => {
  const good = standInInstaller(undefined, faulty.identity.windowsInstaller, faulty.identity.name);
  let current = good;
  let cases = 0;
  return {
    ...faulty,
    reset: (options) => {
      current = ++cases % every === 0 ? faulty : good;
      return current.reset(options);
    },
    perform: (...asked) => current.perform(...asked),
  };
};

/** A message is a line, as over TCP. */
export const serveLines = (input: Readable, output: Writable, standIn: StandIn): void => {
  input.on('error', () => undefined);
  output.on('error', () => undefined);
  if (standIn.floods === true) return flood(output);
  const say = (message: unknown): void => void output.write(`${JSON.stringify(message)}\n`);
  say({ type: 'agent', agent: ANNOUNCEMENT });
  createInterface({ input })
    .on('error', () => undefined)
    .on('line', (line) => {
      const request = JSON.parse(line) as Request;
      const { installer, trouble, refusal, measures, token } = standIn;
      const isWrong = token !== undefined && request.op === 'hello' && request.token !== token;
      const no = isWrong ? 'the token is not that of this agent' : refusal;
      void answerTo(installer, request, trouble, no, measures).then((answer) => say(answer));
    });
};

/** A serial line. */
export const serveFrames = (
  line: Duplex,
  { installer, trouble, refusal, measures, floods }: StandIn,
): void => {
  line.on('error', () => undefined);
  if (floods === true) return flood(line);
  const agent = new AgentLine(line, (message) => {
    const request = JSON.parse(message) as Request;
    void answerTo(installer, request, trouble, refusal, measures).then((answer) =>
      agent.send(JSON.stringify(answer)),
    );
  });
};
