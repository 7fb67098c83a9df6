import type { Context } from '../../spec/index.ts';
import { describe, expect, it } from 'vitest';
import { intended, lenient, NAMED_READINGS } from '../../spec/index.ts';
import { runSpin, spinMissing } from '../../testing/spin.ts';
import { outcomes } from '../rules.ts';
import { exploreNaive, exploreSymmetric } from './index.ts';
import { byNight, firstByDay } from '../../testing/bounds.ts';

const missing = await spinMissing();
const context: Context = { reading: intended, windowsInstaller: '5.0' };

describe.skipIf(missing !== undefined)(
  `spin's opinion${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    it.each(firstByDay(2, NAMED_READINGS))(
      'is the same under $name for 2 processes, and for 3 at night',
      async (reading) => {
        for (const processes of byNight([2], [2, 3])) {
          const spin = await runSpin({ processes, reading });
          const { states, transitions } = exploreSymmetric(processes, { reading, windowsInstaller: '5.0' });
          const ours = [processes, Number(states), Number(transitions), 0];
          expect([processes, spin.states, spin.transitions, spin.errors]).toEqual(ours);
        }
      },
    );

    it.each(byNight([4], [4, 5]))('is the same for %i processes', async (processes) => {
      const spin = await runSpin({ processes, reading: intended });
      const { states, transitions, violations } = exploreSymmetric(processes, context);
      const ours = [Number(states), Number(transitions), violations.length];
      expect([spin.states, spin.transitions, spin.errors]).toEqual(ours);
    });

    it.each(
      firstByDay(1, [
        ['the resumed call may be refused', 'ON((where) && SET_BY_OTHER(p),', 'ON((where),', intended],
        [
          'a killed installation leaves nothing',
          'MAY_LEAVE(1, EXECUTING(p)',
          'MAY_LEAVE(0, EXECUTING(p)',
          intended,
        ],
        [
          'a function that only asks may not be refused',
          'MUST_REFUSE(p) || !(isCall)',
          'MUST_REFUSE(p)',
          intended,
        ],
        // Elsewhere a call that is not refused returns, one way for another, and the counts are the same.
        ['a UI sequence is no reason to refuse', '(SET || IN_UI_SEQUENCE(p))', '(SET)', lenient],
      ]),
    )('differs when the model has a fault: %s', async (_, from, to, reading) => {
      const spin = await runSpin({
        processes: 2,
        reading,
        change: (model) => model.replace(from, to),
      });
      const { states, transitions } = exploreSymmetric(2, { ...context, reading });
      expect([spin.states, spin.transitions]).not.toEqual([Number(states), Number(transitions)]);
    });

    it('finds the broken invariant when a process forgets that it processes its table', async () => {
      const spin = await runSpin({
        processes: 2,
        reading: intended,
        change: (model) => model.replace('at[p] = execute; processed = 1', 'at[p] = execute'),
      });
      expect(spin.errors).toBe(1);
      expect(spin.assertion).toContain('processed==');
    });

    it('differs when the rules have a fault', async () => {
      const spin = await runSpin({ processes: 2, reading: intended });
      const faulty = exploreNaive(2, context, (state, event, read) =>
        outcomes(state, event, read).map((outcome) => ({
          ...outcome,
          violates: outcome.violates.filter((clause) => clause !== '1618-ui'),
        })),
      );
      expect([spin.states, spin.transitions]).not.toEqual([faulty.states, faulty.transitions]);
    });
  },
);
