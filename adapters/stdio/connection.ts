import { ImplementationError } from '../implementation.ts';
import { LineReader } from './lines.ts';
import { describeRequest, readResponse } from './messages.ts';
import { Program } from './program.ts';
import type { Ending, ProgramOptions } from './program.ts';
import { MAX_LINE_BYTES } from './protocol.ts';
import type { ProgramRequest, ProgramResponse } from './protocol.ts';

/** A request without its id, which the connection gives. */
export type Asked = ProgramRequest extends infer R
  ? R extends ProgramRequest
    ? Omit<R, 'id'>
    : never
  : never;

interface Open {
  readonly request: ProgramRequest;
  readonly resolve: (response: ProgramResponse) => void;
  readonly reject: (error: ImplementationError) => void;
}

/**
 * One run of a program, and the requests it has not answered yet. Whatever it does against the protocol
 * ends it: after that, nothing it says can be trusted.
 */
export class Connection {
  readonly #shown: string;
  readonly #program: Program;
  readonly #reader = new LineReader(MAX_LINE_BYTES);
  readonly #open = new Map<number, Open>();
  #lastId = 0;
  #leaving = false;
  #broken: ImplementationError | undefined;
  #unreported = false;

  constructor(options: Omit<ProgramOptions, 'onOutput' | 'onClosed'>) {
    this.#shown = options.argv.join(' ');
    this.#program = new Program({
      ...options,
      onOutput: (chunk) => this.#read(chunk),
      onClosed: (stream) => this.#closed(stream),
    });
    this.#program.ended.then(
      (ending) => this.#ended(ending),
      (error: unknown) => this.#break(...couldNotStart(options.argv[0], error)),
    );
  }

  get broken(): boolean {
    return this.#broken !== undefined;
  }

  /** A breach that came while nobody waited for an answer; told once. */
  takeUnreported(): ImplementationError | undefined {
    if (!this.#unreported) return undefined;
    this.#unreported = false;
    return this.#broken;
  }

  /**
   * Asks, and waits at most so many milliseconds for the answer.
   * @throws {ImplementationError} when there is none, or the program broke the protocol
   */
  async request(asked: Asked, deadline: number, signal?: AbortSignal): Promise<ProgramResponse> {
    if (this.#broken !== undefined) {
      this.#unreported = false;
      throw this.#broken;
    }
    const request = { id: ++this.#lastId, ...asked };
    const what = describeRequest(request);
    const late = setTimeout(() => {
      this.#break(`did not answer ${what} within ${deadline} ms`, this.#hintOnSilence(request), deadline);
    }, deadline);
    const abort = (): void => this.#break(`had not answered ${what} when the run gave it up`, undefined);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<ProgramResponse>((resolve, reject) => {
        this.#open.set(request.id, { request, resolve, reject });
        this.#program.write(JSON.stringify(request));
      });
    } finally {
      clearTimeout(late);
      signal?.removeEventListener('abort', abort);
      this.#open.delete(request.id);
    }
  }

  /**
   * Says bye and sees the program out.
   * @throws {ImplementationError} when it does not answer, does not exit, or leaves processes behind
   */
  async leave(deadline: number): Promise<void> {
    if (this.#broken !== undefined) return this.end();
    this.#leaving = true;
    try {
      await this.request({ op: 'bye' }, deadline);
      this.#program.endInput();
      const late = setTimeout(() => {
        this.#break(
          `answered bye but did not exit within ${deadline} ms`,
          'End every thread and timer first.',
        );
      }, deadline);
      await this.#program.exited;
      clearTimeout(late);
      await this.#program.ended.catch(() => {});
    } finally {
      await this.end();
    }
  }

  /** Ends the program at once. @throws {ImplementationError} what nobody has been told yet */
  async end(): Promise<void> {
    this.#leaving = true;
    this.#broken ??= new ImplementationError(`${this.#shown}: was ended`);
    this.#program.kill();
    await this.#program.ended.catch(() => {});
    const unreported = this.takeUnreported();
    if (unreported !== undefined) throw unreported;
  }

  #read(chunk: Uint8Array): void {
    for (const line of this.#reader.push(chunk)) {
      if (this.#broken !== undefined) return;
      if (line.kind === 'text' && line.text.trim() === '') continue;
      const read = readResponse(line, this.#lastId, (id) => this.#open.get(id)?.request);
      if ('breach' in read) {
        this.#break(read.breach, read.hint);
        return;
      }
      const open = this.#open.get(read.response.id);
      // At once, so that a second answer in the same chunk is seen as one.
      this.#open.delete(read.response.id);
      open?.resolve(read.response);
    }
  }

  #closed(stream: 'stdin' | 'stdout'): void {
    const [first] = this.#open.values();
    // After bye it may close what it likes: there is a deadline for its end.
    if (first === undefined && this.#leaving) return;
    const when = first === undefined ? '' : ` before it answered ${describeRequest(first.request)}`;
    const hint = 'Keep stdin and stdout open until bye is answered.';
    this.#break(`closed its ${stream}${when}, and went on running`, hint);
  }

  #ended({ code, signal, leftBehind }: Ending): void {
    const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
    const [first] = this.#open.values();
    if (first !== undefined) {
      const what = `ended with ${how} before it answered ${describeRequest(first.request)}`;
      this.#break(what, this.#hintOnHalfALine());
    } else if (leftBehind.length > 0) {
      const hint = 'End and reap every child before the answer to bye.';
      this.#break(`left processes behind, which were ended: ${leftBehind.join(', ')}`, hint);
    } else if (!this.#leaving) {
      this.#break(`ended with ${how} though it was not asked to`, 'Exit only after bye, or when stdin ends.');
    } else if (code !== 0) {
      this.#break(`answered bye but ended with ${how}`, 'Exit with 0 after bye.');
    }
  }

  /** What the program did, as the end of a sentence that begins with its name; its last words are added. */
  complaint(what: string, hint?: string, waited?: number): ImplementationError {
    const tail = this.#program.stderr.map((line) => `\n  stderr: ${line}`).join('');
    return new ImplementationError(`${this.#shown}: ${what}${tail}`, {
      ...(hint === undefined ? {} : { hint }),
      ...(waited === undefined ? {} : { waited }),
    });
  }

  /** Nothing after this is taken from the program. */
  #break(what: string, hint?: string, waited?: number): void {
    if (this.#broken !== undefined) return;
    this.#broken = this.complaint(what, hint, waited);
    this.#unreported = this.#open.size === 0;
    for (const { reject } of this.#open.values()) reject(this.#broken);
    this.#open.clear();
    this.#program.kill();
  }

  #hintOnHalfALine(): string | undefined {
    const { rest } = this.#reader;
    return rest === '' ? undefined : `After ${rest} there came no newline. End each response with one.`;
  }

  #hintOnSilence({ id, op }: ProgramRequest): string | undefined {
    const answersOnStderr = this.#program.stderr.some(
      (line) => line.startsWith('{') && /"id"\s*:\s*\d/.test(line) && /"type"\s*:/.test(line),
    );
    if (answersOnStderr) return 'It writes its answers to stderr: write them to stdout.';
    const halfALine = this.#hintOnHalfALine();
    if (halfALine !== undefined) return halfALine;
    if (id === 1) return 'Does it write one line for each request, and flush stdout after it?';
    if (op === 'bye') return 'Answer bye with {"id":…,"type":"bye"} and exit.';
    return 'Raise --timeout if it is only slow.';
  }
}

const couldNotStart = (program: string, error: unknown): [string, string] => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const hint = 'The command is run without a shell; for pipes and variables write sh -c "…".';
  if (code === 'ENOENT') return [`there is no program "${program}" here or on PATH`, hint];
  if (code === 'EACCES') return [`"${program}" may not be executed`, hint];
  return [`could not be started: ${error instanceof Error ? error.message : String(error)}`, hint];
};
