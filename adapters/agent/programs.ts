/** Where the agent's programs lie: `npm run build:agent` makes them, the npm package carries them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ImplementationError } from '../implementation.ts';
import type { Diagnosis } from '../implementation.ts';
import { packageRoot } from '../package-root.ts';

export const AGENT_BITS = ['x64', 'x86'] as const;
export type AgentBits = (typeof AGENT_BITS)[number];

export const agentFolder = (): string => join(packageRoot(), 'dist', 'agent');

const fileOf = (bits: AgentBits): string => join(agentFolder(), `msiconform-agent-${bits}.exe`);

export const hasAgent = (): boolean => AGENT_BITS.every((bits) => existsSync(fileOf(bits)));

const BUILD_IT =
  'Build it with `npm run build:agent`, which needs mingw (Debian: gcc-mingw-w64-i686, gcc-mingw-w64-x86-64).';

/** It is never missing to a run that does not ask for it, so it is no need. */
export const agentDiagnosis = (): Diagnosis => ({
  what: 'the agent, for --driver agent',
  ok: true,
  detail: hasAgent() ? agentFolder() : `not built. ${BUILD_IT}`,
});

/** Which agent runs under Wine: that of `MSICONFORM_AGENT_BITS`, else the 64-bit one. */
const bitsUnderWine = (): AgentBits => {
  const wanted = process.env['MSICONFORM_AGENT_BITS'] || 'x64';
  const found = AGENT_BITS.find((bits) => bits === wanted);
  if (found !== undefined) return found;
  throw new ImplementationError(`MSICONFORM_AGENT_BITS is "${wanted}", and there is no such agent`, {
    hint: `Set it to ${AGENT_BITS.join(' or ')}.`,
  });
};

/** @throws {ImplementationError} when it has not been built, or `MSICONFORM_AGENT_BITS` names none */
export const agentProgram = (bits = bitsUnderWine()): string => {
  const file = fileOf(bits);
  if (existsSync(file)) return file;
  throw new ImplementationError(`the agent is not there: ${file}`, {
    hint: BUILD_IT,
  });
};
