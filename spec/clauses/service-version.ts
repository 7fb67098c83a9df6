import { keptIf } from '../clause.ts';
import type { Clause } from '../clause.ts';
import { claimsToRun } from '../model/service.ts';
import { EVEN } from '../model/weights.ts';
import { supportsServiceQuery } from '../version.ts';

export const serviceVersion: Clause = {
  id: 'service-version',
  area: 'the service',
  label: '… from version 3.0 on',
  statement: 'The service query is supported from Windows Installer 3.0; on 2.0 it is not.',
  strength: 'stated',
  source: ['p5'],
  flags: ['serviceValue'],
  exercisedBy: 'querying the service, on any version',
  property: 'the service query is there from Windows Installer 3.0 on, and promises nothing before',
  judge: (_state, { operation, response }, { reading, windowsInstaller }) => {
    if (operation.op !== 'service') return 'silent';
    const supported = supportsServiceQuery(windowsInstaller);
    if (response.type === 'unsupported') return keptIf(!supported);
    if (response.type !== 'service') return 'silent';
    // Before 3.0 the value promises nothing, so it must not look like the promise either.
    return keptIf(supported || !claimsToRun(response.controlsAccepted, reading));
  },
  argue: (_phrases, _state, _event, { windowsInstaller }) => ({
    because: `this is Windows Installer ${windowsInstaller}`,
    demand: supportsServiceQuery(windowsInstaller)
      ? 'the service query must be answered'
      : 'the service query must be unsupported, or at least not promise anything by SERVICE_ACCEPT_SHUTDOWN (4)',
  }),
  // The versions around 3.0 matter most.
  weights: { ...EVEN, service: 6, start: 5 },
  needs: 'service',
  evidence: { missing: 'no log tells of the service query', kept: 'as the clause says' },
};
