import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_READING, NAMED_READINGS, parseReading, READINGS } from '../spec/index.ts';
import type { Reading } from '../spec/index.ts';

/** A parser for whole numbers between two bounds, for commander. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return value;
  };

/** `1/3`: the first of three parts. */
export const shard = (text: string): { readonly index: number; readonly count: number } => {
  const [, index = 0, count = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (count < 1 || index < 1 || index > count) {
    throw new InvalidArgumentError('It must be a part of a whole, like 1/3.');
  }
  return { index, count };
};

/** The most interleavings of a draw: to follow a path, fast-check draws all that stand before it. */
export const MOST_RUNS = 10_000_000;

/** The place of an interleaving in a run, as fast-check writes it; or several, to be run in this order. */
export const path = (text: string): string => {
  if (!/^\d+(?::\d+)*(?:-\d+)?(?:,\d+(?::\d+)*(?:-\d+)?)*$/.test(text))
    throw new InvalidArgumentError(
      'It must be numbers and colons, like 17:0:3, or several, like 3,12:0 or 0-79.',
    );
  if (text.split(/[:,-]/).some((number) => Number(number) >= MOST_RUNS))
    throw new InvalidArgumentError(`Its numbers must be below ${MOST_RUNS}.`);
  for (const [range, from, to] of text.matchAll(/(?<![\d:])(\d+)-(\d+)/g))
    if (Number(from) > Number(to))
      throw new InvalidArgumentError(`Its ${range} goes backwards: write ${to}-${from}.`);
  if (/:\d+-/.test(text))
    throw new InvalidArgumentError('A range is of two whole places, like 0-79, without colons.');
  return text;
};

/** A Windows Installer version, like 3.1. */
export const installerVersion = (text: string): string => {
  if (!/^\d{1,9}(\.\d{1,9}){0,3}$/.test(text))
    throw new InvalidArgumentError('It must be numbers and dots, like 3.1.');
  return text;
};

export const reading = (text: string): Reading => {
  try {
    return parseReading(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
};

/** `--reading`, as every command that judges has it. */
export const readingOption = (
  what = 'the reading that decides',
  fallback: Reading = DEFAULT_READING,
): Option =>
  new Option(
    '--reading <reading>',
    `${what}: ${NAMED_READINGS.map(({ name }) => name).join(', ')}, or flag=value,...`,
  )
    .argParser(reading)
    .default(fallback, fallback.name);

/** The readings that every verdict is given under, the one that decides first. */
export const readingsFrom = (decisive: Reading): readonly Reading[] => [
  decisive,
  ...READINGS.filter(({ name }) => name !== decisive.name),
];

export interface DisposableFlag {
  readonly unelevated?: boolean;
  readonly thisMachineIsDisposable?: boolean;
}

/** `--this-machine-is-disposable`, as every command that opens an implementation has it. */
/** `--unelevated`, beside it. */
export const unelevatedOption = (): Option =>
  new Option('--unelevated', 'on Windows: run without the rights of an administrator');

export const disposableOption = (): Option =>
  new Option('--this-machine-is-disposable', 'your word that test packages may be installed on this Windows');

/** What the flag means to who opens an implementation. */
export const disposableFrom = ({
  thisMachineIsDisposable: disposable,
  unelevated,
}: DisposableFlag): { readonly disposableMachine?: boolean; readonly unelevated?: boolean } => ({
  ...(disposable === undefined ? {} : { disposableMachine: disposable }),
  ...(unelevated === undefined ? {} : { unelevated }),
});
