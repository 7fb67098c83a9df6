// Stops dead: reads nothing more, answers nothing, and cannot be interrupted by its own event loop.
import { op, play } from './play.mjs';

await play({
  [op]: () => {
    process.on('SIGTERM', () => {});
    process.stderr.write('waiting for the print spooler\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
