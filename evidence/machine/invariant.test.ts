import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { explainFiles, readSources } from '../explain.ts';
import type { Explanation } from '../explain.ts';
import { memorySource } from '../text/source.ts';
import type { Source } from '../text/source.ts';
import { filesOf } from '../testing/files.ts';
import { plan } from '../testing/plan.ts';
import type { Plan, PlannedCall } from '../testing/plan.ts';
import { productOf } from '../testing/render-events.ts';
import { byNight } from '../../testing/bounds.ts';

/** Another number: MSICONFORM_EVIDENCE_RUNS=1000 npx vitest run evidence/machine/invariant.test.ts */
const RUNS = Number(process.env['MSICONFORM_EVIDENCE_RUNS'] ?? byNight(150, 10_000));
/** Milliseconds; the machine may be busy with other tests. */
const PATIENCE = 120_000 + RUNS * 300;

const FOLDERS = ['pc1', 'pc2'] as const;

/** Two computers that know nothing of each other, each with its files in a folder. */
const machines = fc.tuple(plan, plan).map(([one, two]): readonly [Plan, Plan] => [
  one,
  {
    ...two,
    computer: 'PC-2',
    // By their processes the holders of the two are told apart.
    calls: two.calls.map((call) => ({
      ...call,
      processId: call.processId + 100_000,
      endedBy: call.endedBy + 100_000,
    })),
  },
]);

/** What becomes of a file on its way to the reader. */
const damage = fc.record({
  isLeftOut: fc.boolean(),
  cutAt: fc.option(fc.integer({ min: 5, max: 99 }), { freq: 2 }),
  place: fc.nat(),
});

const bytesOf = async (source: Source): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const part of source.open()) parts.push(part);
  return Buffer.concat(parts);
};

const namedFiles = async (plans: readonly [Plan, Plan]): Promise<readonly Source[]> =>
  Promise.all(
    plans.flatMap((each, index) =>
      filesOf(each).map(async (source) =>
        memorySource(`${FOLDERS[index] ?? ''}/${source.name}`, await bytesOf(source)),
      ),
    ),
  );

const damaged = async (
  sources: readonly Source[],
  how: readonly { isLeftOut: boolean; cutAt: number | null; place: number }[],
): Promise<readonly Source[]> => {
  const kept = await Promise.all(
    sources.map(async (source, index) => {
      const own = how[index % how.length];
      if (own === undefined || own.isLeftOut) return [];
      if (own.cutAt === null) return [{ source, place: own.place }];
      const bytes = await bytesOf(source);
      // Two bytes may be one character.
      const end = Math.floor((bytes.length * own.cutAt) / 200) * 2;
      return [{ source: memorySource(source.name, bytes.subarray(0, end)), place: own.place }];
    }),
  );
  return kept
    .flat()
    .toSorted((a, b) => a.place - b.place)
    .map(({ source }) => source);
};

const callOf = (
  plans: readonly [Plan, Plan],
  file: string,
  product: string | null,
): PlannedCall | undefined => {
  const [folder, name] = file.split('/');
  const own = plans[FOLDERS.findIndex((each) => each === folder)];
  return own?.calls.find((call) => call.file === name || productOf(call) === product);
};

/** Some exports leave out fractions. */
const WHOLE_SECOND = 1_000;
const grabOf = ({ fate }: PlannedCall): number => (fate.type === 'installs' ? fate.serverGrabbed : 0);

const DAY = 86_400_000;
/** Of a date that nothing settles only the time of day is told. */
const isAt = (told: number, planned: number, isDateOpen: boolean): boolean => {
  const apart = Math.abs(told - planned);
  return (isDateOpen ? Math.min(apart % DAY, DAY - (apart % DAY)) : apart) < WHOLE_SECOND;
};

/** Every holder that is named, beside the one who truly had the mutex. */
const checkHolders = (plans: readonly [Plan, Plan], { machines: told }: Explanation): void => {
  for (const { busy, machine } of told) {
    for (const { file, product, holder } of busy) {
      if (holder === null) continue;
      const refused = callOf(plans, file, product);
      const plannedHolder =
        refused?.fate.type === 'refused' && refused.fate.holder !== null
          ? plans[file.startsWith('pc1/') ? 0 : 1].calls[refused.fate.holder]
          : undefined;
      // Somebody is named: there must be such a one, on this computer, by its own package.
      expect([file, holder.file.split('/')[0], holder.package ?? plannedHolder?.package]).toEqual([
        file,
        file.split('/')[0],
        plannedHolder?.package,
      ]);
      if (plannedHolder === undefined) continue;
      if (holder.processId !== null)
        expect([plannedHolder.processId, plannedHolder.endedBy]).toContain(holder.processId);
      // By its own log, or by the record that was written when its service began.
      if (holder.shownBy !== 'event') expect(holder.file.split('/')[1]).toBe(plannedHolder.file);
      else if (holder.since !== null && machine.clock === 'local')
        expect([file, isAt(holder.since, grabOf(plannedHolder), machine.isDateOpen)]).toEqual([file, true]);
    }
  }
};

const ENDED =
  /(\S[^;]*?)(?: \(client process (\d+)\))? had begun[^;]*? is not shown \((pc\d)\/([^;]*?):\d+\), but the machine was \S+ \S*[^;]*?so that installation had ended/g;

/** What a restart is said to have ended, beside what truly had ended then. */
const checkRestarts = (plans: readonly [Plan, Plan], { machines: told }: Explanation): void => {
  for (const { busy } of told) {
    for (const { why, file, product } of busy) {
      const sentences = [...(why ?? '').matchAll(ENDED)];
      expect([why, sentences.length]).toEqual([
        why,
        (why ?? '').split('so that installation had ended').length - 1,
      ]);
      const refused = callOf(plans, file, product);
      for (const [, , processId, folder, name] of sentences) {
        const own = plans[folder === 'pc1' ? 0 : 1];
        const holder = own.calls.find(
          (call) => call.file === name || call.processId === Number(processId ?? Number.NaN),
        );
        if (holder === undefined || refused?.fate.type !== 'refused') continue;
        const { at } = refused.fate;
        expect([why, own.boots.some((boot) => holder.ended <= boot && boot <= at)]).toEqual([why, true]);
      }
    }
  }
};

/**
 * What is said to be broken, and at which place. That is more than by clause: what breaks a clause elsewhere on
 * the whole evidence does not excuse a false place.
 */
const broken = ({ clauses }: Explanation): readonly string[] =>
  clauses.flatMap(({ clause, readings }) =>
    readings.flatMap(({ reading, departures }) =>
      departures.flatMap(({ origins }) =>
        origins.map(({ file, line }) => `${clause} under ${reading}: ${file}:${line}`),
      ),
    ),
  );

it(
  'whatever is cut, mixed or left out of two computers: nothing is broken that is not on the whole evidence, and nobody is named who was not the holder',
  async () => {
    await fc.assert(
      fc.asyncProperty(machines, fc.array(damage, { minLength: 24, maxLength: 24 }), async (plans, how) => {
        const whole = await namedFiles(plans);
        const all = explainFiles(await readSources(whole));
        const some = explainFiles(await readSources(await damaged(whole, how)));
        checkHolders(plans, all);
        checkHolders(plans, some);
        checkRestarts(plans, all);
        checkRestarts(plans, some);
        expect(broken(some).filter((each) => !broken(all).includes(each))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  },
  PATIENCE,
);
