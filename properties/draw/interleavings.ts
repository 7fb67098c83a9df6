import { Arbitrary, Stream, Value } from 'fast-check';
import type { Random } from 'fast-check';
import { beginsWithUi, EVEN, OBSERVER } from '../../spec/index.ts';
import type { Capabilities, Observation, Operation, Step, Weights } from '../../spec/index.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';
import { isOffered } from '../interleaving/offered.ts';
import type { Offer } from '../interleaving/offered.ts';
import { drawCrowd, drawPast, roundsOf, startsOf } from './past.ts';
import type { Start } from './past.ts';
import { Aimed } from './aimed.ts';
import { Run, shrinkInterleaving, withoutRuns } from '../shrink/shrink.ts';

export interface InterleavingConstraints {
  /** What the implementation can be asked; nothing else is drawn. */
  readonly capabilities: Offer;
  /** The most client processes, 1 or more. */
  readonly maxProcesses: number;
  /** The most steps, 1 or more. */
  readonly maxSteps: number;
  /** The most steps of a few that go on, with an aim; there are none when it is not given. */
  readonly longSteps?: number;
  /** One is drawn for each interleaving. */
  readonly profiles?: readonly Weights[];
}

/**
 * Random interleavings. Each is a walk: the generator follows where a conforming implementation would
 * stand, so that nearly every step can be done; now and then after a past or from a crowd (see past.ts). A few go on
 * with an aim (see aimed.ts).
 * They shrink to interleavings of which no step can be left out.
 *
 * @throws {RangeError} for a bound below 1 or no action to start
 */
export const interleavings = (constraints: InterleavingConstraints): Arbitrary<Interleaving> =>
  new InterleavingArbitrary(constraints);

class InterleavingArbitrary extends Arbitrary<Interleaving> {
  readonly #constraints: InterleavingConstraints;
  readonly #profiles: readonly Weights[];
  readonly #rounds: ReturnType<typeof roundsOf>;
  readonly #starts: readonly Start[];
  readonly #aimed: Aimed;

  constructor(constraints: InterleavingConstraints) {
    super();
    for (const bound of ['maxProcesses', 'maxSteps'] as const) {
      if (!Number.isInteger(constraints[bound]) || constraints[bound] < 1) {
        throw new RangeError(`${bound} must be a whole number from 1, got ${constraints[bound]}`);
      }
    }
    if (constraints.capabilities.actions.length === 0) {
      throw new RangeError('an implementation that offers no action has no interleavings');
    }
    this.#constraints = constraints;
    this.#profiles = constraints.profiles ?? [EVEN];
    this.#rounds = roundsOf(constraints.capabilities);
    this.#starts = startsOf(constraints.capabilities);
    this.#aimed = new Aimed(constraints.capabilities);
  }

