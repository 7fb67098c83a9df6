// Gives the id back as text.
import { op, play, say } from './play.mjs';

await play({ [op]: (_request, response) => say({ ...response, id: String(response.id) }) });
