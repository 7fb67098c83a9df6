// Keeps the protocol, and fills stderr with 50 MB of log; no breach, but nothing to keep in memory either.
import { once } from 'node:events';
import { play, say } from './play.mjs';

const LOG = Buffer.from('something happened\n'.repeat(50_000));
await play({
  hello: async (_request, response) => {
    for (let written = 0; written < 50; written++) {
      if (!process.stderr.write(LOG)) await once(process.stderr, 'drain');
    }
    say(response);
  },
});
