/** Entry of a worker process. Its only argument is where koffi is, when it is not an installed dependency. */
import { loadLibrary } from './library.ts';
import { serveWorker } from './serve.ts';

await serveWorker(loadLibrary(process.argv[2]));
process.exit(0);
