// Writes Latin-1 where UTF-8 is due.
import { op, play } from './play.mjs';

await play({
  [op]: (_request, response) =>
    process.stdout.write(Buffer.from(JSON.stringify({ ...response, reason: 'Zurück' }) + '\n', 'latin1')),
});
