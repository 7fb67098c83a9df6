/** What a stand-in for the agent answers: the reference installer in the place of a Windows. */
import { AGENT_REVISION } from '../../../adapters/announcement.ts';
import type { Announcement } from '../../../adapters/announcement.ts';
import type { Implementation } from '../../../adapters/implementation.ts';
import type { UnstampedEvent } from '../../../oracle/index.ts';
import { runCase } from '../../../properties/run/run-case.ts';
import type { Operation, Step } from '../../../spec/index.ts';

export const ANNOUNCEMENT: Announcement = {
  version: 'stand-in',
  revision: AGENT_REVISION,
  build: 'stand-in',
  bits: 64,
  windows: '0.0.0',
  servicePack: '',
};

export interface Request {
  readonly id: number;
  readonly op: string;
  /** Of a measurement. */
  readonly name?: string;
  readonly token?: string;
  readonly process?: number;
  readonly processes?: number;
  readonly deadline?: number;
  readonly steps?: readonly (Operation & { readonly process: number })[];
}

/** What a case, or a measurement, does to the machine on purpose, when it is done and nobody knows yet. */
export type Trouble = (steps: readonly Step[]) => Promise<void>;

/**
 * @param refusal - why it wants no controller
 * @param measures - whether it says that it can measure
 */
export const answerTo = async (
  installer: Implementation,
  request: Request,
  trouble: Trouble,
  refusal?: string,
  measures = false,
): Promise<Readonly<Record<string, unknown>>> => {
  const { id, op } = request;
  const { identity, capabilities } = installer;
  switch (op) {
    case 'hello':
      if (refusal !== undefined) return { id, type: 'refused', message: refusal };
      return { id, type: 'hello', identity, capabilities, notOffered: [], notes: {}, measures };
    case 'measure':
      await trouble([]);
      return { id, type: 'measurement', durationMs: 0, values: { standIn: request.name } };
    case 'ping':
      return { id, type: 'pong' };
    case 'bye':
      return { id, type: 'bye' };
    case 'reset':
      await installer.reset({ processes: request.processes ?? 1 });
      return { id, type: 'ready' };
    case 'case':
      return { id, type: 'case', ...(await wholeCase(installer, request, trouble)) };
    default: {
      const { id: _, process = 0, ...operation } = request;
      return {
        id,
        type: 'response',
        value: await installer.perform(process, operation as unknown as Operation),
      };
    }
  }
};

const wholeCase = async (
  installer: Implementation,
  { processes = 1, deadline = 30_000, steps: asked = [] }: Request,
  trouble: Trouble,
): Promise<{ readonly events: readonly UnstampedEvent[]; readonly failure?: string }> => {
  const steps = asked.map(({ process, ...operation }) => ({ process, operation: operation as Operation }));
  const events: UnstampedEvent[] = [];
  const emit = (event: UnstampedEvent): void => void events.push(event);
  const { failure } = await runCase(installer, { processes, steps }, { deadline, emit });
  await trouble(steps);
  return { events, ...(failure === undefined ? {} : { failure: failure.message }) };
};
