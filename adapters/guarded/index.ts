/**
 * Wine's msi.dll behind the documented rules: client processes that take the real
 * `Global\_MSIExecute`, and a real msiserver service. A conforming implementation made of real
 * processes and kernel objects, and faulty variants of it.
 */
import { agentProgram } from '../agent/programs.ts';
import { parseReading } from '../../spec/index.ts';
import { DRIVER_NAMES } from '../implementation.ts';
import type { ImplementationFactory, OpenOptions } from '../implementation.ts';
import type { OpenedImplementation } from '../implementation.ts';
import { programPath } from '../package-root.ts';
import { diagnoseWine, NOT_WINDOWS, WINE_BUDGETS } from '../wine/index.ts';
import { provideMsiexec } from '../wine/runtime.ts';
import { hostOnWine, windowsPath } from '../wine/launch.ts';
import type { Launch } from '../driver/host.ts';
import { openDriver } from '../driver/open.ts';
import { SERVICE_STARTS } from './service/control.ts';
import { VARIANT_NAMES, VARIANTS } from './variants.ts';
import type { VariantName } from './variants.ts';
export type { VariantName } from './variants.ts';

/** @throws {ImplementationError} when there is no Wine, or the service does not start */
export const openGuardedWine = async (
  { onProgress, driver }: OpenOptions,
  variant?: VariantName,
): Promise<OpenedImplementation> => {
  const host = await hostOnWine(onProgress, 'adapters/guarded/worker/main');
  const service = programPath('adapters/guarded/service/main');
  const msiexec = await provideMsiexec(host.runtime);
  const program = [msiexec, service, host.runtime.koffi].map((path) => `"${windowsPath(path)}"`);
  const launch: Launch =
    driver === 'agent' ? { ...host.launch, args: [agentProgram(), 'worker', 'guarded'] } : host.launch;
  return openDriver({
    ...host,
    launch: variant === undefined ? launch : { ...launch, args: [...launch.args, variant] },
    launchObserver: launch,
    ...(variant?.startsWith('abandoned-') === true ? { quietWhen: 'free', remembersKills: true } : {}),
    id: variant === undefined ? 'guarded-wine' : `guarded-wine:${variant}`,
    name: `${host.name} behind the documented rules${variant === undefined ? '' : `, but ${VARIANTS[variant]}`}`,
    stage: { serviceStartsWhile: SERVICE_STARTS, msiexec },
    firstCommand: { do: 'extra', name: 'start-service', value: program.join(' ') },
  });
};

export const guardedWineFactory: ImplementationFactory = {
  id: 'guarded-wine',
  platforms: NOT_WINDOWS,
  budgets: WINE_BUDGETS,
  summary: "Wine's msi.dll behind the documented rules, with the real mutex and a real service",
  drivers: DRIVER_NAMES,
  open: (options) => openGuardedWine(options),
  diagnose: diagnoseWine,
};

/** One implementation for each seeded fault, like `guarded-wine:test-then-take`. */
export const guardedVariantFactories: readonly ImplementationFactory[] = VARIANT_NAMES.map((variant) => ({
  id: `guarded-wine:${variant}`,
  platforms: NOT_WINDOWS,
  budgets: WINE_BUDGETS,
  summary: `faulty on purpose: ${VARIANTS[variant]}`,
  // Released is not set, unless to exist is to be set.
  ...(variant === 'handle-left-open' ? { reading: parseReading('intended,mutexSet=exists') } : {}),
  open: (options) => openGuardedWine(options, variant),
  diagnose: diagnoseWine,
}));
