// Writes its answers to stderr.
import { op, play } from './play.mjs';

await play({ [op]: (_request, response) => process.stderr.write(JSON.stringify(response) + '\n') });
