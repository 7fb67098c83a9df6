// Gives the second answer only when nobody waits for it any more: before that to the next request.
import { op, OPERATIONS, play, say } from './play.mjs';

let again;
const lateFirst = (_request, response) => {
  if (again !== undefined) say(again);
  again = undefined;
  say(response);
};

await play({
  ...Object.fromEntries(OPERATIONS.map((name) => [name, lateFirst])),
  [op]: (request, response) => {
    lateFirst(request, response);
    again = response;
  },
});
