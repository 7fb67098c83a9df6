/** A plan: interleavings as data, for an agent that runs them where no msiconform is. JSON Lines. */
import type { Step } from '../../spec/index.ts';
import { crc32 } from 'node:zlib';
import { AGENT_REVISION } from '../announcement.ts';

export interface PlannedCase {
  readonly phase: 'random' | 'tour';
  readonly processes: number;
  readonly steps: readonly Step[];
}

export interface PlanHead {
  readonly seed: number;
  /** The release of msiconform that drew them. */
  readonly suite: string;
  /** As the head of a history has it. */
  readonly draw: Readonly<Record<string, unknown>>;
  /** Milliseconds for one operation. */
  readonly deadline: number;
}

/** The text of a plan. Its last line holds the number of cases and the CRC-32 of all that stands before it. */
export const planText = (
  head: PlanHead,
  cases: readonly PlannedCase[],
  measurements: readonly string[] = [],
): string => {
  const format = { format: 'msiconform-plan', version: 1, revision: AGENT_REVISION };
  const lines = [
    { ...format, ...head, cases: cases.length },
    ...measurements.map((measure) => ({ measure })),
    ...cases.map(({ phase, processes, steps }, index) => ({
      case: index + 1,
      phase,
      processes,
      steps: steps.map(({ process, operation }) => ({ process, ...operation })),
    })),
  ];
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const crc = crc32(body).toString(16).padStart(8, '0');
  return `${body}${JSON.stringify({ end: cases.length, crc })}\n`;
};
