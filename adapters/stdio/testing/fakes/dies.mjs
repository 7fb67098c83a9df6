// Ends in the middle of a request, with its reason on stderr.
import { op, play } from './play.mjs';

await play({
  [op]: () => {
    process.stderr.write('Traceback: the registry is on fire\n');
    process.exitCode = 3;
    process.exit();
  },
});
