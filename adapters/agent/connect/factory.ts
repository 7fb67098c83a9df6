import type { ImplementationFactory, OpenedImplementation, OpenOptions } from '../../implementation.ts';
import { measurable } from '../../measurable.ts';
import { parseWay } from './way.ts';

/**
 * An agent at the end of a way, as the command line opens it.
 * @throws {BadInputError} for what is no way
 */
export const agentFactory = (connect: string): ImplementationFactory => {
  const way = parseWay(connect);
  const open = async ({ onProgress }: OpenOptions): Promise<OpenedImplementation> => {
    const { openRemote } = await import('./remote.ts');
    return openRemote(way, onProgress);
  };
  return {
    id: 'agent',
    summary: 'the Windows Installer of a machine on which the agent runs, by --connect',
    numRuns: 100,
    measuresFirst: true,
    open,
    prepare: async (options) => measurable(await open(options)),
  };
};
