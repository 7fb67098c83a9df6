// Answers, and never hears the next request: its stdin is closed. It goes on running.
import { closeSync } from 'node:fs';
import { op, play, say } from './play.mjs';

await play({
  [op]: (_request, response) => {
    process.stdin.destroy();
    closeSync(0);
    say(response);
    setInterval(() => {}, 1000);
  },
});
