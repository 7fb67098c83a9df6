// Answers a request that was never made.
import { op, play, say } from './play.mjs';

await play({ [op]: (_request, response) => say({ ...response, id: response.id + 1000 }) });
