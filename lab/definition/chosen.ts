import { BadInputError } from '../../spec/index.ts';
import type { MachineDefinition } from './schema.ts';

/** The machines that are named, by label or by tag. @throws {BadInputError} for a name that is none */
export const chosenFrom = (
  machines: readonly MachineDefinition[],
  labels: readonly string[],
  tags: readonly string[],
): readonly MachineDefinition[] => {
  const known = machines.map(({ label }) => label);
  const stranger = labels.find((label) => !known.includes(label));
  if (stranger !== undefined) {
    throw new BadInputError(`the lab has no machine "${stranger}": it has ${known.join(', ')}`);
  }
  const chosen = machines.filter(
    ({ label, tags: own = [] }) =>
      (labels.length === 0 || labels.includes(label)) &&
      (tags.length === 0 || tags.some((tag) => own.includes(tag))),
  );
  if (chosen.length > 0) return chosen;
  const there = [...new Set(machines.flatMap(({ tags: own = [] }) => own))];
  throw new BadInputError(
    `no machine has the tag ${tags.join(' or ')}: there ${there.length === 0 ? 'is none' : `are ${there.join(', ')}`}`,
  );
};
