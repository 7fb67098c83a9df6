// Gives the second answer only after a while, when nobody waits for it any more.
import { op, play, say } from './play.mjs';

await play({
  [op]: (_request, response) => {
    say(response);
    setTimeout(() => say(response), 20);
  },
});
