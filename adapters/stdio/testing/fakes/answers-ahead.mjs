// Answers the next request too, before it is made.
import { op, play, say } from './play.mjs';

await play({
  [op]: (_request, response) => {
    say(response, { id: response.id + 1, type: 'ready' });
  },
});
