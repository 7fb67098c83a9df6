import type { Host } from '../host.ts';
import { WorkerProcess } from '../worker-process.ts';
import type { Workers } from '../workers.ts';
import { Lab } from './lab.ts';
import { MEASUREMENTS } from './measurements.ts';

/**
 * Measures, before the suite, what no public source tells of Windows. What cannot be measured leaves the
 * reason in the place of its values; nothing here ends a run.
 * @returns raw values for the notes of the history, by the name of the measurement
 */
export const measureFirst = async (
  host: Host,
  workers: Workers,
): Promise<Readonly<Record<string, unknown>>> => {
  if (host.measurer === undefined) return {};
  await using measurer = await WorkerProcess.start(host.measurer);
  const lab = new Lab(host, workers, measurer);
  // The question which thread runs the handler may have ended a client in mid-installation.
  await lab.quiet().catch(() => undefined);
  const values: Record<string, unknown> = {};
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    try {
      values[name] = await measure(lab);
    } catch (error) {
      values[name] = { failed: error instanceof Error ? error.message : String(error) };
    }
    await lab.clear().catch(() => undefined);
  }
  return values;
};
