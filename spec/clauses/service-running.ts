import { match } from 'ts-pattern';
import { keptIf } from '../clause.ts';
import type { Clause } from '../clause.ts';
import { claimsToRun } from '../model/service.ts';
import { executing, installing } from '../model/state.ts';
import { EVEN } from '../model/weights.ts';
import { supportsServiceQuery } from '../version.ts';

export const serviceRunning: Clause = {
  id: 'service-running',
  area: 'the service',
  label: 'service tells of an installation',
  statement: 'The installer is running if dwControlsAccepted of its service is SERVICE_ACCEPT_SHUTDOWN.',
  strength: 'stated',
  source: ['p4'],
  flags: ['serviceValue', 'serviceRunning'],
  excusedByResidue: true,
  exercisedBy: 'querying the service, on Windows Installer 3.0 or later',
  property:
    'dwControlsAccepted is SERVICE_ACCEPT_SHUTDOWN when, and as the reading has it while, an execute table is processed',
  judge: (state, { operation, response }, { reading, windowsInstaller }) => {
    if (operation.op !== 'service' || response.type !== 'service') return 'silent';
    if (!supportsServiceQuery(windowsInstaller)) return 'silent';
    const claims = claimsToRun(response.controlsAccepted, reading);
    const running = executing(state) !== undefined;
    return keptIf(
      match(reading.serviceRunning)
        .with('only-if-installing', () => !claims || installing(state))
        .with('exactly-while-installing', () => claims === running || (state.residue && !running))
        .exhaustive(),
    );
  },
  argue: ({ holder }, state) => ({
    because: holder,
    demand: `dwControlsAccepted must ${installing(state) ? '' : 'not '}be SERVICE_ACCEPT_SHUTDOWN (4)`,
  }),
  // Before, during and after an installation, and during a UI sequence.
  weights: { ...EVEN, service: 6, advance: 4 },
  needs: 'service',
  evidence: { missing: 'no log tells of the service query', kept: 'as the clause says' },
};
