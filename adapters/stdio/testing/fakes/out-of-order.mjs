// Is always one answer behind: keeps an answer back until the next request has been answered.
import { op, play, say } from './play.mjs';

let kept;
await play({
  [op]: (_request, response) => {
    if (kept === undefined) {
      kept = response;
    } else {
      say(response);
      say(kept);
      kept = undefined;
    }
  },
});
