import { ACTIONS, APIS } from '../spec/index.ts';
import type { Divergence } from '../properties/index.ts';
import type { Called, KindReport } from './schema/result.ts';

/** The parts of a kind of divergence, as a result has them. */
export const kindReport = ({ kind, by }: Pick<Divergence, 'kind' | 'by'>): KindReport => {
  const { clause: _clause, answer, ...parts } = kind;
  return { ...parts, answer: { ...answer }, by: calledOf(by) };
};

/** In an order that does not depend on the draw. */
export const calledOf = (names: Iterable<string>): Called => {
  const all = new Set(names);
  return { actions: ACTIONS.filter((name) => all.has(name)), apis: APIS.filter((name) => all.has(name)) };
};

/** What any of them called. */
export const calledByAny = (parts: readonly Called[]): Called =>
  calledOf(parts.flatMap(({ actions, apis }) => [...actions, ...apis]));
