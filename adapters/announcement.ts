/** What an agent says of itself before anything else. */
import { ImplementationError } from './implementation.ts';

/** The revision of what agent and controller say to each other; `PROTOCOL_REVISION` in `agent/source/system.h`. */
export const AGENT_REVISION = 2;

export interface Announcement {
  readonly version: string;
  readonly revision: number;
  /** The beginning of the SHA-256 of its sources. */
  readonly build: string;
  readonly bits: 32 | 64;
  /** Major, minor and build of Windows. */
  readonly windows: string;
  readonly servicePack: string;
  readonly reactos?: string;
}

/** @throws {ImplementationError} naming both numbers, when agent and msiconform do not fit */
export const requireRevision = ({ revision, version }: Pick<Announcement, 'revision' | 'version'>): void => {
  if (revision === AGENT_REVISION) return;
  throw new ImplementationError(
    `the agent ${version} speaks revision ${revision}, and this msiconform speaks revision ${AGENT_REVISION}`,
    { hint: 'Take the agent of the same release: `msiconform kit` writes it.' },
  );
};
