/** Interleavings by the million, in memory: a byte a step, judged by the compiled oracle. */
export { PackedChecker } from './check.ts';
export { PackedInstaller } from './installer.ts';
export type { PackedImplementation } from './installer.ts';
export { KINDS, MOST_PROCESSES, packedInterleavings, unpack } from './packed.ts';
export type { PackedSteps } from './packed.ts';
export { runInBulk } from './reference.ts';
export type { BulkOptions, BulkOutcome } from './reference.ts';
