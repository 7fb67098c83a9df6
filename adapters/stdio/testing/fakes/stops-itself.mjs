// Stops, as Ctrl-Z does it, and no signal but one can end it.
import { op, play } from './play.mjs';

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGPIPE']) process.on(signal, () => {});
await play({
  [op]: () => {
    process.kill(process.pid, 'SIGSTOP');
    return new Promise(() => {});
  },
});
