/** Where an agent is and how it is spoken to, as `--connect` names it. */
import { BadInputError } from '../../../spec/index.ts';

export type Way =
  /** A program over its standard input and output: under Wine, over ssh. */
  | { readonly by: 'exec'; readonly command: string }
  /** An agent that listens there. */
  | { readonly by: 'tcp'; readonly host: string; readonly port: number }
  /** An agent that dials to this address of ours. */
  | { readonly by: 'tcp-listen'; readonly host: string; readonly port: number }
  /** A pseudo terminal, a serial port, or a Unix socket that stands for one. */
  | { readonly by: 'serial'; readonly path: string };

const FORMS =
  'name exec:COMMAND, tcp://HOST:PORT, tcp-listen://ADDRESS:PORT, or serial:PATH (a terminal, a Unix socket or a port)';

/** @throws {BadInputError} for what is no way */
export const parseWay = (text: string): Way => {
  const [, by, host = '', port] = /^(tcp|tcp-listen):\/\/\[?([^/\]]+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  if ((by === 'tcp' || by === 'tcp-listen') && Number(port) >= 1 && Number(port) <= 65_535) {
    return { by, host, port: Number(port) };
  }
  const [, kind, rest] = /^(exec|serial):(.+)$/s.exec(text) ?? [];
  if (kind === 'exec' && rest !== undefined) return { by: 'exec', command: rest };
  if (kind === 'serial' && rest !== undefined) return { by: 'serial', path: rest };
  throw new BadInputError(`--connect ${text} is no way to an agent: ${FORMS}`);
};
