// Answers, and then goes home without being asked.
import { op, play, say } from './play.mjs';

await play({
  [op]: (_request, response) => {
    say(response);
    process.stdin.destroy();
    process.exitCode = 0;
  },
});
