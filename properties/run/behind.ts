import { encodePlaces } from './places.ts';

/** An interleaving at a place of the draw, or of a shrink. */
export interface Placed<T> {
  readonly path: string;
  readonly value: T;
}

/** So many of the last cases are tried before one that does not show alone. */
const MOST_BEFORE = 2000;

/** What was drawn and run, the last ones. */
export class Drawn<T> {
  readonly #placed: Placed<T>[] = [];

  keep(path: string, value: T): void {
    if (this.#placed.push({ path, value }) > 2 * MOST_BEFORE) this.#placed.splice(0, MOST_BEFORE);
  }

  /** Those up to the one at this place, it included; none when it is not there. */
  upTo(at: string): readonly Placed<T>[] {
    return this.#placed.slice(0, this.#placed.findIndex(({ path }) => path === at) + 1).slice(-MOST_BEFORE);
  }
}

/** What looking for it takes. */
export interface LookBehind<T> {
  readonly signature: string;
  /** What was drawn and run, in its order, up to the interleaving that first showed it. */
  readonly drawn: readonly Placed<T>[];
  /** Begins the implementation afresh. */
  readonly restart: () => Promise<void>;
  /** Runs one on what the last one left behind. @returns the kinds that it showed */
  readonly run: (value: T, path: string) => Promise<ReadonlySet<string>>;
  /** Tries what is smaller than the interleaving at this place, each with its own place. */
  readonly shrink: (at: string, shows: (value: T, path: string) => Promise<boolean>) => Promise<unknown>;
  /** Whether the case itself, the last of `drawn`, is known not to show it alone. */
  readonly isTriedAlone: boolean;
  /** Whether there is no more time. */
  readonly isOver: () => boolean;
}

type Chain<T> = readonly Placed<T>[];

/**
 * A divergence that does not show alone on a fresh implementation may rest on what earlier cases left behind. Finds
 * which cases it needs, makes them few and small, and runs them: the last case of the run is the kind's, at a path that
 * names them all. Where even all cases before it do not show it, it is left as it is.
 *
 * @returns whether the time was enough to run it behind all of them, or to find those that it needs
 */
export const lookBehind = async <T>(look: LookBehind<T>): Promise<boolean> => {
  const { signature, drawn, restart, run, shrink, isTriedAlone, isOver } = look;
  let isCut = false;
  const isLate = (): boolean => (isCut ||= isOver());
  /** @returns the cases up to the one that showed it */
  const shown = async (chain: Chain<T>): Promise<Chain<T> | undefined> => {
    await restart();
    for (const [index, { value }] of chain.entries()) {
      if (isLate()) return undefined;
      const path = encodePlaces(chain.slice(0, index + 1).map((each) => each.path));
      if ((await run(value, path)).has(signature)) return chain.slice(0, index + 1);
    }
    return undefined;
  };
  if (drawn.length === 0) return true;
  let chain = await longEnough(drawn, isTriedAlone ? 2 : 1, shown, isLate);
  if (chain === undefined) return !isCut;
  chain = await withFewer(chain, shown, isLate);
  for (let index = chain.length - 1; index >= 0; index--) {
    const link = chain[index];
    if (link === undefined) continue;
    await shrink(link.path, async (value, path) => {
      if (path === link.path) return true;
      if (isLate() || chain === undefined) return false;
      const smaller = await shown(chain.with(index, { path, value }));
      if (smaller === undefined || smaller.length <= index) return false;
      chain = smaller;
      return true;
    });
  }
  return true;
};

type Shown<T> = (chain: Chain<T>) => Promise<Chain<T> | undefined>;

/** Each try takes so many times as many cases as the one before: to begin afresh may take longer than to run them. */
const GROWTH = 4;

/** As many of the latest as it takes. */
const longEnough = async <T>(
  drawn: Chain<T>,
  fewest: number,
  shown: Shown<T>,
  isOver: () => boolean,
): Promise<Chain<T> | undefined> => {
  for (let size = fewest; !isOver(); size *= GROWTH) {
    const needed = await shown(drawn.slice(-size));
    if (needed !== undefined || size >= drawn.length) return needed;
  }
  return undefined;
};

/** Leaves out what is not needed, in large parts first; the last one is. */
const withFewer = async <T>(all: Chain<T>, shown: Shown<T>, isOver: () => boolean): Promise<Chain<T>> => {
  let chain = all;
  for (let size = Math.max(1, Math.floor((chain.length - 1) / 2)); size >= 1; size = Math.floor(size / 2)) {
    for (let from = chain.length - 1 - size; from >= 0; from -= size) {
      if (isOver()) return chain;
      chain = (await shown(chain.toSpliced(from, size))) ?? chain;
      from = Math.min(from, chain.length - 1);
    }
  }
  return chain;
};
