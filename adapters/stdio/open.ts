import type { Capabilities, Operation, Response } from '../../spec/index.ts';
import { isDeepStrictEqual } from 'node:util';
import { ImplementationError, VersionError } from '../implementation.ts';
import type { Identity, Implementation, ResetOptions, RestartHooks } from '../implementation.ts';
import { asResponse, nobodyIn, offerOf } from './answers.ts';
import { parseCommandLine } from './command-line.ts';
import { Connection } from './connection.ts';
import type { Asked } from './connection.ts';
import { describeRequest } from './messages.ts';
import { PROTOCOL_VERSION } from './protocol.ts';
import type { ProgramResponse } from './protocol.ts';

export interface StdioOptions {
  /** One line, cut into words by {@link parseCommandLine}, or the words themselves. No shell. */
  readonly command: string | readonly [string, ...string[]];
  readonly cwd?: string;
  /** The whole environment of the program; that of this process when not given. */
  readonly env?: NodeJS.ProcessEnv;
  /** One of the versions that the program can be reset to; all of them are asked for when not given. */
  readonly windowsInstaller?: string;
  /** Milliseconds for the answer to one request. Default 10 000. */
  readonly timeout?: number;
  /** Milliseconds to start and answer hello. Default {@link StdioOptions.timeout}. */
  readonly helloTimeout?: number;
  /** Milliseconds to answer bye, and as many to exit then. Default {@link StdioOptions.timeout}, at most 10 000. */
  readonly byeTimeout?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_BYE_TIMEOUT_MS = 10_000;
const RESTART_BYE_MS = 1_000;
/** So many programs in a row that did not survive one case: starting another would only cost time. */
const MAX_LOST_IN_A_ROW = 10;

/**
 * Starts a program that speaks the stdio protocol and asks who it is. When it breaks the protocol, dies
 * or is late, what was asked is rejected with an {@link ImplementationError}, the program and its process
 * group are ended, and the next reset starts a fresh one.
 *
 * @throws {ImplementationError} when it does not start or does not answer hello as it should
 * @throws {BadInputError} for a command without a word or with an open quote
 */
export const openStdio = async (options: StdioOptions): Promise<Implementation & RestartHooks> => {
  const implementation = new StdioImplementation(options);
  await implementation.start();
  return implementation;
};

class StdioImplementation implements Implementation, RestartHooks {
  readonly #argv: readonly [string, ...string[]];
  readonly #options: StdioOptions;
  readonly #timeout: number;
  #connection: Connection | undefined;
  #self: { readonly identity: Identity; readonly capabilities: Capabilities } | undefined;
  #lostInARow = 0;
  #answered = false;
  /** The client processes of the last reset. */
  #processes = 0;
  #lastLoss: ImplementationError | undefined;

  constructor(options: StdioOptions) {
    this.#options = options;
    this.#argv = typeof options.command === 'string' ? parseCommandLine(options.command) : options.command;
    this.#timeout = options.timeout ?? DEFAULT_TIMEOUT_MS;
  }

  get identity(): Identity {
    const { identity } = this.#known();
    return { ...identity, windowsInstaller: this.#options.windowsInstaller ?? identity.windowsInstaller };
  }

  get capabilities(): Capabilities {
    const { capabilities } = this.#known();
    const { windowsInstaller } = this.#options;
    return windowsInstaller === undefined ? capabilities : { ...capabilities, versions: [windowsInstaller] };
  }

  async start(): Promise<Connection> {
    const { cwd, env } = this.#options;
    const connection = new Connection({
      argv: this.#argv,
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
    });
    try {
      await this.#greet(connection);
    } catch (error) {
      // Why it is not wanted is more than how it ends.
      await connection.end().catch(() => {});
      throw error;
    }
    this.#connection = connection;
    return connection;
  }

  /** Asks who it is. @throws {ImplementationError} when it is not what it has to be */
  async #greet(connection: Connection): Promise<void> {
    const deadline = this.#options.helloTimeout ?? this.#timeout;
    const answer = await connection.request({ op: 'hello', version: PROTOCOL_VERSION }, deadline);
    if (answer.type !== 'hello') throw refusal(connection, answer, 'hello');
    const { identity, capabilities } = answer;
    const { versions } = capabilities;
    if (versions.length > 0 && !versions.includes(identity.windowsInstaller)) {
      throw this.#error(
        `says it is Windows Installer ${identity.windowsInstaller}, which is not among its versions ${versions.join(', ')}`,
      );
    }
    const { windowsInstaller = identity.windowsInstaller } = this.#options;
    if (windowsInstaller !== identity.windowsInstaller && !versions.includes(windowsInstaller)) {
      throw new VersionError(`${this.#argv.join(' ')}: cannot be Windows Installer ${windowsInstaller}`, {
        hint: `It offers ${[...new Set([identity.windowsInstaller, ...versions])].join(', ')}.`,
      });
    }
    const self = { identity, capabilities };
    if (this.#self !== undefined && !isDeepStrictEqual(this.#self, self)) {
      throw this.#error('says something else about itself each time it is started');
    }
    this.#self = self;
  }

