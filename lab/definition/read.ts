/** Reads `lab.yaml`. */
import { readFileSync } from 'node:fs';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { parseWay } from '../../adapters/agent/connect/way.ts';
import { parseCommandLine } from '../../adapters/stdio/command-line.ts';
import { BadInputError } from '../../spec/index.ts';
import { LabSchema, MachineSchemas } from './schema.ts';
import type { Lab, MachineDefinition } from './schema.ts';

/** @throws {BadInputError} naming the line, when the file cannot be read or is no such file */
export const readLab = (path: string): Lab => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadInputError(
      `the lab cannot be read (${(error as Error).message}): name its file with --lab`,
      path,
    );
  }
  return parseLab(text, path);
};

/** @throws {BadInputError} naming the line */
export const parseLab = (text: string, path: string): Lab => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const lineAt = (offset: number): string => `${path}:${lines.linePos(offset).line}`;
  const [error] = document.errors;
  if (error !== undefined)
    throw new BadInputError(`no YAML: ${error.message.split(/[;\n]/)[0]}`, lineAt(error.pos[0]));
  const place = (at: readonly (string | number)[]): string => lineAt(offsetOf(document, at));
  if (!isMap(document.contents) || document.get('format') !== 'msiconform-lab') {
    throw new BadInputError('not a lab: it begins with "format: msiconform-lab" and "version: 1"', lineAt(0));
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  const { machines = [] } = value as { readonly machines?: unknown };
  if (Array.isArray(machines)) {
    for (const [index, machine] of machines.entries()) checkMachine(machine, ['machines', index], place);
  }
  const lab = checked(LabSchema, value, [], place, 'a lab');
  for (const [index, machine] of lab.machines.entries()) {
    checkWords(machine, (field) => place(['machines', index, ...field]));
    const before = lab.machines.findIndex(({ label }) => label === machine.label);
    if (before < index) {
      throw new BadInputError(
        `the label "${machine.label}" stands at ${place(['machines', before])} already: name another, or give one of them a count`,
        place(['machines', index, 'label']),
      );
    }
  }
  return lab;
};

type Place = (at: readonly (string | number)[]) => string;

const KINDS = Object.keys(MachineSchemas) as (keyof typeof MachineSchemas)[];

/** Each kind has fields of its own, so that a slip is told by the kind that was meant. */
const checkMachine = (machine: unknown, at: readonly (string | number)[], place: Place): void => {
  const { kind, label } = (machine ?? {}) as { readonly kind?: unknown; readonly label?: unknown };
  const known = KINDS.find((each) => each === kind);
  const name = typeof label === 'string' ? `the machine "${label}"` : 'the machine';
  if (known === undefined)
    throw new BadInputError(`${name} needs a kind: ${KINDS.join(', ')}`, place([...at, 'kind']));
  checked(MachineSchemas[known], machine, at, place, `${name}, of kind ${known},`);
};

const checked = <T extends TSchema>(
  schema: T,
  value: unknown,
  at: readonly (string | number)[],
  place: Place,
  what: string,
): Static<T> => {
  const validator = Compile(schema);
  if (validator.Check(value)) return value as Static<T>;
  // The most specific complaint is that with the longest path.
  const [worst] = validator.Errors(value).toSorted((a, b) => b.instancePath.length - a.instancePath.length);
  const path = (worst?.instancePath ?? '').split('/').slice(1).map(unescaped);
  const field = path.join('.');
  const fields = Object.keys((schema as unknown as { readonly properties?: object }).properties ?? {});
  throw new BadInputError(
    worst?.message === 'schema is false' || worst?.keyword === 'additionalProperties'
      ? `${what} has no field "${field || unknownOf(value, fields)}": it takes ${fields.join(', ')}`
      : `${what}${field === '' ? '' : `: ${field}`} ${worst?.message ?? 'is not of its schema'}`,
    place([...at, ...(field === '' ? [unknownOf(value, fields)].filter((name) => name !== '') : path)]),
  );
};

const unknownOf = (value: unknown, fields: readonly string[]): string =>
  Object.keys((value ?? {}) as object).find((name) => !fields.includes(name)) ?? '';

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** What a schema cannot say: ways, commands, and what count needs. */
const checkWords = (machine: MachineDefinition, place: (field: readonly string[]) => string): void => {
  const inPlace = (field: string, check: () => unknown): void => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error;
      throw new BadInputError(error.message, place([field]));
    }
  };
  const { kind, label, agent, count = 1 } = machine;
  if (agent === 'serial' && kind !== 'qemu') {
    throw new BadInputError(
      `the machine "${label}" is of kind ${kind}: "agent: serial" is the serial port of a qemu machine; write serial:PATH`,
      place(['agent']),
    );
  }
  if (agent !== 'serial') inPlace('agent', () => parseWay(agent.replaceAll('{n}', '1')));
  if (agent !== 'serial' && count > 1 && !agent.includes('{n}')) {
    throw new BadInputError(
      `all ${count} machines "${label}" would have the same agent: write {n} where the number of the machine belongs`,
      place(['agent']),
    );
  }
  if (machine.kind !== 'command') return;
  for (const field of ['start', 'reset', 'stop', 'screenshot'] as const) {
    const command = machine[field];
    if (command !== undefined) inPlace(field, () => parseCommandLine(command));
  }
};

/** Where a field stands, or what it would stand in. */
const offsetOf = (document: Document, at: readonly (string | number)[]): number => {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of at) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
    const [named, below] = isSeq(node)
      ? [node.items[Number(step)], node.items[Number(step)]]
      : [pair?.key, pair?.value];
    if (!isNode(named)) break;
    offset = named.range?.[0] ?? offset;
    node = below;
  }
  return offset;
};
