/** Wine's msi.dll, driven by the driver of the Windows Installer: here is what it takes to have a Wine to drive. */
import { ImplementationError } from '../implementation.ts';
import { DRIVER_NAMES } from '../implementation.ts';
import type { Diagnosis, ImplementationFactory } from '../implementation.ts';
import { openDriver } from '../driver/open.ts';
import { agentDiagnosis } from '../agent/programs.ts';
import { agentOnWine, hostOnWine } from './launch.ts';
import { cacheFolder } from '../folders.ts';
import { findWine } from './find-wine.ts';
import { PREFIX_MB } from './prefix.ts';
import { damageIn, fetchedRuntime, RUNTIME_MB } from './runtime.ts';
export { findWine } from './find-wine.ts';

/** Where Wine is looked for. */
export const NOT_WINDOWS: readonly NodeJS.Platform[] = ['linux', 'darwin', 'freebsd'];

/** A run ends within three minutes: this, and what beginning and ending take. */
export const WINE_BUDGETS = { shrink: 60_000, run: 165_000 } as const;

/** Whether there is a Wine, and whether what it runs has been fetched. */
export const diagnoseWine = async (): Promise<readonly Diagnosis[]> => {
  return [
    await findWine().then(
      ({ version, program }) => ({ what: 'Wine', ok: true, detail: `${version}, ${program}` }),
      (error: unknown) => {
        if (!(error instanceof ImplementationError)) throw error;
        return { what: 'Wine', ok: false, detail: `${error.message}. ${error.hint ?? ''}`.trim() };
      },
    ),
    await diagnoseRuntime(),
    {
      what: 'space in the cache',
      ok: true,
      detail: `a prefix of each Wine takes some ${PREFIX_MB} MB of ${cacheFolder()}; guarded-wine copies Node once more`,
    },
    agentDiagnosis(),
  ];
};

const diagnoseRuntime = async (): Promise<Diagnosis> => {
  const what = 'Node for Windows and koffi';
  const fetched = await fetchedRuntime();
  if (fetched === undefined)
    return {
      what,
      ok: true,
      detail: `will be fetched from the npm registry on the first run (${RUNTIME_MB} MB)`,
    };
  const damage = await damageIn(fetched, 'contents');
  return damage === undefined
    ? { what, ok: true, detail: fetched }
    : { what, ok: false, detail: `${damage}: remove the folder ${fetched}, and it is fetched again` };
};

export const wineFactory: ImplementationFactory = {
  id: 'wine',
  platforms: NOT_WINDOWS,
  summary: "Wine's msi.dll, in client processes under Wine",
  numRuns: 100,
  budgets: WINE_BUDGETS,
  drivers: DRIVER_NAMES,
  open: async ({ onProgress, driver }) =>
    openDriver(driver === 'agent' ? await agentOnWine(onProgress) : await hostOnWine(onProgress)),
  diagnose: diagnoseWine,
};
