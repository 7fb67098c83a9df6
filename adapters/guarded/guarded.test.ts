import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../oracle/index.ts';
import { intended } from '../../spec/index.ts';
import type { ClauseId, Observed, Operation, Reading, Response } from '../../spec/index.ts';
import type { Implementation, ImplementationFactory } from '../implementation.ts';
import { findWine } from '../wine/index.ts';
import { guardedVariantFactories, guardedWineFactory } from './index.ts';
import type { VariantName } from './index.ts';
import { byNight, IN_CI } from '../../testing/bounds.ts';

const wine = await findWine().catch((error: Error) => error);
if (wine instanceof Error) process.stderr.write(`skipped: tests on guarded Wine (${wine.message})\n`);

const OPEN_MS = 240_000;
const PROCESSES = 3;
const install = { op: 'call', api: 'MsiInstallProduct' } as const;
const execute = { op: 'start', action: 'INSTALL', ui: 'none' } as const;
const withUi = { op: 'start', action: 'INSTALL', ui: 'reduced' } as const;
const advance = { op: 'advance' } as const;
const kill = { op: 'kill' } as const;
const probe = { op: 'probe' } as const;
const service = { op: 'service' } as const;

type Script = readonly (readonly [process: number, operation: Operation])[];

const play = async (machine: Implementation, script: Script): Promise<readonly Observed[]> => {
  await machine.reset({ processes: PROCESSES });
  const observed: Observed[] = [];
  for (const [process, operation] of script) {
    observed.push({ process, operation, response: await machine.perform(process, operation) });
  }
  return observed;
};

const clausesBroken = (observed: readonly Observed[], reading: Reading = intended): readonly ClauseId[] => {
  const context = { reading, windowsInstaller: '4.5' };
  return check(observed, PROCESSES, context).findings.map(({ clause }) => clause);
};

describe.skipIf(wine instanceof Error || !IN_CI)('guarded Wine', { timeout: OPEN_MS }, () => {
  let machine: Implementation;
  beforeAll(async () => {
    machine = await guardedWineFactory.open({});
  }, OPEN_MS);
  afterAll(() => machine[Symbol.asyncDispose]());

  const responses = async (script: Script): Promise<readonly Response[]> =>
    (await play(machine, script)).map(({ response }) => response);

  it('holds the real mutex and reports controls 4 for as long as an execute table is processed', async () => {
    for (const action of machine.capabilities.actions) {
      const start = { op: 'start', action, ui: 'none' } as const;
      expect(
        await responses([
          [1, start],
          [0, probe],
          [0, service],
          [1, advance],
          [0, probe],
          [0, service],
        ]),
      ).toEqual([
        expect.objectContaining({ type: 'held' }),
        { type: 'mutex', state: 'owned' },
        { type: 'service', state: 4, controlsAccepted: 4 },
        { type: 'returned', code: 0 },
        { type: 'mutex', state: 'absent' },
        { type: 'service', state: 4, controlsAccepted: 7 },
      ]);
    }
  });

  it('answers 1618 to everybody while the mutex is set, and to a process in its UI sequence', async () => {
    const answers = await responses([
      [1, withUi],
      [1, install],
      [2, install],
      [1, advance],
      [1, install],
      [2, install],
      [2, execute],
    ]);
    const codes = answers.map((answer) => (answer.type === 'returned' ? answer.code : answer.type));
    expect(codes).toEqual(['held', 1618, 0, 'held', 1618, 1618, 1618]);
  });

  it('refuses the loser of two UI sequences that meet at the execute table', async () => {
    const answers = await responses([
      [1, withUi],
      [2, withUi],
      [1, advance],
      [2, advance],
      [0, probe],
      [1, advance],
    ]);
    expect(answers.slice(2)).toEqual([
      expect.objectContaining({ type: 'held', table: 'InstallExecuteSequence' }),
      { type: 'returned', code: 1618 },
      { type: 'mutex', state: 'owned' },
      { type: 'returned', code: 0 },
    ]);
  });

  it('lets the next one in when the client that holds the mutex is killed', async () => {
    expect(
      await responses([
        [1, execute],
        [1, kill],
        [0, probe],
        [2, install],
        [0, service],
      ]),
    ).toEqual([
      expect.objectContaining({ type: 'held' }),
      { type: 'gone' },
      { type: 'mutex', state: 'absent' },
      { type: 'returned', code: 0 },
      { type: 'service', state: 4, controlsAccepted: 7 },
    ]);
  });

  it('lets one of two racing clients into the execute table, and not both', async () => {
    for (let round = 0; round < byNight(5, 20); round++) {
      await machine.reset({ processes: 2 });
      const both = await Promise.all([machine.perform(1, execute), machine.perform(2, execute)]);
      const held = both.filter(({ type }) => type === 'held');
      expect(held).toHaveLength(1);
      expect(both).toContainEqual({ type: 'returned', code: 1618 });
    }
  });
});

/** The shortest script that shows each fault, and the clause it breaks. */
const exposing: Readonly<
  Record<Exclude<VariantName, 'test-then-take'>, { script: Script; clause: ClauseId }>
> = {
  'local-name': {
    script: [
      [1, execute],
      [0, probe],
    ],
    clause: 'mutex-held',
  },
  'wrong-thread': {
    script: [
      [1, install],
      [0, probe],
    ],
    clause: 'mutex-scope',
  },
  'existence-for-ownership': {
    script: [
      [1, install],
      [2, install],
    ],
    clause: '1618-only',
  },
  'handle-left-open': {
    script: [
      [1, install],
      [0, probe],
    ],
    clause: 'mutex-scope',
  },
  'abandoned-as-free': {
    script: [
      [1, execute],
      [1, kill],
      [2, install],
      [0, probe],
    ],
    clause: 'mutex-scope',
  },
  'abandoned-as-busy': {
    script: [
      [1, execute],
      [1, kill],
      [2, install],
      [3, install],
      [2, install],
    ],
    clause: '1618-only',
  },
};

describe.skipIf(wine instanceof Error || !IN_CI)(
  'a faulty variant of guarded Wine',
  { timeout: OPEN_MS },
  () => {
    const factoryOf = (variant: string): ImplementationFactory => {
      const factory = guardedVariantFactories.find(({ id }) => id === `guarded-wine:${variant}`);
      if (factory === undefined) throw new Error(`no factory for ${variant}`);
      return factory;
    };

    // Each opens a Wine of its own.
    it.each(Object.entries(exposing).slice(0, byNight(2, Infinity)))(
      '%s breaks its clause, twice alike',
      async (variant, fault) => {
        const factory = factoryOf(variant);
        await using machine = await factory.open({});
        for (let round = 0; round < 2; round++) {
          const observed = await play(machine, fault.script);
          expect(clausesBroken(observed, factory.reading), JSON.stringify(observed)).toContain(fault.clause);
        }
      },
    );

    it('test-then-take lets two racing clients into the execute table, and no lockstep shows it', async () => {
      await using machine = await factoryOf('test-then-take').open({});
      const lockstep = await play(machine, [
        [1, execute],
        [2, execute],
        [0, probe],
        [1, advance],
        [0, probe],
      ]);
      expect(clausesBroken(lockstep)).toEqual([]);
      let both = 0;
      for (let round = 0; round < 100 && both === 0; round++) {
        await machine.reset({ processes: 2 });
        const racing = await Promise.all([machine.perform(1, execute), machine.perform(2, execute)]);
        if (racing.every(({ type }) => type === 'held')) both++;
      }
      expect(both).toBe(1);
    });
  },
);
