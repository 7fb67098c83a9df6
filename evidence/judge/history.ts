import { ACTIONS, APIS, BadInputError, UI_LEVELS } from '../../spec/index.ts';
import type { UnstampedEvent } from '../../oracle/index.ts';
import type { CaseHead } from '../../properties/index.ts';
import type { HistoryHead } from '../../reports/index.ts';
import type { BlamedMachine } from './judge-machines.ts';
import { DEFAULT_VERSION, tellMachine } from './tell-machine.ts';

/** A part of a machine's history as a history file has it. */
export interface EvidenceCase {
  readonly head: CaseHead;
  readonly events: readonly UnstampedEvent[];
}

/** As many processes as a case of a history file can have. */
const MOST_PROCESSES = 1024;

/**
 * What was judged, as the cases of a history file: `msiconform check` gives the same verdict on each clause.
 *
 * @throws {BadInputError} when more installations overlap than a case can hold
 */
export const evidenceCases = (machines: readonly BlamedMachine[]): readonly EvidenceCase[] =>
  machines
    .flatMap(({ machine, busy }) => tellMachine(machine, busy))
    .filter(({ events }) => events.length > 0)
    .map(({ processes, events, windowsInstaller }, index): EvidenceCase => {
      if (processes > MOST_PROCESSES) {
        throw new BadInputError(
          `${processes} installations overlap, and a history holds at most ${MOST_PROCESSES}`,
          'give fewer files',
        );
      }
      const head: CaseHead = { case: index + 1, phase: 'replay', processes, windowsInstaller };
      return { head, events: events.map(({ event }) => event) };
    });

/** The first line of such a file. */
export const evidenceHead = (cases: readonly EvidenceCase[], files: readonly string[]): HistoryHead => ({
  format: 'msiconform-history',
  version: 1,
  implementation: {
    id: 'evidence',
    name: 'Windows, as logs and events tell',
    version: '1',
    windowsInstaller: cases[0]?.head.windowsInstaller ?? DEFAULT_VERSION,
  },
  capabilities: {
    processes: Math.max(1, ...cases.map(({ head }) => head.processes)),
    actions: [...ACTIONS],
    uiLevels: [...UI_LEVELS],
    apis: [...APIS],
    observations: ['probe', 'events'],
    versions: [...new Set(cases.map(({ head }) => head.windowsInstaller ?? DEFAULT_VERSION))],
    concurrent: true,
  },
  mode: 'evidence',
  seed: 0,
  startedAt: '1970-01-01T00:00:00.000Z',
  command: `msiconform explain ${files.map(quoted).join(' ')}`,
});

const quoted = (file: string): string =>
  /^[\w./\\:-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
