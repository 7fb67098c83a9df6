// Breaks no rule, and writes as other languages do: a byte order mark, CRLF, blank lines, ids like 7.0.
import { OPERATIONS, play } from './play.mjs';

let mark = '\uFEFF';
const write = (_request, { id, ...response }) => {
  const fields = JSON.stringify(response).slice(1);
  process.stdout.write(`${mark}{ "id" : ${id}.0 , ${fields}\r\n\r\n`);
  mark = '';
};
await play(Object.fromEntries(OPERATIONS.map((op) => [op, write])));
