// Packs the package, installs it elsewhere, and uses it as its users do: command line, types, vitest, bundle.
// Run by `npm run package:check`; npm takes the dependencies from its cache where it can.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'msiconform-package-'));
const run = (file, args, cwd = folder) => execFileSync(file, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const tool = (...words) => join(root, 'node_modules', ...words);
const say = (text) => process.stdout.write(`${text}\n`);
const demand = (holds, text) => {
  if (!holds) throw new Error(`package check: ${text}`);
  say(`ok  ${text}`);
};

try {
  const [{ filename, files, unpackedSize }] = JSON.parse(
    run(npm, ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  );
  const paths = files.map(({ path }) => path);
  const strays = paths.filter((path) => /\.test\.|(^|\/)testing\//.test(path));
  demand(strays.length === 0, `no tests are in the package ${strays.join(' ')}`);
  demand(unpackedSize < 5_000_000, `the package takes ${Math.round(unpackedSize / 1000)} kB unpacked`);

  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  run(npm, [
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--omit=optional',
    join(folder, filename),
  ]);
  // What an implementer has of their own.
  for (const name of ['vitest', 'typescript', '@types/node']) {
    mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true });
    rmSync(join(folder, 'node_modules', name), { recursive: true, force: true });
    symlinkSync(tool(name), join(folder, 'node_modules', name));
  }

  const cli = join(folder, 'node_modules/.bin/msiconform');
  demand(run(cli, ['run', '--num-runs', '200']).includes('verdict: conforms'), 'the command line runs');
  demand(
    run(cli, ['run', '--command', `${cli} serve`, '--num-runs', '50']).includes('conforms'),
    'it serves',
  );
  // What docs/implementers.md links to lies beside it.
  const installed = join(folder, 'node_modules/msiconform');
  const guide = readFileSync(join(installed, 'docs/implementers.md'), 'utf8');
  for (const [, link] of guide.matchAll(/\]\((\.\.\/[^)#]+)\)/g)) {
    demand(existsSync(join(installed, 'docs', link)), `the guide has ${link}`);
  }
  const example = `node ${join(installed, 'examples/javascript/my-installer.mjs')}`;
  demand(run(cli, ['smoke', '--command', example]).includes('smoke: '), 'the example can be driven');

  const use = `
    import { check, initialState, intended, interleavings, openReference, openStdio, runSuite } from 'msiconform';
    import type { Implementation, Interleaving, Observed, Reading, Response } from 'msiconform';
    import { conformance } from 'msiconform/vitest';
    const reading: Reading = intended;
    const history: readonly Observed[] = [];
    export const judgement = check(history, 2, { reading, windowsInstaller: '5.0' });
    export const mine: Implementation = openReference();
    export const answer: Promise<Response> = mine.perform(1, { op: 'start', action: 'INSTALL', ui: 'full' });
    export const drawn: Interleaving[] = [];
    export const state = [initialState(2), interleavings, openStdio, runSuite, conformance];
    // @ts-expect-error there is no such action
    void mine.perform(1, { op: 'start', action: 'REMOVE', ui: 'full' });
  `;
  writeFileSync(join(folder, 'use.ts'), use);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  // A consumer checks the package's own declarations too, but not those of its dependencies.
  run(process.execPath, [
    tool('typescript/bin/tsc'),
    ...options,
    '--skipLibCheck',
    '--lib',
    'es2023,esnext.disposable',
    'use.ts',
  ]);
  demand(true, 'the types are there and hold');

  writeFileSync(
    join(folder, 'mine.test.js'),
    `import { openReference } from 'msiconform';
     import { conformance } from 'msiconform/vitest';
     conformance(() => openReference(), { numRuns: 200 });`,
  );
  const tested = run(process.execPath, [
    tool('vitest/vitest.mjs'),
    'run',
    '--root',
    folder,
    '--reporter=json',
  ]);
  const { CLAUSES } = await import(join(folder, 'node_modules/msiconform/dist/index.js'));
  demand(
    // One more asks whether the implementation can be driven.
    JSON.parse(tested.slice(tested.indexOf('{'))).numPassedTests === CLAUSES.length + 1,
    'conformance() registers its tests',
  );

  const [shown] = /import \{[^}]*\} from 'msiconform';[^`]*/.exec(
    readFileSync(join(root, 'README.md'), 'utf8'),
  );
  const python = 'python3 my_installer.py';
  demand(shown.includes(python), 'the README shows the library');
  const faulty = join(root, 'adapters/stdio/testing/serve-faulty.mjs');
  writeFileSync(join(folder, 'shown.mjs'), shown.replace(python, `node ${faulty}`));
  demand(
    /^1618-ui: .*start INSTALL full/m.test(run('node', ['shown.mjs'])),
    'and finds what is wrong with it',
  );

  for (const name of ['protocol-request', 'protocol-response', 'history', 'result', 'spec', 'evidence']) {
    const schema = readFileSync(join(folder, `node_modules/msiconform/schemas/${name}.json`), 'utf8');
    const { $schema, anyOf, properties } = JSON.parse(schema);
    demand(
      /json-schema/.test($schema) && (anyOf ?? properties) !== undefined,
      `schemas/${name}.json is there`,
    );
  }

  const { rolldown } = await import(tool('rolldown/dist/index.mjs'));
  writeFileSync(join(folder, 'small.js'), `export { parseReading } from 'msiconform';`);
  const bundle = await rolldown({ input: join(folder, 'small.js'), cwd: folder, platform: 'node' });
  const { output } = await bundle.generate({ format: 'esm' });
  const size = output.reduce((sum, chunk) => sum + (chunk.code?.length ?? 0), 0);
  const imported = output.flatMap((chunk) => chunk.imports ?? []);
  demand(size < 10_000 && imported.length === 0, `a bundle of parseReading alone is ${size} bytes`);
  await bundle.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
