/** The embedded default: a conforming installer in memory. */
import type { Capabilities } from '../../spec/index.ts';
import { ACTIONS, APIS, KNOWN_VERSIONS, OBSERVATION_NAMES, UI_LEVELS } from '../../spec/index.ts';
import { VersionError } from '../implementation.ts';
import type { Identity, OpenedImplementation, ImplementationFactory } from '../implementation.ts';
import type { Behaviour } from './behaviour.ts';
import { conforming } from './conforming.ts';
import { Installer } from './installer.ts';
import type { Pause } from './installer.ts';
import { Machine } from './machine.ts';

export { conforming } from './conforming.ts';
export type { Behaviour } from './behaviour.ts';
export { Machine } from './machine.ts';

export const REFERENCE_CAPABILITIES: Capabilities = {
  processes: 64,
  actions: ACTIONS,
  uiLevels: UI_LEVELS,
  apis: APIS,
  observations: OBSERVATION_NAMES,
  versions: KNOWN_VERSIONS,
  concurrent: true,
};

const LATEST_VERSION = '5.0';

export interface ReferenceOptions {
  /** The Windows Installer version it plays; `5.0` when not given. */
  readonly windowsInstaller?: string;
  /** The conforming behaviour when not given. */
  readonly behaviour?: Behaviour;
  /** What a faulty variant is called. */
  readonly identity?: Pick<Identity, 'id' | 'name'>;
  /** What it says that it can be asked. */
  readonly capabilities?: Capabilities;
}

export const openReference = (options: ReferenceOptions = {}): OpenedImplementation => {
  const windowsInstaller = options.windowsInstaller ?? LATEST_VERSION;
  const behaviour = options.behaviour ?? conforming;
  let pause: Pause | undefined;
  const between: Pause = (process) => pause?.(process);
  let installer = new Installer(new Machine(1, windowsInstaller), behaviour, between);
  return {
    identity: {
      id: 'reference',
      name: 'embedded reference',
      version: '1',
      windowsInstaller,
      ...options.identity,
    },
    // A version that was asked for is the only one.
    capabilities:
      options.capabilities ??
      (options.windowsInstaller === undefined
        ? REFERENCE_CAPABILITIES
        : { ...REFERENCE_CAPABILITIES, versions: [] }),
    clock: 'logical',
    async reset({ processes, windowsInstaller: version = windowsInstaller }) {
      installer = new Installer(new Machine(processes, version), behaviour, between);
    },
    perform: (process, operation) => installer.perform(process, operation),
    scheduleWith: (next) => {
      pause = next;
    },
    async [Symbol.asyncDispose]() {},
  };
};

export const referenceFactory: ImplementationFactory = {
  id: 'reference',
  summary: 'a conforming installer in memory (the default)',
  async open({ windowsInstaller }) {
    const known: readonly string[] = KNOWN_VERSIONS;
    if (windowsInstaller !== undefined && !known.includes(windowsInstaller)) {
      throw new VersionError(`the reference plays no Windows Installer ${windowsInstaller}`, {
        hint: `Choose one of ${KNOWN_VERSIONS.join(', ')}.`,
      });
    }
    return openReference(windowsInstaller === undefined ? {} : { windowsInstaller });
  },
};
