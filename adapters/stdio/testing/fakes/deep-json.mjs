// Answers with a number in a hundred thousand brackets.
import { op, play } from './play.mjs';

const DEEP = '['.repeat(100_000) + '0' + ']'.repeat(100_000);
await play({ [op]: ({ id }) => process.stdout.write(`{"id":${id},"type":"returned","code":${DEEP}}\n`) });
