// Has a print statement left in it.
import { op, play, say } from './play.mjs';

await play({
  [op]: (request, response) => {
    process.stdout.write(`DEBUG got ${request.op}\u0007\n`);
    say(response);
  },
});
