// Gives one request two answers.
import { op, play, say } from './play.mjs';

await play({
  [op]: (_request, response) => {
    say(response);
    say(response);
  },
});
