import { Installer } from '../../adapters/reference/installer.ts';
import { Machine } from '../../adapters/reference/index.ts';
import type { Fault } from '../../adapters/reference/faults/index.ts';
import { ACTIONS, APIS, KNOWN_VERSIONS, OBSERVATION_NAMES, OBSERVER, UI_LEVELS } from '../../spec/index.ts';
import type { Observed, Operation, Reading, Step } from '../../spec/index.ts';
import { check } from '../../oracle/index.ts';
import { Tracker, tableFor, violatedBits } from '../../oracle/compiled/index.ts';
import { Whereabouts } from '../interleaving/interleaving.ts';
import { signatureOf } from '../tally/signature.ts';

const PROCESSES = 3;

const OPERATIONS: readonly Operation[] = [
  ...ACTIONS.flatMap((action) => UI_LEVELS.map((ui): Operation => ({ op: 'start', action, ui }))),
  ...APIS.map((api): Operation => ({ op: 'call', api })),
  { op: 'advance' },
  { op: 'cancel' },
  { op: 'kill' },
];
const LOOKS: readonly Step[] = OBSERVATION_NAMES.map((op) => ({ process: OBSERVER, operation: { op } }));

/** The most that are followed by one operation more: each operation makes it some eight times as many. */
const MOST_PREFIXES = 10_000;

export interface Shortest {
  /** By kind, the fewest operations that show it. */
  readonly shortest: ReadonlyMap<string, number>;
  /** Up to how many operations all was tried; `Infinity` where nothing could be beaten by trying more. */
  readonly searched: number;
}

/**
 * The fewest operations in which each kind of divergence can be shown at all: breadth first over everything that three
 * processes and an observer can do. Prefixes that leave machine and oracle in equal states are followed once.
 *
 * @param found - by kind, how many operations show it. The search ends where none of them can be beaten any more, or
 * where there is too much to try.
 */
export const shortestDivergences = async (
  { behaviour, clauses, versions = KNOWN_VERSIONS }: Fault,
  reading: Reading,
  found: ReadonlyMap<string, number>,
): Promise<Shortest> => {
  const shortest = new Map<string, number>();
  const canBeBeaten = (length: number): boolean =>
    [...found].some(([kind, known]) => length < (shortest.get(kind) ?? known));
  let searched = Infinity;
  // Nothing but the service query depends on the version.
  const played = clauses.includes('service-version') ? versions : versions.slice(-1);
  for (const windowsInstaller of played) {
    const context = { reading, windowsInstaller };
    const table = tableFor(context);
    const seen = new Set<string>();
    let frontier: readonly (readonly Step[])[] = [[]];
    for (let length = 1; canBeBeaten(length) && frontier.length > 0; length++) {
      if (frontier.length > MOST_PREFIXES) {
        searched = Math.min(searched, length - 1);
        break;
      }
      const next: Step[][] = [];
      for (const prefix of frontier) {
        for (const step of await stepsAfter(prefix)) {
          const steps = [...prefix, step];
          const machine = new Machine(PROCESSES, windowsInstaller);
          const installer = new Installer(machine, behaviour);
          const tracker = new Tracker(PROCESSES, table);
          const observed: Observed[] = [];
          let violated = 0;
          for (const { process, operation } of steps) {
            const event = { process, operation, response: await installer.perform(process, operation) };
            observed.push(event);
            violated = violatedBits(tracker.step(event));
          }
          if (violated !== 0) {
            for (const finding of check(observed, PROCESSES, context).findings) {
              const signature = signatureOf(finding);
              shortest.set(signature, Math.min(length, shortest.get(signature) ?? length));
            }
          }
          const key = `${tracker.clients.join()} ${tracker.residues} ${snapshot(machine)}`;
          if (!seen.has(key)) {
            seen.add(key);
            next.push(steps);
          }
        }
      }
      frontier = next;
    }

    async function stepsAfter(prefix: readonly Step[]): Promise<readonly Step[]> {
      const installer = new Installer(new Machine(PROCESSES, windowsInstaller), behaviour);
      const whereabouts = new Whereabouts(PROCESSES);
      for (const { process, operation } of prefix) {
        const response = await installer.perform(process, operation);
        if (process !== OBSERVER) whereabouts.follow(process, operation, response);
      }
      // Processes are alike until they do something, so the next new one is enough.
      const used = Math.max(0, ...prefix.map(({ process }) => process));
      const processes = Array.from({ length: Math.min(PROCESSES, used + 1) }, (_, index) => index + 1);
      const steps = processes.flatMap((process) => OPERATIONS.map((operation) => ({ process, operation })));
      return [...LOOKS, ...steps.filter((step) => whereabouts.allows(step))];
    }
  }
  return { shortest, searched };
};

/** Everything that decides what the machine will do. */
const snapshot = ({ mutex, sessions, installations, log, memory }: Machine): string => {
  const open = new Map<string, number>();
  for (const { id, application } of log) {
    open.set(application, (open.get(application) ?? 0) + (id === 1040 ? 1 : -1));
  }
  const sorted = <T>(entries: Iterable<readonly [T, unknown]>): string => JSON.stringify([...entries].sort());
  return [
    mutex.owner,
    [...mutex.handles].sort(),
    installations,
    sorted(sessions),
    sorted(open),
    sorted(memory),
  ].join('|');
};