  async reset({ processes, windowsInstaller = this.#chosenVersion() }: ResetOptions): Promise<void> {
    const connection = await this.#living();
    if (this.#answered) this.#lostInARow = 0; // The last case came to its end.
    this.#answered = false;
    const answer = await this.#guarded(
      connection.request(
        windowsInstaller === undefined
          ? { op: 'reset', processes }
          : { op: 'reset', processes, windowsInstaller },
        this.#timeout,
      ),
    );
    if (answer.type !== 'ready') throw refusal(connection, answer, 'reset');
    this.#processes = processes;
  }

  async perform(process: number, operation: Operation, signal?: AbortSignal): Promise<Response> {
    const connection = this.#connection;
    if (connection === undefined) throw this.#error('was asked before its first reset');
    const asked = { process, ...operation } as Asked;
    const answer = await this.#guarded(connection.request(asked, this.#timeout, signal));
    this.#answered = true;
    const what = describeRequest({ ...asked, id: answer.id });
    const response = asResponse(answer);
    if (response === undefined) throw refusal(connection, answer, what);
    const offer = offerOf(operation);
    if (response.type === 'unsupported' && offer !== undefined) {
      throw connection.complaint(
        `offers ${offer} in its capabilities but answered unsupported to ${what}`,
        'Leave out of the capabilities what the installer does not offer.',
      );
    }
    const nobody = nobodyIn(response, this.#processes);
    if (nobody !== undefined) throw connection.complaint(`answered ${what} with ${nobody}`);
    return response;
  }

  /** How it ends is told at the end of the run. */
  async restart(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.leave(Math.min(this.#timeout, RESTART_BYE_MS)).catch(() => {});
  }

  /** @throws {ImplementationError} when the program ignored bye or left processes behind */
  async [Symbol.asyncDispose](): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.leave(this.#options.byeTimeout ?? Math.min(this.#timeout, MAX_BYE_TIMEOUT_MS));
  }

  /** The version to ask for when a case names none: only a program with several is asked for one. */
  #chosenVersion(): string | undefined {
    const { versions } = this.#known().capabilities;
    return versions.length === 0 ? undefined : this.#options.windowsInstaller;
  }

  /** The running program, or a fresh one when the last was lost. */
  async #living(): Promise<Connection> {
    const connection = this.#connection;
    if (connection !== undefined && !connection.broken) return connection;
    this.#connection = undefined;
    this.#answered = false;
    const unreported = connection?.takeUnreported();
    await connection?.end();
    if (unreported !== undefined) throw this.#lost(unreported);
    if (this.#lostInARow >= MAX_LOST_IN_A_ROW) {
      throw new ImplementationError(
        `given up after ${MAX_LOST_IN_A_ROW} lost programs in a row; the last: ${this.#lastLoss?.message}`,
      );
    }
    return this.#guarded(this.start());
  }

  async #guarded<T>(pending: Promise<T>): Promise<T> {
    try {
      return await pending;
    } catch (error) {
      throw error instanceof ImplementationError ? this.#lost(error) : error;
    }
  }

  #lost(error: ImplementationError): ImplementationError {
    if (this.#lastLoss !== error) this.#lostInARow++;
    this.#lastLoss = error;
    return error;
  }

  #error(what: string, hint?: string): ImplementationError {
    return new ImplementationError(`${this.#argv.join(' ')}: ${what}`, hint === undefined ? {} : { hint });
  }

  #known(): { readonly identity: Identity; readonly capabilities: Capabilities } {
    if (this.#self === undefined) throw new Error('the program has not said hello yet');
    return this.#self;
  }
}

/** The program could not do it, in its own words. */
const refusal = (connection: Connection, answer: ProgramResponse, what: string): ImplementationError => {
  const said = answer.type === 'error' ? answer.message : answer.type;
  return connection.complaint(`could not do ${what}: ${said}`);
};
