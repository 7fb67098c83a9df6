/**
 * The harness on Wine, beside the same number of bare MsiInstallProductW calls in one worker: what it
 * costs to hold, observe and judge. BENCH_INTERLEAVINGS sets the size of a round.
 */
import { ImplementationError } from '../adapters/index.ts';
import { clientFixture } from '../adapters/driver/fixtures.ts';
import { hostOnWine } from '../adapters/wine/launch.ts';
import { openDriver } from '../adapters/driver/open.ts';
import { WorkerProcess } from '../adapters/driver/worker-process.ts';
import { check } from '../oracle/index.ts';
import { runCase } from '../properties/index.ts';
import type { Interleaving } from '../properties/index.ts';
import { DEFAULT_READING } from '../spec/index.ts';
import { measure, ratios, report } from './measure.ts';

const INTERLEAVINGS = Number(process.env['BENCH_INTERLEAVINGS'] ?? 50);
const INSTALLS = 2 * INTERLEAVINGS;

/** Two clients, six operations, one MsiInstallProductW each. */
const interleaving: Interleaving = {
  processes: 2,
  steps: [
    { process: 1, operation: { op: 'start', action: 'INSTALL', ui: 'none' } },
    { process: 0, operation: { op: 'probe' } },
    { process: 2, operation: { op: 'start', action: 'INSTALL', ui: 'none' } },
    { process: 0, operation: { op: 'service' } },
    { process: 1, operation: { op: 'advance' } },
    { process: 2, operation: { op: 'advance' } },
  ],
};

const compare = async (): Promise<void> => {
  const host = await hostOnWine(console.error);
  await using machine = await openDriver(host);
  await using bare = await WorkerProcess.start(host.launch);
  const path = clientFixture(host, 3).path;
  const against = 'bare MsiInstallProductW calls in one worker';
  const harness = 'the harness: 2 clients, 6 operations, judged';
  const measured = await measure([
    {
      name: against,
      run: async () => {
        const answer = await bare.ask({ do: 'install', package: path, times: INSTALLS });
        if (answer.type !== 'done' || answer.code !== 0) throw new Error(JSON.stringify(answer));
        return INSTALLS;
      },
    },
    {
      name: harness,
      run: async () => {
        const context = { reading: DEFAULT_READING, windowsInstaller: machine.identity.windowsInstaller };
        const lines: string[] = [];
        for (let index = 0; index < INTERLEAVINGS; index++) {
          const { observed, failure } = await runCase(machine, interleaving, {
            deadline: 30_000,
            emit: (event) => lines.push(JSON.stringify(event)),
          });
          if (failure !== undefined) throw failure;
          if (check(observed, 2, context).findings.length === 0) throw new Error('Wine cannot conform');
        }
        return INSTALLS;
      },
    },
  ]);
  const seconds = (measured.find(({ name }) => name === harness)?.milliseconds ?? Number.NaN) / 1000;
  const comparison = {
    id: 'wine',
    title: `${INSTALLS} MsiInstallProductW calls on ${host.version}`,
    unit: 'calls',
    measured,
    against,
    facts: {
      interleavings: INTERLEAVINGS,
      interleavingsPerSecond: Math.round((INTERLEAVINGS / seconds) * 10) / 10,
    },
  };
  await report(comparison);
  const ratio = 1 / (ratios(comparison).get(harness) ?? Number.NaN);
  console.log(
    `${(INTERLEAVINGS / seconds).toFixed(1)} interleavings a second; wall time ${ratio.toFixed(2)} x the bare calls`,
  );
};

try {
  await compare();
} catch (error) {
  if (!(error instanceof ImplementationError)) throw error;
  console.log(`skipped: the bench on Wine (${error.message})`);
}
