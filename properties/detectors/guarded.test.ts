import { beforeAll, expect, test } from 'vitest';
import { POLICIES, startBystander } from '../../adapters/detectors/index.ts';
import { openGuardedWine } from '../../adapters/guarded/index.ts';
import { openReference } from '../../adapters/reference/index.ts';
import { findWine } from '../../adapters/wine/index.ts';
import { judge, situationsFor, visit } from './index.ts';
import type { Seen } from './index.ts';

const hasWine = await findWine().then(
  () => true,
  () => false,
);

/** With a real mutex and a real service, and real handles of somebody else's. */
let seen: readonly Seen[] = [];
beforeAll(async () => {
  if (!hasWine) return;
  await using machine = await openGuardedWine({});
  await using bystander = await startBystander(machine);
  const all: Seen[] = [];
  for (const situation of situationsFor(machine)) {
    all.push(await visit(machine, situation, { timeout: 60_000, bystander }));
  }
  seen = all;
}, 600_000);

test.skipIf(!hasWine)('guarded-wine can be put into these situations', () => {
  expect(seen.map(({ situation }) => situation.id).join(' ')).toBe(
    'idle ui install admin advertise install-ui two installed ui-again cancelled killed kept abandoned decoy',
  );
});

// What msiexec.exe does cannot be seen there: its clients are processes of their own.
test
  .skipIf(!hasWine)
  .each(POLICIES.filter(({ id }) => id !== 'process-count').map((policy) => [policy.id, policy] as const))(
  '%s answers as on the reference',
  async (_, policy) => {
    const reference = openReference();
    for (const real of seen) {
      const played = await visit(reference, real.situation, { timeout: 5000 });
      const expected = judge(played, policy.answer(played.view));
      const { answer, wrongUnder } = judge(real, policy.answer(real.view));
      expect({ at: real.situation.id, answer, wrongUnder }).toEqual({
        at: real.situation.id,
        answer: expected.answer,
        wrongUnder: expected.wrongUnder,
      });
    }
  },
);
