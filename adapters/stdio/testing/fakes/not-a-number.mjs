// Writes what a lax JSON library writes, and JSON does not have.
import { op, play } from './play.mjs';

await play({ [op]: ({ id }) => process.stdout.write(`{"id":${id},"type":"returned","code":NaN}\n`) });
