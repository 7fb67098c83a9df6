// Says bye and stays.
import { play, say } from './play.mjs';

await play({
  bye: (_request, response) => {
    say(response);
    setInterval(() => {}, 1000);
  },
});
