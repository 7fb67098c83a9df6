// Hears bye and stays.
import { play } from './play.mjs';

process.on('SIGTERM', () => {});
await play({ bye: () => setInterval(() => {}, 1000) });
