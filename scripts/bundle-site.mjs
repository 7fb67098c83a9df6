// Bundles the scripts of the pages into one file each: bundle-site.mjs [FOLDER], dist/site/app by default.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const PAGES = ['log', 'rules'];

/** What would end the script's element, or hide its end, in HTML. */
const UNSAFE = /<!--|<script/i;

const bundle = async (page) => {
  const build = await rolldown({
    input: join(root, 'site', 'app', `${page}.tsx`),
    platform: 'browser',
    // How JSX is compiled stands in tsconfig.json. Nothing that is imported for a type or a function of it alone is run.
    treeshake: { moduleSideEffects: false },
    transform: { target: 'es2022' },
    external: /^node:/,
    onLog: (level, log) => {
      // What of Node's is named without "node:" is no fault where nothing of it is left over.
      if (level === 'warn' && log.code !== 'UNRESOLVED_IMPORT') throw new Error(log.message);
    },
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  const [{ code, imports }, ...others] = output;
  if (others.length > 0) throw new Error(`${page}: one file was expected, and there are ${output.length}`);
  if (imports.length > 0) throw new Error(`${page} imports ${imports.join(', ')}, which no browser has`);
  if (UNSAFE.test(code)) throw new Error(`${page}: the script holds what HTML would take for its own`);
  return code.replaceAll('</script', '<\\/script');
};

/** @returns the scripts by their pages */
export const bundleSite = async () =>
  Object.fromEntries(await Promise.all(PAGES.map(async (page) => [page, await bundle(page)])));

if (pathToFileURL(process.argv[1] ?? '').href === import.meta.url) {
  const folder = process.argv[2] ?? join(root, 'dist', 'site', 'app');
  mkdirSync(folder, { recursive: true });
  for (const [page, code] of Object.entries(await bundleSite()))
    writeFileSync(join(folder, `${page}.js`), code);
}
