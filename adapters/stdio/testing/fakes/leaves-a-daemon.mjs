// Exits as it should, and leaves a daemon: in a session of its own, with no stream of the program's.
import { spawn } from 'node:child_process';
import { play } from './play.mjs';

spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).unref();
await play({});
