import { isDeepStrictEqual } from 'node:util';
import { match, P } from 'ts-pattern';
import type { Operation, Response } from '../../oracle/index.ts';
import { ImplementationError } from '../implementation.ts';
import type { Capabilities, Identity, Implementation, ResetOptions } from '../implementation.ts';
import { parseCommandLine } from './command-line.ts';
import { Connection } from './connection.ts';
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
  /** Milliseconds to answer hello, and to leave after bye. Default {@link StdioOptions.timeout}, at most 10 000. */
  readonly helloTimeout?: number;
  readonly byeTimeout?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_BYE_TIMEOUT_MS = 3_000;
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
export const openStdio = async (options: StdioOptions): Promise<Implementation> => {
  const implementation = new StdioImplementation(options);
  await implementation.start();
  return implementation;
};

class StdioImplementation implements Implementation {
  readonly #argv: readonly [string, ...string[]];
  readonly #options: StdioOptions;
  readonly #timeout: number;
  #connection: Connection | undefined;
  #self: { readonly identity: Identity; readonly capabilities: Capabilities } | undefined;
  #lostInARow = 0;
  #answered = false;
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
    const deadline = this.#options.helloTimeout ?? Math.min(this.#timeout, DEFAULT_TIMEOUT_MS);
    const answer = await connection.request({ op: 'hello', version: PROTOCOL_VERSION }, deadline);
    if (answer.type !== 'hello') throw this.#refusal('hello', answer);
    const { identity, capabilities } = answer;
    const { versions } = capabilities;
    if (versions.length > 0 && !versions.includes(identity.windowsInstaller)) {
      throw this.#error(
        `says it is Windows Installer ${identity.windowsInstaller}, which is not among its versions ${versions.join(', ')}`,
      );
    }
    const { windowsInstaller = identity.windowsInstaller } = this.#options;
    if (windowsInstaller !== identity.windowsInstaller && !versions.includes(windowsInstaller)) {
      throw this.#error(
        `cannot be Windows Installer ${windowsInstaller}`,
        `It offers ${[...new Set([identity.windowsInstaller, ...versions])].join(', ')}.`,
      );
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
    if (answer.type !== 'ready') throw this.#refusal('reset', answer);
  }

  async perform(process: number, operation: Operation, signal?: AbortSignal): Promise<Response> {
    if (this.#connection === undefined) throw this.#error('was asked before its first reset');
    const asked = { process, ...operation } as Parameters<Connection['request']>[0];
    const answer = await this.#guarded(this.#connection.request(asked, this.#timeout, signal));
    this.#answered = true;
    const response = asResponse(answer);
    if (response === undefined) throw this.#refusal(operation.op, answer);
    const offer = offerOf(operation);
    if (response.type === 'unsupported' && offer !== undefined) {
      throw this.#error(
        `offers ${offer} in its capabilities but answered unsupported`,
        'Leave out of the capabilities what the installer does not offer.',
      );
    }
    return response;
  }

  /** @throws {ImplementationError} when the program ignored bye or left processes behind */
  async [Symbol.asyncDispose](): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.leave(this.#options.byeTimeout ?? Math.min(this.#timeout, DEFAULT_BYE_TIMEOUT_MS));
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

  #refusal(op: string, answer: ProgramResponse): ImplementationError {
    const said = answer.type === 'error' ? answer.message : answer.type;
    return this.#error(`could not do ${op}: ${said}`);
  }

  #error(what: string, hint?: string): ImplementationError {
    return new ImplementationError(`${this.#argv.join(' ')}: ${what}`, hint === undefined ? {} : { hint });
  }

  #known(): { readonly identity: Identity; readonly capabilities: Capabilities } {
    if (this.#self === undefined) throw new Error('the program has not said hello yet');
    return this.#self;
  }
}

/** What the program says of the installer; `undefined` when it says nothing of it. */
const asResponse = (answer: ProgramResponse): Response | undefined => {
  const { id: _, ...response } = answer;
  return response.type === 'hello' ||
    response.type === 'ready' ||
    response.type === 'bye' ||
    response.type === 'error'
    ? undefined
    : (response as Response);
};

/** What the capabilities promise, where the operation needs a promise; see clause service-version for `service`. */
const offerOf = (operation: Operation): string | undefined =>
  match(operation)
    .with({ op: 'start' }, ({ action, ui }) => `action ${action} at UI level ${ui}`)
    .with({ op: 'call' }, ({ api }) => `the function ${api}`)
    .with({ op: P.union('probe', 'events') }, ({ op }) => `the observation ${op}`)
    .with({ op: P.union('advance', 'cancel', 'kill', 'service') }, () => undefined)
    .exhaustive();
