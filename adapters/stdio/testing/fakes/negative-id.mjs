// Answers a request with a number that no request has.
import { op, play, say } from './play.mjs';

await play({ [op]: (_request, response) => say({ ...response, id: -response.id }) });
