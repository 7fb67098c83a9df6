#!/usr/bin/env node
/**
 * Loads the command line. Nothing else is imported here: Node itself ends with 1 for what it cannot load, and that
 * means "diverges".
 */
const INTERNAL = 255;

const end = (text: string): void => {
  process.stderr.write(`msiconform: ${text}\n`);
  process.exit(INTERNAL);
};

const told = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

process.on('uncaughtException', (error) => end(`internal error, please report it: ${told(error)}`));

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  end(`it needs Node 20.19 or later, and this is ${process.versions.node}`);
} else {
  try {
    const { runHere } = await import('./command-line.ts');
    await runHere(process.argv.slice(2));
  } catch (error) {
    const [what] = told(error).split('\n');
    end(`it cannot be loaded (${what}): install it again, or raise the limit of open files (ulimit -n)`);
  }
}
