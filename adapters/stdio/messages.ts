/** Reading what a program wrote: a response that fits an open request, or a breach of the protocol. */
import { Compile } from 'typebox/compile';
import type { Validator } from 'typebox/compile';
import { repeatedName } from './json-names.ts';
import type { Line } from './lines.ts';
import { ANSWERS, MAX_LINE_BYTES, RESPONSES } from './protocol.ts';
import type { ProgramRequest, ProgramResponse, ResponseName } from './protocol.ts';

export type Read =
  | { readonly response: ProgramResponse }
  | {
      /** What the program did, as the end of a sentence that begins with its name. */
      readonly breach: string;
      readonly hint?: string;
    };

const ANSWER_ONCE = 'Give each request exactly one response, with the id of the request.';

/**
 * @param lastId the highest id that was given out
 * @param openRequest the request with this id, if it is unanswered
 */
export const readResponse = (
  line: Line,
  lastId: number,
  openRequest: (id: number) => ProgramRequest | undefined,
): Read => {
  if (line.kind === 'too-long') {
    return {
      breach: `wrote a line of more than ${MAX_LINE_BYTES} bytes on stdout`,
      hint: 'A response is one short line of JSON that ends with a newline.',
    };
  }
  if (line.kind === 'broken') return { breach: `wrote a line that is not UTF-8: ${line.shown}` };
  const message = parse(line.text);
  if (message === undefined) {
    return {
      breach: `wrote a line on stdout that is no JSON object: ${clip(line.text)}`,
      hint: 'Only responses go to stdout; write everything else to stderr.',
    };
  }
  const repeated = repeatedName(line.text);
  if (repeated !== undefined) {
    return {
      breach: `wrote a response with two fields ${JSON.stringify(repeated)}: ${clip(line.text)}`,
      hint: 'Which of them counts nobody can say: write each field once.',
    };
  }
  const id = message['id'];
  if (id === undefined)
    return { breach: `wrote a response without an id: ${clip(line.text)}`, hint: ANSWER_ONCE };
  if (typeof id !== 'number') {
    return {
      breach: `wrote a response whose id is no number: ${clip(line.text)}`,
      hint: 'Give the id back as it came, a number: {"id":1,…}, not {"id":"1",…}.',
    };
  }
  const request = openRequest(id);
  if (request === undefined) {
    const known = Number.isInteger(id) && id >= 1 && id <= lastId;
    return {
      breach: known
        ? `answered request ${id} twice: ${clip(line.text)}`
        : `answered request ${id}, which was never made: ${clip(line.text)}`,
      hint: ANSWER_ONCE,
    };
  }
  return checked(message, request, line.text);
};

const checked = (message: Record<string, unknown>, request: ProgramRequest, text: string): Read => {
  const what = describeRequest(request);
  const fitting = [...ANSWERS[request.op], 'error'] as const;
  const name = fitting.find((candidate) => candidate === message['type']);
  if (name === undefined) {
    return {
      breach: `answered ${what} with ${clip(text)}`,
      hint: `The "type" of an answer to ${request.op} is one of ${fitting.join(', ')}.`,
    };
  }
  const fault = faultIn(name, message);
  if (fault !== undefined) {
    return {
      breach: `answered ${what} with ${clip(text)}: ${fault}`,
      hint: `schemas/protocol-response.json says what a response of type ${name} holds.`,
    };
  }
  return { response: message as ProgramResponse };
};

const validators = new Map<ResponseName, Validator>();

/** What is wrong with the fields of a response; `undefined` when nothing is. */
const faultIn = (name: ResponseName, message: unknown): string | undefined => {
  const validator = validators.get(name) ?? Compile(RESPONSES[name]);
  validators.set(name, validator);
  if (validator.Check(message)) return undefined;
  // The most specific complaint is that with the longest path.
  const [worst] = validator.Errors(message).toSorted((a, b) => b.instancePath.length - a.instancePath.length);
  if (worst === undefined) return 'it does not match its schema';
  if (worst.message === 'schema is false') return `there is no field ${worst.instancePath.slice(1)}`;
  return `${worst.instancePath === '' ? 'it' : worst.instancePath.slice(1)} ${worst.message}`;
};

const parse = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};

/** `start INSTALL full of process 1 (request 7)`. */
export const describeRequest = (request: ProgramRequest): string => {
  const detail =
    request.op === 'start'
      ? ` ${request.action} ${request.ui}`
      : request.op === 'call'
        ? ` ${request.api}`
        : '';
  const whose = 'process' in request && request.process > 0 ? ` of process ${request.process}` : '';
  return `${request.op}${detail}${whose} (request ${request.id})`;
};

/** A line as it is shown in an error: short, and without control characters. */
const clip = (text: string): string => {
  const shown = JSON.stringify(text.trim()).slice(1, -1).replaceAll('\\"', '"');
  return shown.length > 160 ? shown.slice(0, 160) + '…' : shown;
};
