// Offers three client processes, and can run one.
import { play, say } from './play.mjs';

await play({
  reset: ({ id, processes }) =>
    say(processes > 1 ? { id, type: 'error', message: 'one process is enough' } : { id, type: 'ready' }),
});
