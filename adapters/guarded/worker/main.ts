/** Entry of a guarded worker process: where koffi is, and the faulty variant, if it is to be one. */
import { loadLibrary } from '../../driver/worker/library.ts';
import { serveWorker } from '../../driver/worker/serve.ts';
import { isVariantName } from '../variants.ts';
import { conformingMutex } from './execution-mutex.ts';
import { faultyMutex } from './faulty-mutexes.ts';
import { documentedRules } from './rules.ts';
import { serviceControl } from './service-control.ts';

const [, , koffi, variant] = process.argv;
const library = loadLibrary(koffi);
const mutex =
  variant !== undefined && isVariantName(variant) ? faultyMutex(library, variant) : conformingMutex(library);
const service = serviceControl(library);
await serveWorker(library, {
  guard: documentedRules(mutex),
  beforeService: service.synchronize,
  extra: (name, value) => {
    if (name !== 'start-service' || typeof value !== 'string') throw new Error(`no command ${name}`);
    service.replaceBy(value);
  },
});
process.exit(0);
