/** Entry of the worker of the measurements. Its only argument is where koffi is, when it is no installed dependency. */
import { recordReader } from '../../worker/event-log.ts';
import { loadLibrary } from '../../worker/library.ts';
import { serveWorker } from '../../worker/serve.ts';
import { measuringCommands } from './commands.ts';

const library = loadLibrary(process.argv[2]);
await serveWorker(library, { extra: measuringCommands(library, recordReader(library)) });
process.exit(0);
