import { isDeepStrictEqual } from 'node:util';
import { BadInputError } from '../../spec/index.ts';
import type { Result } from '../schema/result.ts';

/** Results with the same key are of one run: whoever draws again with it gets the same interleavings. */
export const sameRun = ({ implementation, mode, reading, seed, suite, draw, clauses }: Result): string =>
  JSON.stringify([
    [implementation.id, implementation.name, implementation.version, implementation.windowsInstaller],
    [mode, reading, Object.keys(clauses[0]?.readings ?? {})],
    [
      seed,
      suite,
      draw?.numRuns,
      draw?.processes,
      draw?.maxSteps,
      draw?.longSteps,
      draw?.bail,
      draw?.strategy,
    ],
  ]);

/**
 * The shards that these results are made of, each once, in order.
 *
 * @throws {BadInputError} when they overlap
 */
export const partsOf = (results: readonly Result[]): Result[] => {
  const parts = new Map<number, Result>();
  const all = results.flatMap((result) => result.parts ?? [result]);
  const wholes = all.filter((part) => part.shard === undefined);
  const [cut] = all.flatMap((part) => (part.shard === undefined ? [] : [part.shard.count]));
  for (const part of wholes.length > 0 ? wholes : all) {
    if (part.shard !== undefined && part.shard.count !== cut) {
      throw new BadInputError(
        `shards ${shardName(part)} and ${all[0] === undefined ? '' : shardName(all[0])} of one run overlap: merge shards of one count`,
      );
    }
    const index = part.shard?.index ?? 1;
    const known = parts.get(index);
    if (known !== undefined && !isDeepStrictEqual(known, part)) {
      throw new BadInputError(
        `${part.shard === undefined ? 'the whole run' : `shard ${shardName(part)}`} of seed ${part.seed} on ${part.implementation.name} is there with two different results: merge one of them`,
      );
    }
    parts.set(index, part);
  }
  return [...parts.values()].sort((left, right) => (left.shard?.index ?? 1) - (right.shard?.index ?? 1));
};

/** The shards that are not there, like `2/3`. */
export const missingShards = (parts: readonly Result[]): string[] => {
  const count = parts[0]?.shard?.count ?? 0;
  const present = new Set(parts.map((part) => part.shard?.index));
  return Array.from({ length: count }, (_, index) => index + 1)
    .filter((index) => !present.has(index))
    .map((index) => `${index}/${count}`);
};

const shardName = ({ shard }: Result): string =>
  shard === undefined ? 'whole' : `${shard.index}/${shard.count}`;
