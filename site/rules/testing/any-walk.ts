import * as fc from 'fast-check';
import { choicesOf } from '../walk.ts';
import type { Walk } from '../walk.ts';

/** Any walk, right and wrong answers alike. */
export const anyWalk = fc
  .record({
    processes: fc.integer({ min: 1, max: 4 }),
    windowsInstaller: fc.constantFrom('2.0', '3.1', '5.0'),
    picks: fc.array(fc.tuple(fc.nat(4), fc.nat()), { maxLength: 8 }),
  })
  .map(({ processes, windowsInstaller, picks }): Walk => {
    let walk: Walk = { processes, windowsInstaller, events: [] };
    for (const [who, what] of picks) {
      const choices = choicesOf(walk, who % (processes + 1));
      const chosen = choices[what % Math.max(1, choices.length)];
      if (chosen !== undefined) walk = { ...walk, events: [...walk.events, chosen.event] };
    }
    return walk;
  });
