// Writes 100 MB without a newline.
import { once } from 'node:events';
import { op, play } from './play.mjs';

const MEGABYTE = Buffer.alloc(1_000_000, 'x');
await play({
  [op]: async () => {
    for (let written = 0; written < 100; written++) {
      if (!process.stdout.write(MEGABYTE)) await once(process.stdout, 'drain');
    }
    process.stdout.write('\n');
  },
});
