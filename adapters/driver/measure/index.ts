import type { Measurement } from '../../implementation.ts';
import type { Lab } from './lab.ts';
import { MEASUREMENTS } from './measurements.ts';

/** Milliseconds for one measurement; each operation in it has a shorter one. */
const DEADLINE_MS = 120_000;

export const MEASUREMENT_NAMES: readonly string[] = MEASUREMENTS.map(({ name }) => name);

/**
 * Measures, before the suite, what no public source tells of Windows. What cannot be measured has the
 * reason in the place of its values; nothing here ends a run but the signal.
 */
export async function* measureAll(lab: Lab, signal: AbortSignal): AsyncGenerator<Measurement> {
  for (const { name, measure } of MEASUREMENTS) {
    if (signal.aborted) return;
    const began = performance.now();
    const result = await lab
      .inTime(name, () => measure(lab), DEADLINE_MS)
      .then(
        (values) => ({ values }),
        (error: unknown) => ({ failed: error instanceof Error ? error.message : String(error) }),
      );
    // What the signal cut short is no measurement.
    if (signal.aborted) return;
    yield { name, durationMs: Math.round(performance.now() - began), ...result };
    await lab.clear().catch(() => undefined);
  }
}
