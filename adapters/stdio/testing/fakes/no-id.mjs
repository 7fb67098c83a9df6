// Forgets the id.
import { op, play, say } from './play.mjs';

await play({ [op]: (_request, response) => say({ ...response, id: undefined }) });
