// Writes UTF-16, as some shells do.
import { op, play } from './play.mjs';

await play({
  [op]: (_request, response) => process.stdout.write(`\uFEFF${JSON.stringify(response)}\n`, 'utf16le'),
});
