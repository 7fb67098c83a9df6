// Builds the agent where the compilers for Windows are there; where they are not, says so and goes on without it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const compilers = ['i686-w64-mingw32-gcc', 'x86_64-w64-mingw32-gcc'];
const missing = compilers.filter((name) => spawnSync(name, ['--version']).status !== 0);
if (missing.length > 0) {
  process.stderr.write(`The agent is not built: there is no ${missing.join(' and no ')} on this machine.\n`);
} else {
  const script = fileURLToPath(new URL('build.sh', import.meta.url));
  process.exitCode = spawnSync(script, { stdio: 'inherit' }).status ?? 1;
}
