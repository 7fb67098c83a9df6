import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { ImplementationError } from '../implementation.ts';
import { run } from './command.ts';

/** A Wine on this machine. */
export interface Wine {
  /** The loader, or a wrapper that runs one. */
  readonly program: string;
  /** What `--version` says, like `wine-8.0 (Debian 8.0~repack-4)`. */
  readonly version: string;
  /** `wineserver` of the same Wine, when there is one beside it or in `WINESERVER`. */
  readonly server: string | undefined;
}

const INSTALL_HINT =
  'Install it with `apt-get install wine wine64` (Debian, Ubuntu), `dnf install wine` (Fedora) or `pacman -S wine` (Arch), or set MSICONFORM_WINE to one.';

/** The loader itself is preferred to Debian's `wine`, a script that asks for the 32-bit half. */
const KNOWN_PLACES = ['/usr/lib/wine/wine64', '/usr/lib64/wine/wine64', '/opt/wine-stable/bin/wine'];
const NAMES = ['wine64', 'wine'];

/**
 * Finds a 64-bit Wine: `MSICONFORM_WINE`, the usual places, then the path.
 * @throws {ImplementationError} when there is none, or when it does not answer
 */
export const findWine = async (
  environment: NodeJS.ProcessEnv = process.env,
  knownPlaces: readonly string[] = KNOWN_PLACES,
): Promise<Wine> => {
  const program = locate(environment, knownPlaces);
  const version = await versionOf(program, environment);
  const server = environment['WINESERVER'] ?? join(dirname(program), 'wineserver');
  return { program, version, server: isProgram(server) ? server : undefined };
};

const locate = (environment: NodeJS.ProcessEnv, knownPlaces: readonly string[]): string => {
  const path = (environment['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  const own = environment['MSICONFORM_WINE'];
  if (own !== undefined && own !== '') {
    const found = isAbsolute(own) ? own : path.map((folder) => join(folder, own)).find(isProgram);
    if (found !== undefined && isProgram(found)) return found;
    throw new ImplementationError(`MSICONFORM_WINE names "${own}", which is no program`, {
      hint: 'Set it to the path of wine64, or of a script that runs it.',
    });
  }
  const places = [...knownPlaces, ...NAMES.flatMap((name) => path.map((folder) => join(folder, name)))];
  const found = places.find(isProgram);
  if (found === undefined) throw new ImplementationError('Wine is not installed', { hint: INSTALL_HINT });
  return found;
};

const versionOf = async (program: string, environment: NodeJS.ProcessEnv): Promise<string> => {
  const deadlineMs = 15_000;
  const ended = await run(program, ['--version'], { deadlineMs, env: environment }).catch((cause: Error) => {
    throw new ImplementationError(`${program} cannot be started: ${cause.message}`, {
      hint: INSTALL_HINT,
      cause,
    });
  });
  if (ended.timedOut) {
    throw new ImplementationError(`${program} --version gave no answer within ${deadlineMs / 1000} seconds`, {
      hint: 'Set MSICONFORM_WINE to a Wine that works.',
    });
  }
  const version = /wine-\S+.*/.exec(ended.output)?.[0];
  if (version === undefined) {
    const said = ended.output.trim().split('\n').at(-1) ?? '';
    throw new ImplementationError(
      `${program} does not look like Wine: --version said "${said.slice(0, 120)}"`,
      {
        hint: 'Set MSICONFORM_WINE to the path of wine64.',
      },
    );
  }
  return version.trim();
};

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};
