import { basename, join } from 'node:path';
import type { Measurement } from '../adapters/index.ts';
import { compareTakers, fileSource, readSource } from '../evidence/index.ts';
import type { Takers, Watched } from '../evidence/index.ts';

/** The measurement that has looks at the mutex all through an installation, and the name of its log. */
const WATCHED = 'throughout';
const NAME = 'mutexTakers';

/**
 * Who takes the mutex and when, by the installer's own logs and by looks at the mutex.
 * @param logs - the folder of those logs
 * @returns nothing where nothing was watched
 */
export const mutexTakers = async (
  measurements: readonly Measurement[],
  logs: string,
): Promise<Measurement | undefined> => {
  const watched = measurements.find(({ name }) => name === WATCHED)?.values;
  if (typeof watched !== 'object' || watched === null) return undefined;
  const began = performance.now();
  const values: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(watched)) values[name] = await takersOf(each as Logged, logs);
  return { name: NAME, durationMs: Math.round(performance.now() - began), values };
};

type Logged = Watched & { readonly log?: string };

const takersOf = async (watched: Logged, logs: string): Promise<Takers | { readonly failed: string }> => {
  if (watched.log === undefined) return { failed: 'nothing was logged' };
  const reading = await readSource(fileSource(join(logs, basename(watched.log)), undefined));
  if (reading.kind === 'refused') return { failed: `${reading.file} ${reading.reason}` };
  const session = reading.kind === 'log' ? reading.log.sessions[0] : undefined;
  return session === undefined ? { failed: `${reading.file} has no call` } : compareTakers(session, watched);
};

/** What a person is told of it: each way in which the two do not agree, and where they cannot be compared. */
export const disagreements = ({ values }: Measurement): readonly string[] =>
  Object.entries(
    (values ?? {}) as Readonly<Record<string, Partial<Takers> & { readonly failed?: string }>>,
  ).flatMap(([name, { failed, differences = [] }]) => {
    const what = `who takes the mutex ${name === 'none' ? 'without UI' : 'with UI'}: log and probe`;
    return failed === undefined
      ? differences.map((difference) => `${what} do not agree: ${difference}`)
      : [`${what} cannot be compared: ${failed}`];
  });
