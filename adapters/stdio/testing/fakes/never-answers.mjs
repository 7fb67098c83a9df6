// Goes on reading, but one kind of request is never answered.
import { op, play } from './play.mjs';

await play({ [op]: () => {} });
