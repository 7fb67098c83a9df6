/**
 * Concurrent histories for tests and benchmarks: clients that run freely, each call taking effect
 * somewhere in its interval, most answers as the rules have them and some not.
 */
import type { Context, Operation, Response, State } from '../../../spec/index.ts';
import {
  ACTIONS,
  applicationOf,
  beginsWithUi,
  clientOf,
  ERROR_INSTALL_ALREADY_RUNNING,
  ERROR_SUCCESS,
  executeTableOf,
  IDLE,
  initialState,
  isObservation,
  uiTableOf,
} from '../../../spec/index.ts';
import { canPerform } from '../../can-perform.ts';
import { argumentsOf, responseKindOf } from '../../history.ts';
import type { UnstampedEvent } from '../../history.ts';
import { movesOf, withoutResidue } from '../moves.ts';
import type { Phase } from '../moves.ts';

export interface Simulation {
  readonly processes: number;
  readonly operations: number;
  readonly context: Context;
  /** A number from 0 to limit - 1, however it is come by. */
  readonly choose: (limit: number) => number;
  /** What clients and observer choose from; everything when not given. */
  readonly among?: readonly Operation[];
  /** One answer in so many is drawn without regard to the rules; 0 for none. */
  readonly oneWrongIn: number;
  /** One call in so many dies or never comes back; 0 for none. */
  readonly oneLostIn: number;
}

/** By process; the kill of a process that is in a call, by its negative. */
interface Open {
  readonly operation: Operation;
  readonly response?: Response;
  readonly phase: Phase;
}

/** @returns the events in order; calls that are open at the end stay open */
export const simulate = (simulation: Simulation): readonly UnstampedEvent[] => {
  const { processes, operations, choose, among = OPERATIONS } = simulation;
  const events: UnstampedEvent[] = [];
  const open = new Map<number, Open>();
  let state = initialState(processes);
  let invoked = 0;
  while (invoked < operations || open.size > 0) {
    const process = choose(processes + 1);
    const call = open.get(process);
    if (process > 0 && open.has(-process)) {
      const callFirst = call !== undefined && (!mayGoOn(-process, open) || choose(2) === 0);
      state = advanceCall(callFirst ? process : -process, state, open, events, simulation);
      continue;
    }
    const mayDie =
      call !== undefined && call.operation.op !== 'kill' && process > 0 && simulation.oneLostIn > 0;
    if (mayDie && canPerform(clientOf(state, process), KILL) && choose(simulation.oneLostIn) === 0) {
      events.push({ kind: 'invoke', process, op: KILL.op, args: {} });
      open.set(-process, { operation: KILL, phase: 'waiting' });
      continue;
    }
    if (call === undefined) {
      const client = process === 0 ? IDLE : clientOf(state, process);
      const can = among.filter(
        (operation) => isObservation(operation) === (process === 0) && canPerform(client, operation),
      );
      const operation = can[choose(can.length)];
      if (operation === undefined || invoked === operations) {
        if (invoked < operations) continue;
        const waiting = [...open.keys()].filter((key) => mayGoOn(key, open));
        const next = waiting[choose(waiting.length)] ?? 0;
        state = advanceCall(next, state, open, events, simulation);
        continue;
      }
      events.push({ kind: 'invoke', process, op: operation.op, args: argumentsOf(operation) });
      open.set(process, { operation, phase: 'waiting' });
      invoked++;
      continue;
    }
    state = advanceCall(process, state, open, events, simulation);
  }
  return events;
};

/** The end of a process waits for what the call that it is in leads to. */
const mayGoOn = (key: number, open: ReadonlyMap<number, Open>): boolean =>
  key >= 0 || (open.get(-key)?.phase ?? 'done') === 'done';

/** Takes an open call one instant further: to its effect, out of its table, or to its response. */
const advanceCall = (
  key: number,
  from: State,
  open: Map<number, Open>,
  events: UnstampedEvent[],
  { context, choose, oneWrongIn, oneLostIn }: Simulation,
): State => {
  const call = open.get(key);
  if (call === undefined) return from;
  const process = Math.abs(key);
  const { operation } = call;
  if (call.phase === 'done') {
    open.delete(key);
    const response = call.response ?? { type: 'gone' };
    events.push({ kind: responseKindOf(response), process, op: operation.op, value: response });
    return from;
  }
  const state = from.residue && choose(2) === 0 ? (withoutResidue(from) ?? from) : from;
  const lost = process > 0 && oneLostIn > 0 && choose(oneLostIn) === 0;
  const wrong = oneWrongIn > 0 && choose(oneWrongIn) === 0;
  const responses: readonly Response[] =
    call.response !== undefined ? [call.response] : lost ? LOST : responsesTo(operation, state);
  const all = responses.flatMap((response) =>
    movesOf(state, { process, operation, response }, call.phase, context).map((move) => ({ response, move })),
  );
  const legal = all.filter(({ move }) => move.outcome.violates.length === 0);
  const moves = wrong || legal.length === 0 ? all : legal;
  const chosen = moves[choose(Math.max(moves.length, 1))];
  if (chosen === undefined) return state;
  open.set(key, { operation, response: chosen.response, phase: chosen.move.phase });
  return chosen.move.outcome.state;
};

const OPERATIONS: readonly Operation[] = [
  ...ACTIONS.flatMap((action) => [
    { op: 'start' as const, action, ui: 'none' as const },
    { op: 'start' as const, action, ui: 'full' as const },
  ]),
  { op: 'advance' },
  { op: 'advance' },
  { op: 'call', api: 'MsiInstallProduct' },
  { op: 'call', api: 'MsiGetProductInfo' },
  { op: 'cancel' },
  { op: 'kill' },
  { op: 'probe' },
  { op: 'service' },
  { op: 'events' },
];

const KILL = { op: 'kill' } as const;
const LOST: readonly Response[] = [{ type: 'gone' }, { type: 'open', reason: 'simulated' }];
const RETURNS: readonly Response[] = [ERROR_SUCCESS, ERROR_INSTALL_ALREADY_RUNNING].map((code) => ({
  type: 'returned',
  code,
}));

const responsesTo = (operation: Operation, state: State): readonly Response[] => {
  switch (operation.op) {
    case 'start': {
      const ui = beginsWithUi(operation.action, operation.ui) ? uiTableOf[operation.action] : undefined;
      return [...RETURNS, { type: 'held', table: ui ?? executeTableOf[operation.action] }];
    }
    case 'advance':
      return [...RETURNS, { type: 'held', table: 'InstallExecuteSequence' }];
    case 'call':
      return RETURNS;
    case 'cancel':
      return [{ type: 'returned', code: 1602 }];
    case 'kill':
      return [{ type: 'gone' }];
    case 'probe':
      return [
        ...(['absent', 'free', 'owned'] as const).map((mutex) => ({ type: 'mutex' as const, state: mutex })),
        ...[1, 2].map((owner) => ({ type: 'mutex' as const, state: 'owned' as const, owner })),
      ];
    case 'service':
      return [1, 4].map((controlsAccepted) => ({ type: 'service', state: 4, controlsAccepted }));
    case 'events':
      return [
        [],
        state.clients.flatMap(({ at }, index) => (at === 'execute' ? [applicationOf(index + 1)] : [])),
      ].map((installing) => ({ type: 'events', installing }));
  }
};
