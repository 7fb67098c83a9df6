// Gives one field two values in one response.
import { op, play } from './play.mjs';

await play({
  [op]: ({ id }) => process.stdout.write(`{"id":${id},"type":"returned","code":0,"code":1618}\n`),
});
