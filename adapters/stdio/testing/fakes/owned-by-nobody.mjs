// Sees a client that is not there own the mutex.
import { play, say } from './play.mjs';

await play({ probe: ({ id }) => say({ id, type: 'mutex', state: 'owned', owner: 99 }) });