  override generate(mrng: Random): Value<Interleaving> {
    const { capabilities, maxProcesses, maxSteps } = this.#constraints;
    const draw = <T>(among: readonly T[]): T => pick(mrng, among);
    const processes = mrng.nextInt(1, maxProcesses);
    const weights = draw(this.#profiles);
    const walk = new Walk(processes);
    const length = mrng.nextInt(1, maxSteps);
    const steps: Step[] = [];
    if (processes > 1 && mrng.nextInt(0, CROWDS - 1) === 0) {
      steps.push(...drawCrowd(mrng, this.#starts, processes));
      for (const step of steps) walk.follow(step);
    }
    while (steps.length < length) {
      const process = mrng.nextInt(1, processes);
      const at = walk.at(process);
      const choices = CHOICES[at].filter((name) => name !== 'call' || capabilities.apis.length > 0);
      const name = weighted(mrng, weights, [...choices, ...capabilities.observations]);
      const step = stepOf(name, process, capabilities, draw);
      walk.follow(step);
      steps.push(step);
    }
    const version =
      capabilities.versions.length === 0 ? {} : { windowsInstaller: draw(capabilities.versions) };
    if (mrng.nextInt(0, PASTS - 1) === 0) {
      const most = mrng.nextInt(Math.floor(maxSteps * LEAST_PAST), Math.floor(maxSteps * MOST_PAST));
      steps.unshift(...drawPast(mrng, this.#rounds, processes, most));
    }
    steps.splice(maxSteps);
    steps.push(...this.#further(mrng, processes, steps.length));
    return new Value({ processes, ...version, steps }, undefined);
  }

  /** What a long one goes on with. All that the short one shows it shows too, and no later. */
  #further(mrng: Random, processes: number, done: number): readonly Step[] {
    const { maxSteps, longSteps = 0 } = this.#constraints;
    if (longSteps <= maxSteps || mrng.nextInt(0, LONGS - 1) > 0) return [];
    const home = Array.from({ length: processes }, (_, index): Step => ({
      process: index + 1,
      operation: { op: 'advance' },
    }));
    // Who is in a call leaves it in two steps; those that cannot be done are skipped.
    const steps = [...home, ...home];
    return [
      ...steps,
      ...this.#aimed.draw(
        mrng,
        processes,
        Math.max(0, mrng.nextInt(maxSteps, longSteps) - done - steps.length),
      ),
    ];
  }

  override canShrinkWithoutContext(value: unknown): value is Interleaving {
    return typeof value === 'object' && value !== null && 'steps' in value;
  }

  /** @param context - the run of steps to go on with, from the interleaving that this one came from */
  override shrink(value: Interleaving, context?: unknown): Stream<Value<Interleaving>> {
    const { capabilities, maxProcesses } = this.#constraints;
    const further = context instanceof Run ? new Stream(withoutRuns(value, context)) : Stream.nil<never>();
    const shorter = further.join(new Stream(withoutRuns(value)));
    const others = new Stream(shrinkInterleaving(value, maxProcesses));
    return shorter
      .map(({ smaller, next }) => new Value(smaller, next))
      .join(others.map((smaller) => new Value(smaller, undefined)))
      .filter((each) => isOffered(each.value, capabilities));
  }
}

/** One interleaving of so many goes on. */
const LONGS = 16;
/** One walk of so many begins with every client in a call. */
const CROWDS = 4;
/** One walk of so many begins on a machine that has a past. */
const PASTS = 4;
/** What part of an interleaving its past may be, at least and at most. */
const [LEAST_PAST, MOST_PAST] = [0.3, 0.7];

/** What can be done where; an operation that changes nothing there is left out. */
const CHOICES = {
  idle: ['start', 'call'],
  ui: ['advance', 'call', 'cancel', 'kill'],
  execute: ['advance', 'call', 'kill'],
} as const;

type Name = (typeof CHOICES)[keyof typeof CHOICES][number] | Observation['op'];

const stepOf = (
  name: Name,
  process: number,
  capabilities: InterleavingConstraints['capabilities'],
  draw: <T>(among: readonly T[]) => T,
): Step => {
  const client = (operation: Operation): Step => ({ process, operation });
  switch (name) {
    case 'start':
      return client(draw(weightedStartsOf(capabilities)));
    case 'call':
      return client({ op: 'call', api: draw(capabilities.apis) });
    case 'advance':
    case 'cancel':
    case 'kill':
      return client({ op: name });
    case 'probe':
    case 'service':
    case 'events':
      return { process: OBSERVER, operation: { op: name } };
  }
};

/** Those with a UI sequence count twice: what goes wrong there takes two of them. */
const weightedStartsOf = (capabilities: Pick<Capabilities, 'actions' | 'uiLevels'>): readonly Start[] => {
  const starts = startsOf(capabilities);
  return [...starts, ...starts.filter(({ action, ui }) => beginsWithUi(action, ui))];
};

/** Where a conforming implementation would stand; a guess that steers the draw and judges nothing. */
class Walk {
  readonly #at: ('idle' | 'ui' | 'execute')[];

  constructor(processes: number) {
    this.#at = Array.from({ length: processes }, () => 'idle');
  }

  at(process: number): 'idle' | 'ui' | 'execute' {
    return this.#at[process - 1] ?? 'idle';
  }

  follow({ process, operation }: Step): void {
    const index = process - 1;
    const busy = this.#at.includes('execute');
    if (operation.op === 'start' && !busy) {
      this.#at[index] = beginsWithUi(operation.action, operation.ui) ? 'ui' : 'execute';
    } else if (operation.op === 'advance') {
      this.#at[index] = this.#at[index] === 'ui' && !busy ? 'execute' : 'idle';
    } else if (operation.op === 'cancel' || operation.op === 'kill') {
      this.#at[index] = 'idle';
    }
  }
}

const pick = <T>(mrng: Random, among: readonly T[]): T => {
  const drawn = among[mrng.nextInt(0, among.length - 1)];
  if (drawn === undefined) throw new RangeError('nothing to draw from');
  return drawn;
};

const weighted = (mrng: Random, weights: Weights, names: readonly Name[]): Name => {
  const total = names.reduce((sum, name) => sum + weights[name], 0);
  let rest = (mrng.nextInt(0, 0xffffff) / 0x1000000) * total;
  for (const name of names) {
    rest -= weights[name];
    if (rest < 0) return name;
  }
  return pick(mrng, names);
};
