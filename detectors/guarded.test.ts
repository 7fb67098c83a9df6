import { beforeAll, expect, test } from 'vitest';
import { startBystander } from './bystander.ts';
import { POLICIES } from './policies.ts';
import { openGuardedWine } from '../adapters/guarded/index.ts';
import { openReference } from '../adapters/reference/index.ts';
import { findWine } from '../adapters/wine/index.ts';
import { judgeAnswer, situationsFor, visit } from './judge.ts';
import type { Seen } from './judge.ts';
import { IN_CI } from '../testing/bounds.ts';

const hasWine =
  IN_CI &&
  (await findWine().then(
    () => true,
    () => false,
  ));

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

test.skipIf(!hasWine)('guarded-wine can be put into every situation but that of an old version', () => {
  expect(seen.map(({ situation }) => situation.id)).toEqual(
    situationsFor(openReference())
      .map(({ id }) => id)
      .filter((id) => id !== 'old'),
  );
});

test.skipIf(!hasWine)('what is special of them is there', () => {
  const at = (id: string) => seen.find(({ situation }) => situation.id === id)?.view;
  expect(at('starting')?.service).toEqual({ state: 2, controlsAccepted: 0 });
  expect(at('install')?.service).toEqual({ state: 4, controlsAccepted: 4 });
  expect(at('denied-busy')).toMatchObject({ mutex: { state: 'denied' }, attempt: 1618 });
  expect(at('denied-idle')).toMatchObject({ mutex: { state: 'denied' }, attempt: 0 });
  // The service, and one for each call in progress.
  expect(at('idle')?.msiexecProcesses).toBe(1);
  expect(at('two')?.msiexecProcesses).toBe(3);
});

/** Its service runs from the beginning, so that a process in its UI sequence is always the second. */
const OTHERWISE: Readonly<Record<string, string>> = { 'process-count': 'ui' };

test.skipIf(!hasWine).each(POLICIES.map((policy) => [policy.id, policy] as const))(
  '%s answers as on the reference',
  async (_, policy) => {
    const reference = openReference();
    for (const real of seen) {
      const played = await visit(reference, real.situation, { timeout: 5000 });
      const expected = judgeAnswer(played, policy.answer(played.view));
      const { answer, wrongUnder } = judgeAnswer(real, policy.answer(real.view));
      if (real.situation.id === OTHERWISE[policy.id]) {
        expect({ answer, instead: expected.answer }).toEqual({ answer: 'busy', instead: 'idle' });
        continue;
      }
      expect({ at: real.situation.id, answer, wrongUnder }).toEqual({
        at: real.situation.id,
        answer: expected.answer,
        wrongUnder: expected.wrongUnder,
      });
    }
  },
);
