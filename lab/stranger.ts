/** Whether the agent that answers is that of the machine that was awaited. */
import { isDeepStrictEqual } from 'node:util';
import type { Identity, NotOffered } from '../adapters/implementation.ts';
import type { Capabilities } from '../spec/index.ts';
import type { MachineDefinition } from './definition/schema.ts';

/** What an agent says of itself and of its machine. */
export interface Self {
  readonly identity: Identity;
  readonly capabilities: Capabilities;
  readonly notOffered: readonly NotOffered[];
  readonly notes: Readonly<Record<string, unknown>>;
}

/** @returns why it is another machine, in a sentence */
export const strangerIn = (
  { identity, capabilities }: Self,
  expect: MachineDefinition['expect'],
  earlier: Self | undefined,
): string | undefined => {
  const { version, windowsInstaller } = identity;
  const isAsExpected =
    (expect?.version ?? version) === version &&
    (expect?.windowsInstaller ?? windowsInstaller) === windowsInstaller;
  if (!isAsExpected) {
    const wanted = [
      ...(expect?.version === undefined ? [] : [`version ${expect.version}`]),
      ...(expect?.windowsInstaller === undefined ? [] : [`Windows Installer ${expect.windowsInstaller}`]),
    ];
    return `another machine answers: its agent says ${shown(identity)}, and lab.yaml expects ${wanted.join(' and ')}`;
  }
  if (earlier === undefined) return undefined;
  if (!isDeepStrictEqual(identity, earlier.identity)) {
    return `another machine answers: its agent said ${shown(earlier.identity)} before, and now ${shown(identity)}`;
  }
  if (!isDeepStrictEqual(capabilities, earlier.capabilities)) {
    return 'its agent offers other things than before, so the cases of this boot could not be put beside the others';
  }
  return undefined;
};

const shown = ({ name, version, windowsInstaller }: Identity): string =>
  `${name}, version ${version}, Windows Installer ${windowsInstaller}`;
