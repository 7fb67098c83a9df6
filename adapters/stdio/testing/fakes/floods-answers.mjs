// Writes its answer over and over, 100 MB of it.
import { once } from 'node:events';
import { op, play } from './play.mjs';

await play({
  [op]: async (_request, response) => {
    const many = `${JSON.stringify(response)}\n`.repeat(20_000);
    for (let written = 0; written < 100_000_000; written += many.length) {
      if (!process.stdout.write(many)) await once(process.stdout, 'drain');
    }
  },
});
