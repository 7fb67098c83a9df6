import type { Response } from '../../spec/index.ts';
import { ERROR_INSTALL_ALREADY_RUNNING, isUiTable, OBSERVER } from '../../spec/index.ts';
import type { Call } from '../pairer.ts';

/**
 * What `mutexEdges: session` allows before a table: the mutex may be taken for a call whose table is not
 * processed yet. That shows where a probe names its owner, and the owner's next call has not been invoked:
 * an MSI log tells both the grab and, later, the beginning of the table. The call then counts from that
 * probe on, so that it may have taken effect already, and the probe itself says nothing more.
 *
 * A call that is refused after all has been such an edge and nothing else.
 *
 * @returns the calls, each at its place; the same array when there is no lead
 */
export const withLeads = (calls: readonly Call[]): readonly Call[] => {
  const probes = [...calls.entries()].flatMap(([place, call]) => {
    const owner = ownerIn(call.response);
    return owner === undefined ? [] : [{ place, probe: call, owner }];
  });
  if (probes.length === 0) return calls;
  const own = callsByProcess(calls, new Set(probes.map(({ owner }) => owner)));
  const changed = new Map<number, Call>();
  for (const { place, probe, owner } of probes) {
    const next = own.get(owner)?.nextAfter(probe);
    if (next === undefined) continue;
    changed.set(place, { ...probe, response: SAYS_NOTHING });
    const call = changed.get(next) ?? calls[next];
    if (call === undefined || isRefused(call.response)) continue;
    // Half a place before it, where nothing else stands.
    changed.set(next, { ...call, invoked: Math.min(call.invoked, probe.invoked - 0.5) });
  }
  return changed.size === 0 ? calls : calls.map((call, place) => changed.get(place) ?? call);
};

const SAYS_NOTHING: Response = { type: 'unsupported' };

const ownerIn = (response: Response): number | undefined =>
  response.type === 'mutex' && typeof response.owner === 'number' && response.owner !== OBSERVER
    ? response.owner
    : undefined;

const callsByProcess = (
  calls: readonly Call[],
  processes: ReadonlySet<number>,
): ReadonlyMap<number, OwnCalls> => {
  const own = new Map([...processes].map((process) => [process, new OwnCalls()]));
  for (const [place, call] of calls.entries()) {
    if (call.operation.op !== 'call') own.get(call.process)?.add(place, call);
  }
  return own;
};

/** The calls of one process, looked through once while probes are asked about in their order. */
class OwnCalls {
  readonly #calls: { readonly place: number; readonly call: Call }[] = [];
  #next = 0;

  add(place: number, call: Call): void {
    this.#calls.push({ place, call });
  }

  /** The place of the first call after a probe, when it may enter an execute table or is refused. */
  nextAfter(probe: Call): number | undefined {
    while ((this.#calls[this.#next]?.call.invoked ?? Infinity) < probe.invoked) this.#next++;
    const before = this.#calls[this.#next - 1]?.call;
    const next = this.#calls[this.#next];
    if (next === undefined || next.call.invoked < probe.responded) return undefined;
    // The probe fell into one of its calls: that may have taken effect by itself.
    if (before !== undefined && before.responded !== Infinity && before.responded > probe.invoked)
      return undefined;
    return mayEnter(before, next.call) ? next.place : undefined;
  }
}

const mayEnter = (before: Call | undefined, { operation, response }: Call): boolean => {
  if (operation.op !== 'start' && operation.op !== 'advance') return false;
  if (before?.response.type === 'held' && !isUiTable(before.response.table)) return false;
  return response.type === 'held' ? !isUiTable(response.table) : response.type !== 'unsupported';
};

const isRefused = (response: Response): boolean =>
  response.type === 'returned' && response.code === ERROR_INSTALL_ALREADY_RUNNING;
