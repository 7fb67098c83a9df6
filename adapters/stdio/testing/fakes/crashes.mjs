// Is ended by a signal in the middle of a request, as by a segmentation fault.
import { op, play } from './play.mjs';

await play({ [op]: () => process.kill(process.pid, 'SIGSEGV') });
