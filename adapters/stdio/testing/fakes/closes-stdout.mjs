// Closes its stdout instead of answering, and goes on running.
import { closeSync } from 'node:fs';
import { op, play } from './play.mjs';

await play({
  [op]: () => {
    closeSync(1);
    setInterval(() => {}, 1000);
    return new Promise(() => {});
  },
});
