// Exits after an answer without a newline.
import { op, play } from './play.mjs';

await play({
  [op]: (_request, response) => process.stdout.write(JSON.stringify(response), () => process.exit()),
});
