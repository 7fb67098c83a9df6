import { crc32 } from 'node:zlib';
import type { Step } from '../../../spec/index.ts';

/** What tells a case from others, whatever its number is. */
export const caseSum = (steps: readonly Step[]): string =>
  crc32(
    JSON.stringify(steps.map(({ process, operation }) => [process, Object.entries(operation).toSorted()])),
  )
    .toString(16)
    .padStart(8, '0');
