// Writes the code as text.
import { op, play, say } from './play.mjs';

await play({ [op]: ({ id }) => say({ id, type: 'returned', code: '0' }) });
