import { Arbitrary, Stream, Value } from 'fast-check';
import type { Random } from 'fast-check';
import { canPerform, OBSERVER } from '../../oracle/index.ts';
import type { Operation, Step } from '../../oracle/index.ts';
import { CLIENT_OPERATIONS, CLIENTS, OBSERVATIONS } from '../../oracle/compiled/index.ts';
import type { Interleaving } from '../draw/interleaving.ts';

/**
 * An interleaving with a byte a step, for checking in bulk: process x 16 + kind of operation, in the order
 * of the compiled oracle's alphabet. A step that cannot be done is skipped, as in any interleaving.
 */
export type PackedSteps = Uint8Array;

export const KINDS = CLIENT_OPERATIONS.length + OBSERVATIONS.length;
/** The lower bits of a step name the kind of operation, those above them the process, from 0. */
export const KIND_BITS = 4;
const KIND_MASK = (1 << KIND_BITS) - 1;
const ROW = 1 << KIND_BITS;
/** Two bits name a process. */
export const MOST_PROCESSES = 4;

const OPERATIONS: readonly Operation[] = [...CLIENT_OPERATIONS, ...OBSERVATIONS];

/** By client code x 16 + kind of operation: whether it can be done there. */
export const ENABLED = Uint8Array.from(
  CLIENTS.flatMap((client) =>
    Array.from({ length: ROW }, (_, kind) => {
      const operation = OPERATIONS[kind];
      return operation === undefined ? 0 : Number(canPerform(client, operation));
    }),
  ),
);

/** How often each kind is drawn, out of 64, where the generator thinks that a client stands. */
const SHARES: Readonly<Record<'idle' | 'ui' | 'execute', readonly number[]>> = {
  idle: [8, 8, 6, 6, 8, 0, 8, 2, 0, 0, 10, 5, 3],
  ui: [0, 0, 0, 0, 0, 24, 14, 2, 5, 2, 9, 5, 3],
  execute: [0, 0, 0, 0, 0, 20, 14, 2, 0, 3, 13, 8, 4],
};
const PLACES = ['idle', 'ui', 'execute'] as const;
const CHOICES = Uint8Array.from(
  PLACES.flatMap((place) =>
    SHARES[place].flatMap((share, kind) => Array.from({ length: share }, () => kind)),
  ),
);
/** The upper bit of each process's place, which only `execute` has. */
const EXECUTING = 0b10101010;
/** By place, by whether another executes, and by kind: where a conforming client then stands. */
const NEXT = Uint8Array.from(
  PLACES.flatMap((_, place) =>
    [false, true].flatMap((busy) =>
      Array.from({ length: ROW }, (_kind, kind) => {
        const op = OPERATIONS[kind]?.op;
        if (op === 'start') return busy ? 0 : kind === 0 || kind === 2 ? 1 : 2;
        if (op === 'advance') return place === 1 && !busy ? 2 : 0;
        return op === 'cancel' || op === 'kill' ? 0 : place;
      }),
    ),
  ),
);

/**
 * Packed interleavings of exactly so many processes. One draw of 24 bits serves three steps; a guess at
 * where each client stands keeps nearly every step one that can be done. They shrink by halves to steps
 * of which none and no pair can be left out.
 *
 * @throws {RangeError} for bounds out of range
 */
export const packedInterleavings = (processes: number, maxSteps: number): Arbitrary<PackedSteps> => {
  if (!Number.isInteger(processes) || processes < 1 || processes > MOST_PROCESSES) {
    throw new RangeError(`processes must be a whole number from 1 to ${MOST_PROCESSES}, got ${processes}`);
  }
  if (!Number.isInteger(maxSteps) || maxSteps < 1) {
    throw new RangeError(`maxSteps must be a whole number from 1, got ${maxSteps}`);
  }
  return new PackedArbitrary(processes, maxSteps);
};

/** Of the whole 32 bits the generator would take a remainder in floating point, which costs more than it gives. */
const STEPS_IN_DRAW = 3;
const DRAWN = 0xffffff;

class PackedArbitrary extends Arbitrary<PackedSteps> {
  readonly #processes: number;
  readonly #maxSteps: number;

  constructor(processes: number, maxSteps: number) {
    super();
    this.#processes = processes;
    this.#maxSteps = maxSteps;
  }

  // No branch depends on what is drawn: that is where the time would go.
  override generate(mrng: Random): Value<PackedSteps> {
    const processes = this.#processes;
    const steps = new Uint8Array(mrng.nextInt(1, this.#maxSteps));
    let places = 0;
    let bits = 0;
    let left = 0;
    for (let index = 0; index < steps.length; index++) {
      if (left === 0) {
        bits = mrng.nextInt(0, DRAWN);
        left = STEPS_IN_DRAW;
      } else {
        bits >>>= 8;
      }
      left--;
      const process = ((bits & 3) * processes) >> 2;
      const shift = process << 1;
      const place = (places >> shift) & 3;
      const kind = CHOICES[(place << 6) | ((bits >>> 2) & 63)] as number;
      steps[index] = (process << KIND_BITS) | kind;
      const others = places & ~(3 << shift);
      const busy = -(others & EXECUTING) >>> 31;
      const next = NEXT[(((place << 1) | busy) << KIND_BITS) | kind] as number;
      places = others | (next << shift);
    }
    return new Value(steps, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is PackedSteps {
    return value instanceof Uint8Array;
  }

  override shrink(value: PackedSteps): Stream<Value<PackedSteps>> {
    return new Stream(smaller(value)).map((steps) => new Value(steps, undefined));
  }
}

const without = (steps: PackedSteps, from: number, count: number): PackedSteps => {
  const rest = new Uint8Array(steps.length - count);
  rest.set(steps.subarray(0, from));
  rest.set(steps.subarray(from + count), from);
  return rest;
};

function* smaller(steps: PackedSteps): Generator<PackedSteps> {
  for (let size = steps.length >> 1; size >= 1; size >>= 1) {
    for (let from = steps.length - size; from >= 0; from -= size) yield without(steps, from, size);
  }
  if (steps.length > 12) return;
  for (let second = 1; second < steps.length; second++) {
    for (let first = 0; first < second; first++) yield without(without(steps, second, 1), first, 1);
  }
  // Then the processes numbered in the order of their first step, and each step the first of its like.
  const used = [...new Set(Array.from(steps, (step) => step >> KIND_BITS))];
  if (used.some((process, number) => process !== number)) {
    yield steps.map((step) => (used.indexOf(step >> KIND_BITS) << KIND_BITS) | (step & KIND_MASK));
  }
  for (const [index, step] of steps.entries()) {
    for (const simpler of [step & KIND_MASK, step & ~KIND_MASK, step - 1]) {
      if (simpler < step && simpler >= 0 && (simpler & KIND_MASK) < KINDS) yield steps.with(index, simpler);
    }
  }
}

/** The same interleaving as everybody else has it. */
export const unpack = (steps: PackedSteps, processes: number): Interleaving => ({
  processes,
  steps: [...steps].map(stepOf),
});

const stepOf = (step: number): Step => {
  const kind = step & KIND_MASK;
  const operation = OPERATIONS[kind];
  if (operation === undefined) throw new RangeError(`no operation has number ${kind}`);
  return { process: kind < CLIENT_OPERATIONS.length ? (step >> KIND_BITS) + 1 : OBSERVER, operation };
};
