// Exits as it should, and leaves a daemon with nothing of the program's: no stream, no session, no environment.
import { spawn } from 'node:child_process';
import { play } from './play.mjs';

spawn('/bin/sleep', ['1000'], { detached: true, stdio: 'ignore', env: {} }).unref();
await play({});
