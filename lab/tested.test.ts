import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MEASUREMENT_NAMES } from '../adapters/driver/measure/index.ts';
import { CrashedMachineError, ImplementationError } from '../adapters/implementation.ts';
import type { Measurement } from '../adapters/implementation.ts';
import { measurable } from '../adapters/measurable.ts';
import type { MachineDefinition } from './definition/schema.ts';
import type { Loss } from './evidence.ts';
import { TestedMachine } from './tested.ts';
import type { TestedOptions } from './tested.ts';
import { FakeMachine } from './testing/fake-machine.ts';
import type { Boot } from './testing/fake-machine.ts';

const CASE = {
  processes: 1,
  steps: [
    { process: 1, operation: { op: 'start', action: 'INSTALL', ui: 'none' } },
    { process: 1, operation: { op: 'advance' } },
  ],
  deadline: 5_000,
} as const;

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'msiconform-tested-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lifeOf = (boots: readonly Boot[], definition: Partial<MachineDefinition> = {}) => {
  const machine = new FakeMachine(boots);
  const losses: Loss[] = [];
  const news: string[] = [];
  const ending = new AbortController();
  const options: TestedOptions = {
    definition: {
      label: 'fake',
      agent: 'serial:x',
      bootSeconds: 20,
      caseSeconds: 10,
      ...definition,
      kind: 'none',
    },
    machine,
    evidence: folder,
    onNews: (sentence) => news.push(sentence),
    onLoss: (loss) => losses.push(loss),
    onStays: () => undefined,
    signal: ending.signal,
  };
  return { machine, losses, news, ending, boot: () => TestedMachine.boot(options) };
};

describe('a machine under test', () => {
  it('is called by its label, and is stopped when it is not wanted any more', async () => {
    const { machine, boot } = lifeOf([{}]);
    const tested = await boot();
    expect(tested.identity).toMatchObject({ id: 'fake', windowsInstaller: '5.0' });
    expect((await tested.performAll(CASE)).map(({ response }) => response.type)).toEqual([
      'held',
      'returned',
    ]);
    await tested[Symbol.asyncDispose]();
    expect(machine.log).toEqual(['start', 'booted', 'stop']);
  });

  it.each([['its system panicked'], ['it powered itself off'], ['hang']])(
    'sets apart a case that ends it each time (%s), and goes on with the next one on a fresh boot',
    async (becomes) => {
      const sentence = becomes === 'hang' ? /it hung: no answer to the case within 1 s/ : new RegExp(becomes);
      const bad: Boot = { at: 1, becomes };
      const { machine, losses, boot } = lifeOf([{ at: 2, becomes }, bad, {}], { caseSeconds: 1 });
      const tested = await boot();
      await tested.performAll(CASE);
      const crash = tested.performAll(CASE);
      await expect(crash).rejects.toBeInstanceOf(CrashedMachineError);
      await expect(crash).rejects.toThrow(sentence);
      expect(losses.map(({ boot: number, case: which }) => [number, which])).toEqual([
        [1, 2],
        [2, 2],
      ]);
      expect(readFileSync(losses[0]?.console ?? '', 'utf8')).toBe('the console of boot 1');
      expect(readFileSync(losses[1]?.screenshot ?? '', 'utf8')).toBe('a picture');
      expect(await tested.performAll(CASE)).toHaveLength(2);
      expect(tested.boots).toBe(3);
      await tested[Symbol.asyncDispose]();
      expect(machine.log.at(-1)).toBe('stop');
    },
  );

  it('runs a case again on a fresh boot, and takes what it comes to there', async () => {
    const { losses, boot } = lifeOf([{ at: 1, becomes: 'its system panicked' }, {}]);
    await using tested = await boot();
    expect(await tested.performAll(CASE)).toHaveLength(2);
    expect(losses).toHaveLength(1);
    expect(tested.boots).toBe(2);
  });

  it.each<[string, Boot, RegExp]>([
    ['never boots', { mute: true }, /^no agent said hello within 1 s of its start/],
    ['floods its line', { floods: true }, /^no agent said hello within 1 s of its start/],
    [
      'cannot be started',
      { fails: 'its start command, x, ended with code 3' },
      /^its start command, x, ended with code 3$/,
    ],
    [
      'has no space',
      { refusal: 'there is not enough space on the disk' },
      /the agent refused: there is not enough space/,
    ],
    [
      'is another machine',
      { windowsInstaller: '4.5' },
      /^another machine answers: .*Windows Installer 4\.5.* expects Windows Installer 5\.0$/,
    ],
  ])('that %s is told of in one sentence, and stopped', async (_, first, sentence) => {
    const { machine, boot } = lifeOf([first], {
      bootSeconds: first.refusal === undefined ? 1 : 20,
      expect: { windowsInstaller: '5.0' },
    });
    await expect(boot()).rejects.toThrow(sentence);
    expect(machine.log.at(-1)).toBe('stop');
  });

  it('is measured before its cases, and goes on where a measurement ends it', async () => {
    const { losses, boot } = lifeOf([
      { measures: true, at: 2, becomes: 'its system panicked' },
      { measures: true, at: 1, becomes: 'its system panicked' },
      { measures: true },
    ]);
    await using tested = await boot();
    const made: Measurement[] = [];
    for await (const each of measurable(tested).measure()) made.push(each);
    expect(made.map(({ name }) => name)).toEqual(MEASUREMENT_NAMES);
    const failed = made.filter((each) => each.failed !== undefined);
    expect(failed.map(({ name }) => name)).toEqual([MEASUREMENT_NAMES[1]]);
    expect(failed[0]?.failed).toMatch(/^it crashed the machine 2 times/);
    expect(losses.map(({ boot: number, measurement }) => [number, measurement])).toEqual([
      [1, MEASUREMENT_NAMES[1]],
      [2, MEASUREMENT_NAMES[1]],
    ]);
    expect(await tested.performAll(CASE)).toHaveLength(2);
  });

  it('of an agent that cannot measure is not measured', async () => {
    await using tested = await lifeOf([{}]).boot();
    expect(tested.measurementNames).toEqual([]);
  });

  it('does not take another machine for the one that it was before a crash', async () => {
    const { machine, boot } = lifeOf([
      { at: 1, becomes: 'it powered itself off' },
      { windowsInstaller: '3.1' },
    ]);
    const tested = await boot();
    await expect(tested.performAll(CASE)).rejects.toThrow(
      /another machine answers: .*5\.0 before, and now .*3\.1/,
    );
    await expect(tested.performAll(CASE)).rejects.toThrow(ImplementationError);
    expect(machine.log.filter((what) => what === 'stop')).toHaveLength(1);
  });

  it('is stopped once whenever the run is ended, whatever it does then', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Boot>(
          {},
          { mute: true },
          { floods: true },
          { at: 1, becomes: 'hang' },
          { at: 2, becomes: 'it powered itself off' },
        ),
        fc.nat(120),
        async (first, milliseconds) => {
          const { machine, ending, boot } = lifeOf([first]);
          const live = async (): Promise<void> => {
            await using tested = await boot();
            for (;;) if ((await tested.performAll(CASE)).length === 0) break;
          };
          const running = live();
          setTimeout(() => ending.abort(), milliseconds);
          await running.catch((error: unknown) => expect(error).toBeInstanceOf(ImplementationError));
          expect(machine.log.filter((what) => what === 'stop')).toHaveLength(1);
          expect(machine.log.at(-1)).toBe('stop');
        },
      ),
      { numRuns: 30 },
    );
  });
});
