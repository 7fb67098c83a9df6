// Begins an answer, and never comes to the end of its line.
import { op, play } from './play.mjs';

await play({ [op]: (_request, response) => process.stdout.write(JSON.stringify(response).slice(0, -1)) });
