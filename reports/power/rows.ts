import { CLAUSE_IDS } from '../../spec/index.ts';
import type { FaultResult, PowerResult } from './power-result.ts';

/** The table of faults by clauses, the same for every form. */
export const HEAD: readonly string[] = ['fault', ...CLAUSE_IDS, 'median', 'worst', 'operations'];

/** How a clause stands to a fault. */
export type Mark = 'breaks' | 'blamed' | '';

export const markOf = (fault: FaultResult, clause: (typeof CLAUSE_IDS)[number]): Mark => {
  if (!fault.killedBy.includes(clause)) return '';
  return fault.clause === clause ? 'breaks' : 'blamed';
};

export const figuresOf = ({ clause, interleavings, operations, problems }: FaultResult): readonly string[] =>
  clause === null
    ? [problems.length > 0 ? 'not forgiven' : 'forgiven', '', '']
    : [String(interleavings?.median ?? '-'), String(interleavings?.worst ?? '-'), String(operations ?? '-')];

/** What the run comes to, in sentences. */
export const summaryOf = (result: PowerResult): readonly string[] => {
  const faults = result.faults.filter(({ clause }) => clause !== null);
  const quirks = result.faults.filter(({ clause }) => clause === null);
  const killed = faults.filter(({ survived }) => !survived);
  const forgiven = quirks.filter(({ problems }) => problems.length === 0);
  const missed = faults.filter(({ survived, problems }) => survived && problems.length === 0);
  const longer = faults.filter(({ notCompared }) => notCompared !== undefined);
  return [
    `${killed.length} of ${faults.length} faults killed under each of ${result.seeds.length} seeds, within ${result.numRuns} interleavings${missed.length === 0 ? '' : `; missed by one in twenty: ${missed.map(({ id }) => id).join(', ')}`}`,
    ...(longer.length === 0
      ? []
      : [`too long for all shorter counterexamples to be tried: ${longer.map(triedOf).join(', ')}`]),
    `${forgiven.length} of ${quirks.length} quirks forgiven`,
    `${result.falseAlarms} false alarms in ${result.reference.interleavings} interleavings (${result.reference.operations} operations) of the reference`,
  ];
};

const triedOf = ({ id, notCompared = [] }: FaultResult): string => {
  const lengths = notCompared.map(({ operations }) => operations);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  const searched = Math.min(...notCompared.map((kind) => kind.searched));
  return `${id} (${least === most ? least : `${least} to ${most}`} operations, all of up to ${searched} were tried)`;
};

export const problemsOf = ({ faults }: PowerResult): readonly string[] =>
  faults.flatMap(({ id, problems }) => problems.map((problem) => `${id}: ${problem}`));
