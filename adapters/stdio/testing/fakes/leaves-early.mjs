// Answers, and then goes home without being asked.
import { op, play } from './play.mjs';

await play({
  [op]: (_request, response) =>
    new Promise(() => process.stdout.write(`${JSON.stringify(response)}\n`, () => process.exit(0))),
});
