// Bundles what is started as a process into dist: the command line, and the programs that it starts. A program of some
// hundred modules would be loaded file by file each time, on Wine and on a slow disk for seconds.
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');

const PROGRAMS = [
  'cli/main',
  'cli/zip-folder',
  'adapters/driver/worker/main',
  'adapters/driver/measure/worker/main',
  'adapters/guarded/worker/main',
  'adapters/guarded/like-windows/worker/main',
  'adapters/guarded/service/main',
  'detectors/worker/main',
  'lab/testing/stand-in/main',
];

/** Of the dependencies only typebox is bundled: it has 683 modules, and each program that checks a schema loads it. */
const BUNDLED = /^(typebox|@oxc-project\/runtime)(\/|$)/;

const build = await rolldown({
  input: Object.fromEntries(PROGRAMS.map((program) => [program, join(root, `${program}.ts`)])),
  platform: 'node',
  // Node 20 knows no `using`.
  transform: { target: 'node20' },
  external: (id) => !/^[./]/.test(id) && !BUNDLED.test(id),
  treeshake: { moduleSideEffects: false },
  onLog: (level, log) => {
    if (level === 'warn') throw new Error(log.message);
  },
});
await build.write({
  dir: join(root, 'dist'),
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'programs/[name].js',
});
await build.close();
