import { findWine } from '../../wine/index.ts';
import { hasAgent } from '../programs.ts';

/** Why the agent cannot be run on this machine; `undefined` when it can. */
export const whyNoAgent = async (): Promise<string | undefined> => {
  if (!hasAgent()) return 'it is not built; npm run build:agent builds it where mingw is';
  return findWine().then(
    () => undefined,
    (error: Error) => error.message,
  );
};
