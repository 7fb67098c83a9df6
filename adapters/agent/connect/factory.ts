import type { ImplementationFactory } from '../../implementation.ts';
import { parseWay } from './way.ts';

/**
 * An agent at the end of a way, as the command line opens it.
 * @throws {BadInputError} for what is no way
 */
export const agentFactory = (connect: string): ImplementationFactory => {
  const way = parseWay(connect);
  return {
    id: 'agent',
    summary: 'the Windows Installer of a machine on which the agent runs, by --connect',
    numRuns: 100,
    open: async ({ onProgress }) => {
      const { openRemote } = await import('./remote.ts');
      return openRemote(way, onProgress);
    },
  };
};
