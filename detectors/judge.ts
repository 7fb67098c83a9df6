import { BARE_NAME } from './bystander.ts';
import { callsIn, viewOf } from './view.ts';
import type { Bystander, Meddling } from './bystander.ts';
import type { DetectorAnswer } from './policies.ts';
import type { MachineView } from './view.ts';
import { SERVICE_STARTS } from '../adapters/guarded/service/control.ts';
import { ImplementationError } from '../adapters/implementation.ts';
import type { OpenedImplementation } from '../adapters/implementation.ts';
import { step } from '../oracle/index.ts';
import { initialState, installing, MUTEX_NAME, NAMED_READINGS } from '../spec/index.ts';
import type { Observed, Reading, Response, State } from '../spec/index.ts';
import { SITUATIONS } from './situations.ts';
import type { Situation } from './situations.ts';

/** Whether an installation is running, by the oracle; `either` where the page does not say. */
export type Truth = 'busy' | 'idle' | 'either';

/** A situation as it was on a machine. */
export interface Seen {
  readonly situation: Situation;
  readonly view: MachineView;
  /** By the name of the reading. */
  readonly truth: Readonly<Record<string, Truth>>;
}

/** What a detector answered in a situation, and under which readings that is wrong. */
export interface Judged {
  readonly seen: Seen;
  readonly answer: DetectorAnswer;
  readonly wrongUnder: readonly string[];
}

export interface VisitOptions {
  /** Milliseconds for one operation. */
  readonly timeout: number;
  /** Makes the situations that no installer makes; see `startBystander`. */
  readonly bystander?: Bystander | undefined;
  /** Asked while the machine is in the situation, before an installation of the detector's own is tried. */
  readonly during?: (view: MachineView) => Promise<void>;
}

/** The last client stands by, idle, for the detector's own installation. */
const PROCESSES = 3;

/**
 * The situations that this machine can be put into.
 * @param asker a program has the rights that it was started with, so nothing real is denied to it
 */
export const situationsFor = (
  { clock, capabilities, environment, stage }: OpenedImplementation,
  asker: 'policy' | 'program' = 'policy',
): readonly Situation[] => {
  const canDo = (meddling: Meddling | undefined): boolean => {
    if (meddling === undefined || environment === undefined) return false;
    if (meddling.does === 'deny') return asker === 'policy';
    return meddling.mutex !== SERVICE_STARTS || stage?.serviceStartsWhile === SERVICE_STARTS;
  };
  return SITUATIONS.filter(
    ({ stub, meddling, windowsInstaller, steps }) =>
      (stub === undefined || clock === 'logical' || canDo(meddling)) &&
      steps.every(
        ({ operation }) => operation.op !== 'start' || capabilities.actions.includes(operation.action),
      ) &&
      (windowsInstaller === undefined || capabilities.versions.includes(windowsInstaller)),
  );
};

/**
 * Puts a machine into a situation and looks at it.
 * @throws {ImplementationError} when the machine cannot be driven there
 */
export const visit = async (
  machine: OpenedImplementation,
  situation: Situation,
  options: VisitOptions,
): Promise<Seen> => {
  try {
    return await enter(machine, situation, options);
  } finally {
    await options.bystander?.letGo();
  }
};

const enter = async (
  machine: OpenedImplementation,
  situation: Situation,
  { timeout, bystander, during }: VisitOptions,
): Promise<Seen> => {
  const windowsInstaller = situation.windowsInstaller ?? machine.identity.windowsInstaller;
  await machine.reset({
    processes: PROCESSES,
    ...(situation.windowsInstaller === undefined ? {} : { windowsInstaller }),
  });
  const { stub, meddling } = situation;
  const meddle = async (when: 'before' | 'after'): Promise<void> => {
    // An installer that comes later would make its mutex for everybody.
    if (meddling !== undefined && (meddling.does === 'deny' ? 'after' : 'before') === when)
      await bystander?.meddle(meddling);
  };
  await meddle('before');
  const arranged = (view: MachineView): MachineView =>
    machine.clock === 'logical' ? (stub?.(view) ?? view) : view;
  const observed: Observed[] = [];
  const holds = new Map<number, Response>();
  const signal = (): AbortSignal => AbortSignal.timeout(timeout);
  for (const { process, operation } of situation.steps) {
    const response = await machine.perform(process, operation, signal());
    if (response.type === 'unsupported' || response.type === 'open') {
      const why = response.reason ?? response.type;
      throw new ImplementationError(`${machine.identity.id} cannot be put into "${situation.id}": ${why}`);
    }
    observed.push({ process, operation, response });
    holds.set(process, response);
  }
  await meddle('after');
  const bareMutex = await bystander?.look(BARE_NAME);
  const mutex = meddling?.does === 'deny' ? await bystander?.lookWithoutRights(MUTEX_NAME) : undefined;
  const msiexecProcesses = await bystander?.crowd(callsIn(holds));
  const raw = await viewOf(machine, holds, PROCESSES, signal, {
    ...(bareMutex === undefined ? {} : { bareMutex }),
    ...(mutex === undefined ? {} : { mutex }),
    ...(msiexecProcesses === undefined ? {} : { msiexecProcesses }),
    before: async (view) => during?.(arranged(view)),
  });
  const view = arranged(raw);
  const truth = NAMED_READINGS.map((reading): [string, Truth] => [
    reading.name,
    truthOf(statesAfter(observed, reading, windowsInstaller), view, reading),
  ]);
  return { situation, view, truth: Object.fromEntries(truth) };
};

const statesAfter = (
  observed: readonly Observed[],
  reading: Reading,
  windowsInstaller: string,
): readonly State[] => {
  let states: readonly State[] = [initialState(PROCESSES)];
  for (const event of observed) states = step(states, event, { reading, windowsInstaller }).states;
  return states;
};

const truthOf = (states: readonly State[], { mutex }: MachineView, reading: Reading): Truth => {
  // Where existence is what "set" means, an object that is there is what a call will meet.
  if (reading.mutexSet === 'exists' && mutex.state !== 'absent') return 'busy';
  if (states.every(installing)) return 'busy';
  return states.some(installing) ? 'either' : 'idle';
};

export const judgeAnswer = (seen: Seen, answer: DetectorAnswer): Judged => ({
  seen,
  answer,
  wrongUnder:
    answer === 'busy' || answer === 'idle'
      ? Object.entries(seen.truth).flatMap(([reading, truth]) =>
          truth === 'either' || truth === answer ? [] : [reading],
        )
      : [],
});
