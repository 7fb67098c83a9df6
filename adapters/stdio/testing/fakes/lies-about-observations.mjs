// Offers the probe, and then has none.
import { play, say } from './play.mjs';

await play({ probe: ({ id }) => say({ id, type: 'unsupported', reason: 'no mutex here' }) });
