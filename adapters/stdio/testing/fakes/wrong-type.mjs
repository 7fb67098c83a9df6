// Answers with what belongs to another request.
import { op, play, say } from './play.mjs';

await play({ [op]: ({ id }) => say({ id, type: 'ready' }) });
