import { keyOf, KNOWN_VERSIONS, OBSERVER } from '../../spec/index.ts';
import type { ClauseId, Reading } from '../../spec/index.ts';
import { choicesOf, isAllowed } from '../rules/walk.ts';
import type { Walk } from '../rules/walk.ts';

/** As many steps as are looked for. */
const MOST_STEPS = 4;

/**
 * A shortest walk whose last step breaks a clause, and no other one, found among what the page offers.
 *
 * @throws {Error} when there is none, so that a clause that the page cannot show is not passed over
 */
export const violationOf = (clause: ClauseId, reading: Reading): Walk => {
  for (const windowsInstaller of KNOWN_VERSIONS.toReversed()) {
    const seen = new Set<string>();
    let frontier: readonly Walk[] = [{ processes: 2, windowsInstaller, events: [] }];
    for (let depth = 0; depth < MOST_STEPS; depth++) {
      const next: Walk[] = [];
      for (const walk of frontier)
        for (let process = OBSERVER; process <= walk.processes; process++)
          for (const { event, verdicts } of choicesOf(walk, process, [reading])) {
            const [verdict] = verdicts;
            if (verdict === undefined) continue;
            const longer: Walk = { ...walk, events: [...walk.events, event] };
            if (verdict.violates.length === 1 && verdict.violates[0] === clause) return longer;
            const key = verdict.states.map(keyOf).toSorted().join(' / ');
            if (!isAllowed(verdict) || seen.has(key)) continue;
            seen.add(key);
            next.push(longer);
          }
      frontier = next;
    }
  }
  throw new Error(`no walk of ${MOST_STEPS} steps breaks ${clause} under ${reading.name}`);
};
