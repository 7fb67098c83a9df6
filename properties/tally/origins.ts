/**
 * How a kind of divergence came to light. A draw shows it, or the shrinking of another kind does: that of
 * one that was drawn, or of one that such a shrinking brought to light, and so on.
 */
export interface Origin {
  readonly signature: string;
  /** The kinds whose shrinking led here, from one that was drawn on; none where a draw showed it. */
  readonly via: readonly string[];
  /** The place in the draw, from 0, of the interleaving that all began with. */
  readonly first: number;
  /** Whether only interleavings of a tour, whose steps are many, began it. */
  readonly toured: boolean;
}

/**
 * One origin of each kind, the nearest to the draw: those that stand on origins which were not chosen
 * themselves are left out. So a run, which follows only what is chosen, and the shards of a run, which
 * cannot know what the others drew and follow everything, come to the same.
 */
export const chooseOrigins = <T extends Origin>(origins: readonly T[]): ReadonlyMap<string, T> => {
  const chosen = new Map<string, T>();
  const byDepth = [...origins].sort(
    (left, right) => left.via.length - right.via.length || compareOrigins(left, right),
  );
  for (const origin of byDepth) {
    if (!chosen.has(origin.signature) && standsOn(origin, chosen)) chosen.set(origin.signature, origin);
  }
  return chosen;
};

/** By the place in the draw, and by name where one interleaving gave several. */
export const compareOrigins = (left: Origin, right: Origin): number =>
  Number(left.toured) - Number(right.toured) ||
  left.first - right.first ||
  compareText(left.via.join('\n'), right.via.join('\n')) ||
  compareText(left.signature, right.signature);

const standsOn = ({ via, first, toured }: Origin, chosen: ReadonlyMap<string, Origin>): boolean => {
  const parent = via.at(-1);
  if (parent === undefined) return true;
  const known = chosen.get(parent);
  return (
    known !== undefined &&
    known.first === first &&
    known.toured === toured &&
    known.via.length === via.length - 1 &&
    known.via.every((signature, index) => signature === via[index])
  );
};

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
