// Exits as it should, and leaves a child that keeps its stdout open.
import { spawn } from 'node:child_process';
import { play } from './play.mjs';

spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
  stdio: ['ignore', 'inherit', 'inherit'],
}).unref();
await play({});
